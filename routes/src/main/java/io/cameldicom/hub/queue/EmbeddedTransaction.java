package io.cameldicom.hub.queue;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;

/** A transaction in the broker within the hub, on the thread that begins it, without a client between. For one thread. */
final class EmbeddedTransaction implements AutoCloseable {

    /** A broker within the process that does not answer has stopped. */
    private static final long COMMIT_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private final ActiveMQServer server;
    private final StorageManager storage;
    private final Transaction transaction;
    private boolean ended;

    private EmbeddedTransaction(ActiveMQServer server) {
        this.server = server;
        this.storage = server.getStorageManager();
        this.transaction = new TransactionImpl(storage);
    }

    static EmbeddedTransaction begin(ActiveMQServer server) {
        EmbeddedTransaction begun = new EmbeddedTransaction(server);
        // The context of a thread outlives the broker it was made by, and would wait for one that has stopped.
        begun.storage.setContext(
                begun.storage.newContext(server.getExecutorFactory().getExecutor()));
        return begun;
    }

    long newId() {
        return storage.generateID();
    }

    /** @throws IOException if no queue takes it */
    void put(Message message) throws IOException {
        try {
            RoutingStatus status = server.getPostOffice().route(message, transaction, false);
            if (status != RoutingStatus.OK) {
                throw new IOException("The broker does not take messages: " + status);
            }
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw failed(e);
        }
    }

    /** The queue lets go of a message it has delivered. */
    void acknowledge(MessageReference reference) throws IOException {
        try {
            reference.acknowledge(transaction);
        } catch (Exception e) {
            throw failed(e);
        }
    }

    /** The queue has a message again that it has delivered. */
    void giveBack(MessageReference reference) {
        reference.getQueue().cancel(transaction, reference, true);
    }

    /**
     * Returns when everything is on disk.
     *
     * @throws IOException if it is not known whether it is
     */
    void commit() throws IOException {
        ended = true;
        try {
            transaction.commit();
            if (!storage.getContext().waitCompletion(COMMIT_MILLIS)) {
                throw new IOException("The broker does not answer");
            }
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw failed(e);
        }
    }

    /** Nothing was done, unless it was committed. */
    @Override
    public void close() throws IOException {
        try {
            if (!ended) {
                transaction.rollback();
            }
        } catch (Exception e) {
            throw failed(e);
        } finally {
            storage.clearContext();
        }
    }

    private static IOException failed(Exception e) {
        return new IOException("The broker failed: " + e.getMessage(), e);
    }
}
