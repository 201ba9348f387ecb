package io.cameldicom.hub.queue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes messages from one destination's queue, urgent ones first. For one thread. */
final class QueueReader implements AutoCloseable {

    /** Writes a body into a stream; the property of Artemis' JMS client. */
    private static final String SAVE_STREAM = "JMS_AMQ_SaveStream";

    private final QueueFolder folder;
    private final QueueConnection connection;
    private final MessageConsumer urgent;
    private final MessageConsumer usual;

    private QueueReader(QueueFolder folder, QueueConnection connection, MessageConsumer urgent, MessageConsumer usual) {
        this.folder = folder;
        this.connection = connection;
        this.urgent = urgent;
        this.usual = usual;
    }

    /** @param selector which messages this hub can deliver; null for all */
    static QueueReader open(Broker broker, QueueFolder folder, String destination, String selector)
            throws JMSException {
        QueueConnection connection = QueueConnection.individual(broker);
        try {
            return new QueueReader(
                    folder,
                    connection,
                    connection.consumer(QueueNames.urgent(destination), selector),
                    connection.consumer(QueueNames.usual(destination), selector));
        } catch (JMSException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * The next message; null if none came in this time.
     *
     * @throws IOException if its object cannot be brought to disk
     */
    Hand next(long timeoutMillis) throws JMSException, IOException {
        Message message = urgent.receiveNoWait();
        if (message == null) {
            message = usual.receive(timeoutMillis);
        }
        return message == null ? null : hand(message);
    }

    private Hand hand(Message message) throws JMSException, IOException {
        QueuedObject object = QueuedObject.from(message);
        if (!object.isInline()) {
            return new Hand(message, object, folder.resolve(object.file()), false);
        }
        Path payload = folder.newReceived();
        save(message, payload);
        return new Hand(message, object, payload, true);
    }

    /** Brings the object in a message into a file. */
    static void save(Message message, Path file) throws JMSException, IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            message.setObjectProperty(SAVE_STREAM, out);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
