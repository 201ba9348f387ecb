package io.cameldicom.hub.queue;

import io.cameldicom.hub.disk.Folders;
import io.cameldicom.hub.disk.GroupCommit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;

/**
 * Puts messages into the queues of the broker within the hub, and takes delivered ones out: what all threads that wait
 * want goes in one transaction, and costs one sync. Thread-safe.
 */
final class EmbeddedWriter implements QueueWriter {

    /** Of a message's encoded form, so that it seldom has to grow. */
    private static final int USUAL_BYTES = 1024;

    /** What one thread wants: entries into queues, or a message out of one. */
    private static final class Work {
        final List<Entry> entries;
        final MessageReference delivered;
        final ActiveMQServer deliveredBy;
        IOException failure;

        Work(List<Entry> entries, MessageReference delivered, ActiveMQServer deliveredBy) {
            this.entries = entries;
            this.delivered = delivered;
            this.deliveredBy = deliveredBy;
        }
    }

    private final EmbeddedBroker broker;
    private final GroupCommit<Work> commit = new GroupCommit<>(this::write);

    EmbeddedWriter(EmbeddedBroker broker) {
        this.broker = broker;
    }

    /** Entries without payload. */
    @Override
    public void put(List<Entry> entries) throws IOException {
        syncFolders(entries);
        commit(new Work(entries, null, null));
    }

    private static void syncFolders(List<Entry> entries) throws NotQueuedException {
        Set<Path> folders = new LinkedHashSet<>();
        entries.forEach(entry -> folders.add(entry.folder()));
        try {
            for (Path folder : folders) {
                if (folder != null) {
                    Folders.sync(folder);
                }
            }
        } catch (IOException e) {
            throw new NotQueuedException("A folder of queued objects cannot be synced", e);
        }
    }

    /**
     * The queue lets go of a message; this is on disk when it returns.
     *
     * @param from the broker that delivered it
     * @throws IOException if that has stopped since, so that the message is in the queue still; or if that is not known
     */
    void acknowledge(MessageReference delivered, ActiveMQServer from) throws IOException {
        commit(new Work(List.of(), delivered, from));
    }

    private void commit(Work work) throws IOException {
        commit.commit(work);
        if (work.failure != null) {
            throw work.failure;
        }
    }

    private void write(List<Work> group) throws IOException {
        ActiveMQServer server = start();
        try {
            transact(server, group);
        } catch (NotQueuedException e) {
            group.stream().filter(work -> work.delivered == null).forEach(work -> work.failure = e);
            // What cannot be queued is no reason to deliver again what was delivered.
            transact(
                    server,
                    group.stream().filter(work -> work.delivered != null).toList());
        }
    }

    private ActiveMQServer start() throws NotQueuedException {
        try {
            return broker.running();
        } catch (IOException e) {
            throw new NotQueuedException(e.getMessage(), e);
        }
    }

    private void transact(ActiveMQServer server, List<Work> group) throws IOException {
        try (EmbeddedTransaction transaction = EmbeddedTransaction.begin(server)) {
            for (Work work : group) {
                put(transaction, server, work.entries);
            }
            // Last: rolled back with what cannot be put, a message would be delivered again.
            for (Work work : group) {
                if (work.delivered != null) {
                    acknowledge(transaction, server, work);
                }
            }
            transaction.commit();
        }
    }

    private static void acknowledge(EmbeddedTransaction transaction, ActiveMQServer server, Work work)
            throws IOException {
        if (work.deliveredBy == server) {
            transaction.acknowledge(work.delivered);
        } else {
            work.failure = new IOException("The broker was started again: the message is in its queue still");
        }
    }

    private static void put(EmbeddedTransaction transaction, ActiveMQServer server, List<Entry> entries)
            throws NotQueuedException {
        try {
            for (Entry entry : entries) {
                requireQueue(server, entry.queue());
                transaction.put(message(entry, transaction.newId()));
            }
        } catch (IOException e) {
            throw new NotQueuedException(e.getMessage(), e);
        }
    }

    private static CoreMessage message(Entry entry, long id) {
        CoreMessage message = new CoreMessage(id, USUAL_BYTES);
        message.setAddress(entry.queue());
        message.setRoutingType(RoutingType.ANYCAST);
        message.setDurable(true);
        message.setPriority((byte) DEFAULT_PRIORITY);
        message.setTimestamp(System.currentTimeMillis());
        entry.object().writeTo(message);
        if (entry.group() != null) {
            message.setGroupID(entry.group());
        }
        if (entry.delayMillis() > 0) {
            message.setScheduledDeliveryTime(System.currentTimeMillis() + entry.delayMillis());
        }
        return message;
    }

    /** Makes the queue if need be: an address without one drops messages. */
    static void requireQueue(ActiveMQServer server, String name) throws IOException {
        if (server.locateQueue(name) == null) {
            try {
                server.createQueue(QueueConfiguration.of(name).setRoutingType(RoutingType.ANYCAST), true);
            } catch (Exception e) {
                throw new IOException("The broker makes no queue " + name + ": " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
