package io.cameldicom.hub.queue;

import io.cameldicom.hub.disk.Folders;
import io.cameldicom.hub.disk.GroupCommit;
import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.activemq.artemis.api.core.ActiveMQDuplicateIdException;
import org.apache.activemq.artemis.jms.client.ActiveMQBytesMessage;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts messages into queues by a connection to the broker: those of all threads that wait go in one transaction, after
 * the folders of their files are synced. Thread-safe.
 */
final class ClientWriter implements QueueWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ClientWriter.class);

    /** Tells the broker a message it has already: one whose commit got no answer and was repeated. */
    private static final String DUPLICATE_ID =
            org.apache.activemq.artemis.api.core.Message.HDR_DUPLICATE_DETECTION_ID.toString();

    private static final String NOT_TAKEN = "The broker does not take messages: ";

    private final Broker broker;
    private final boolean detectDuplicates;
    private final GroupCommit<List<Entry>> commit = new GroupCommit<>(this::write);
    private QueueConnection connection;
    private MessageProducer producer;

    /** @param detectDuplicates if a commit's answer can be lost, which it cannot within one process */
    ClientWriter(Broker broker, boolean detectDuplicates) {
        this.broker = broker;
        this.detectDuplicates = detectDuplicates;
    }

    @Override
    public void put(List<Entry> entries) throws IOException {
        commit.commit(entries);
    }

    private void write(List<List<Entry>> group) throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        group.forEach(entries -> entries.forEach(entry -> folders.add(entry.folder())));
        sync(folders);
        try {
            prepare(group);
            commit();
        } catch (JMSException e) {
            LOG.info("The broker did not take a group of {}, it is tried once more: {}", group.size(), e.getMessage());
            disconnect();
            if (e instanceof UnansweredCommit && !detectDuplicates) {
                throw unknown(e);
            }
            writeAgain(group, e);
        }
    }

    private static void sync(Set<Path> folders) throws NotQueuedException {
        try {
            for (Path folder : folders) {
                if (folder != null) {
                    Folders.sync(folder);
                }
            }
        } catch (IOException e) {
            throw new NotQueuedException("The folder of queued objects cannot be synced", e);
        }
    }

    private void writeAgain(List<List<Entry>> group, JMSException first) throws IOException {
        try {
            prepare(group);
        } catch (JMSException e) {
            disconnect();
            throw first instanceof UnansweredCommit
                    ? unknown(e)
                    : new NotQueuedException(NOT_TAKEN + e.getMessage(), e);
        }
        try {
            commit();
        } catch (JMSException e) {
            disconnect();
            if (!isDuplicate(e)) {
                throw unknown(e);
            }
        }
    }

    private static IOException unknown(JMSException e) {
        return new IOException(NOT_TAKEN + e.getMessage(), e);
    }

    /** The first commit was done, its answer was lost. */
    private static boolean isDuplicate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ActiveMQDuplicateIdException) {
                return true;
            }
        }
        return false;
    }

    private void prepare(List<List<Entry>> group) throws JMSException, IOException {
        if (connection == null) {
            checkRules();
            connection = QueueConnection.transacted(broker);
            producer = connection.producer();
        }
        try {
            for (List<Entry> entries : group) {
                for (Entry entry : entries) {
                    send(entry);
                }
            }
        } catch (IOException e) {
            connection.session().rollback();
            throw new NotQueuedException("A queued object cannot be read", e);
        }
    }

    /** Each time anew: the broker may have come back with other settings. */
    private void checkRules() throws JMSException, NotQueuedException {
        if (broker.embedded() != null) {
            return;
        }
        try {
            BrokerRules.check(broker);
        } catch (IOException e) {
            throw new NotQueuedException(e.getMessage(), e);
        }
    }

    private void commit() throws UnansweredCommit {
        try {
            connection.session().commit();
        } catch (JMSException e) {
            throw new UnansweredCommit(e);
        }
    }

    /** The messages are in the queues, or they are not. */
    private static final class UnansweredCommit extends JMSException {
        UnansweredCommit(JMSException cause) {
            super(cause.getMessage());
            initCause(cause);
        }
    }

    private void send(Entry entry) throws JMSException, IOException {
        try (InputStream payload =
                entry.payload() == null ? null : entry.payload().open()) {
            Message message = payload == null ? connection.session().createMessage() : inline(payload);
            entry.object().writeTo(((ActiveMQMessage) message).getCoreMessage());
            if (entry.group() != null) {
                message.setStringProperty("JMSXGroupID", entry.group());
            }
            if (detectDuplicates) {
                message.setStringProperty(
                        DUPLICATE_ID,
                        entry.queue() + "/" + entry.object().id() + "/"
                                + entry.object().tries() + "/"
                                + entry.object().queuedAt().toEpochMilli());
            }
            producer.setDeliveryDelay(entry.delayMillis());
            producer.send(connection.queue(entry.queue()), message, DeliveryMode.PERSISTENT, DEFAULT_PRIORITY, 0);
        }
    }

    private BytesMessage inline(InputStream payload) throws JMSException {
        ActiveMQBytesMessage message =
                (ActiveMQBytesMessage) connection.session().createBytesMessage();
        message.setInputStream(payload);
        return message;
    }

    private void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    @Override
    public void close() {
        disconnect();
    }
}
