package io.cameldicom.hub.queue;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import org.apache.activemq.artemis.api.jms.ActiveMQJMSConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to the broker with its one session. For one thread at a time. */
final class QueueConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueueConnection.class);

    private final Connection connection;
    private final Session session;

    private QueueConnection(Connection connection, Session session) {
        this.connection = connection;
        this.session = session;
    }

    /** What is sent becomes visible, and safe, with {@code commit}. */
    static QueueConnection transacted(Broker broker) throws JMSException {
        return open(broker, Session.SESSION_TRANSACTED);
    }

    /** Each message received is acknowledged by itself, in any order. */
    static QueueConnection individual(Broker broker) throws JMSException {
        return open(broker, ActiveMQJMSConstants.INDIVIDUAL_ACKNOWLEDGE);
    }

    private static QueueConnection open(Broker broker, int mode) throws JMSException {
        Connection connection = broker.connect();
        try {
            Session session = connection.createSession(mode == Session.SESSION_TRANSACTED, mode);
            connection.start();
            return new QueueConnection(connection, session);
        } catch (JMSException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    Session session() {
        return session;
    }

    Queue queue(String name) throws JMSException {
        return session.createQueue(name);
    }

    MessageConsumer consumer(String queue, String selector) throws JMSException {
        return session.createConsumer(queue(queue), selector);
    }

    MessageProducer producer() throws JMSException {
        return session.createProducer(null);
    }

    /** Also after a failure, when there is not much to close. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (JMSException e) {
            LOG.debug("A connection to the broker did not close in order", e);
        }
    }
}
