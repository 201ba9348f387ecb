package io.cameldicom.hub.queue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Consumer;
import org.apache.activemq.artemis.core.server.HandleStatus;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;

/** What the broker within the hub delivers the messages of a queue to. Called by the broker's threads. */
final class EmbeddedConsumer implements Consumer {

    private static final AtomicLong IDS = new AtomicLong();

    private final long id = IDS.incrementAndGet();
    private final Queue queue;
    private final Handover handover;

    private EmbeddedConsumer(Queue queue, Handover handover) {
        this.queue = queue;
        this.handover = handover;
    }

    /** @throws IOException if the broker has no such queue and makes none */
    static EmbeddedConsumer of(ActiveMQServer server, String queue, Handover handover) throws IOException {
        EmbeddedWriter.requireQueue(server, queue);
        EmbeddedConsumer consumer = new EmbeddedConsumer(server.locateQueue(queue), handover);
        try {
            consumer.queue.addConsumer(consumer);
        } catch (Exception e) {
            throw new IOException("The broker does not deliver from " + queue + ": " + e.getMessage(), e);
        }
        return consumer;
    }

    /** Whether nothing waits to be delivered, in memory or in pages. */
    boolean isEmpty() {
        return queue.getMessageCount() <= queue.getDeliveringCount() + queue.getScheduledCount();
    }

    /** Has the queue offer its messages. */
    void prompt() {
        queue.deliverAsync();
    }

    /** Runs something after the queue has offered its messages. */
    void afterwards(Runnable action) {
        queue.getExecutor().execute(action);
    }

    /** No message is offered after this. */
    void close() {
        queue.removeConsumer(this);
    }

    @Override
    public HandleStatus handle(MessageReference reference) {
        if (!handover.offer(this, reference)) {
            return HandleStatus.BUSY;
        }
        reference.handled();
        return HandleStatus.HANDLED;
    }

    @Override
    public void proceedDeliver(MessageReference reference) {
        handover.deliver();
    }

    @Override
    public Filter getFilter() {
        return null;
    }

    @Override
    public List<MessageReference> getDeliveringMessages() {
        return List.of();
    }

    @Override
    public String debug() {
        return toString();
    }

    @Override
    public String toManagementString() {
        return toString();
    }

    @Override
    public void disconnect() {
        // the reader sees that the broker has stopped
    }

    @Override
    public void failed(Throwable reason) {
        // there is no connection to fail
    }

    @Override
    public long sequentialID() {
        return id;
    }

    @Override
    public String toString() {
        return "EmbeddedConsumer[" + id + ", " + queue.getName() + "]";
    }
}
