package io.cameldicom.hub.queue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;

/** Takes messages from one destination's queue by a connection to the broker. For one thread. */
final class ClientReader implements QueueReader {

    /** Writes a body into a stream; the property of Artemis' JMS client. */
    private static final String SAVE_STREAM = "JMS_AMQ_SaveStream";

    private final QueueFolder folder;
    private final QueueConnection connection;
    private final MessageConsumer urgent;
    private final MessageConsumer usual;

    private ClientReader(
            QueueFolder folder, QueueConnection connection, MessageConsumer urgent, MessageConsumer usual) {
        this.folder = folder;
        this.connection = connection;
        this.urgent = urgent;
        this.usual = usual;
    }

    /** @param selector which messages this hub can deliver; null for all */
    static ClientReader open(Broker broker, QueueFolder folder, String destination, String selector)
            throws IOException {
        try {
            return connect(broker, folder, destination, selector);
        } catch (JMSException e) {
            throw unanswered(e);
        }
    }

    private static ClientReader connect(Broker broker, QueueFolder folder, String destination, String selector)
            throws JMSException {
        QueueConnection connection = QueueConnection.individual(broker);
        try {
            return new ClientReader(
                    folder,
                    connection,
                    connection.consumer(QueueNames.urgent(destination), selector),
                    connection.consumer(QueueNames.usual(destination), selector));
        } catch (JMSException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public Hand next(long timeoutMillis) throws IOException {
        try {
            Message message = urgent.receiveNoWait();
            if (message == null) {
                message = usual.receive(timeoutMillis);
            }
            return message == null ? null : hand(message, folder);
        } catch (JMSException e) {
            throw unanswered(e);
        }
    }

    /** What a message says of its object. */
    static QueuedObject object(Message message) {
        return QueuedObject.from(((ActiveMQMessage) message).getCoreMessage());
    }

    /**
     * What was taken from a queue.
     *
     * @throws IOException if its object cannot be brought to disk
     */
    static Hand hand(Message message, QueueFolder folder) throws IOException {
        QueuedObject object = object(message);
        Hand.Acknowledgement acknowledgement = () -> acknowledge(message);
        if (!object.isInline()) {
            return new Hand(acknowledgement, object, folder.resolve(object.file()), false);
        }
        Path payload = folder.newReceived();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(payload))) {
            message.setObjectProperty(SAVE_STREAM, out);
        } catch (JMSException e) {
            throw unanswered(e);
        }
        return new Hand(acknowledgement, object, payload, true);
    }

    private static void acknowledge(Message message) throws IOException {
        try {
            message.acknowledge();
        } catch (JMSException e) {
            throw unanswered(e);
        }
    }

    private static IOException unanswered(JMSException e) {
        return new IOException("The broker does not answer: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        connection.close();
    }
}
