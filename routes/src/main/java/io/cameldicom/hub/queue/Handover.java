package io.cameldicom.hub.queue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.activemq.artemis.core.server.MessageReference;

/**
 * One message from the broker's threads to the one that waits for it: offered, which the broker may take back no more,
 * and then delivered. Thread-safe; one thread takes.
 */
final class Handover {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition delivered = lock.newCondition();
    private Set<EmbeddedConsumer> wanted = Set.of();
    private MessageReference accepted;
    private boolean complete;

    /** From now on a message of one of these is accepted. */
    void want(EmbeddedConsumer... sources) {
        lock.lock();
        try {
            wanted = Set.of(sources);
        } finally {
            lock.unlock();
        }
    }

    /** @return whether the message is accepted */
    boolean offer(EmbeddedConsumer source, MessageReference reference) {
        lock.lock();
        try {
            if (accepted != null || !wanted.contains(source)) {
                return false;
            }
            wanted = Set.of();
            accepted = reference;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The queue is done with handing over the message it offered last. */
    void deliver() {
        lock.lock();
        try {
            complete = accepted != null;
            delivered.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The message, or null if none came in this time; none is accepted afterwards. */
    MessageReference take(long timeoutMillis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
            while (!complete && nanos > 0) {
                nanos = delivered.awaitNanos(nanos);
            }
            wanted = Set.of();
            while (accepted != null && !complete) {
                delivered.await();
            }
            MessageReference taken = accepted;
            accepted = null;
            complete = false;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Accepts nothing any more. @return what was accepted and not taken */
    List<MessageReference> close() {
        lock.lock();
        try {
            wanted = Set.of();
            return accepted == null ? List.of() : List.of(accepted);
        } finally {
            lock.unlock();
        }
    }
}
