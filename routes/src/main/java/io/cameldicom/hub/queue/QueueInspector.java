package io.cameldicom.hub.queue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueBrowser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;

/** Looks into queues, and takes single messages out of them. Thread-safe; one question at a time. */
final class QueueInspector implements AutoCloseable {

    private final Broker broker;
    private QueueConnection connection;

    QueueInspector(Broker broker) {
        this.broker = broker;
    }

    private interface Question<T> {
        T ask(QueueConnection connection) throws JMSException, ActiveMQException, IOException;
    }

    private synchronized <T> T ask(Question<T> question) throws IOException {
        boolean fresh = connection == null;
        try {
            if (fresh) {
                connection = QueueConnection.individual(broker);
            }
            return question.ask(connection);
        } catch (JMSException | ActiveMQException e) {
            close();
            if (!fresh) {
                return ask(question); // the broker was restarted since the last question
            }
            throw new IOException("The broker does not answer: " + e.getMessage(), e);
        }
    }

    /** Messages in a queue, with those that are being delivered or wait for their time. */
    long depth(String queue) throws IOException {
        return ask(asked -> {
            ClientSession.QueueQuery answer =
                    ((ActiveMQSession) asked.session()).getCoreSession().queueQuery(SimpleString.of(queue));
            return answer.isExists() ? answer.getMessageCount() : 0L;
        });
    }

    /** The first messages of a queue that are not being delivered. */
    List<QueuedObject> peek(String queue, String selector, int limit) throws IOException {
        return ask(asked -> {
            List<QueuedObject> found = new ArrayList<>();
            try (QueueBrowser browser = asked.session().createBrowser(asked.queue(queue), selector)) {
                for (Enumeration<?> messages = browser.getEnumeration();
                        found.size() < limit && messages.hasMoreElements(); ) {
                    found.add(ClientReader.object((Message) messages.nextElement()));
                }
            }
            return found;
        });
    }

    /** Deals with a message that is about to leave its queue. */
    interface Action {
        /** @return what is to be done when the message is gone; null to leave it in its queue */
        Runnable with(Message message) throws JMSException, IOException;
    }

    /**
     * Takes the first messages out of a queue.
     *
     * @return how many
     */
    int take(String queue, int limit, Action action) throws IOException {
        return ask(asked -> {
            int taken = 0;
            try (MessageConsumer consumer = asked.consumer(queue, null)) {
                while (taken < limit) {
                    Message message = consumer.receiveNoWait();
                    if (message == null) {
                        break;
                    }
                    Runnable after = action.with(message);
                    if (after != null) {
                        message.acknowledge();
                        after.run();
                        taken++;
                    }
                }
            }
            return taken;
        });
    }

    /**
     * Takes one message out of a queue, wherever it is: a consumer with a selector would not find it behind more messages
     * than the broker reads from its pages at once.
     *
     * @param selector by which there is one such message
     * @return whether there was one that the action did not leave there
     */
    boolean takeOne(String queue, String selector, Action action) throws IOException {
        return ask(asked -> {
            Runnable after;
            try (QueueBrowser browser = asked.session().createBrowser(asked.queue(queue), selector)) {
                Enumeration<?> messages = browser.getEnumeration();
                if (!messages.hasMoreElements()) {
                    return false;
                }
                after = action.with((Message) messages.nextElement());
            }
            if (after == null) {
                return false;
            }
            BrokerManagement.remove(asked.session(), queue, selector);
            after.run();
            return true;
        });
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
