package io.cameldicom.hub.live;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.direct.DirectConsumer;

/**
 * {@code direct:} whose consumers can be replaced without a moment in which there is none: a producer that does not wait
 * for consumers would take the rules for switched off, and an object would not be forwarded. Thread-safe.
 */
final class HandOverDirectComponent extends DirectComponent {

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, DirectConsumer> leaving = new HashMap<>();
    private final Map<DirectConsumer, String> keys = new HashMap<>();

    /** From now on the consumer gives way to one that starts; until then it answers. */
    void handOver(DirectConsumer consumer) {
        lock.writeLock().lock();
        try {
            leaving.put(keys.get(consumer), consumer);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Takes the consumer away if nobody came in its place; what it has begun goes on. */
    void withdraw(DirectConsumer consumer) {
        String key = keyOf(consumer);
        if (key != null) {
            removeConsumer(key, consumer);
        }
    }

    private String keyOf(DirectConsumer consumer) {
        lock.readLock().lock();
        try {
            return keys.get(consumer);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void addConsumer(String key, DirectConsumer consumer) {
        lock.writeLock().lock();
        try {
            DirectConsumer old = leaving.remove(key);
            if (old != null) {
                super.removeConsumer(key, old);
                keys.remove(old);
            }
            super.addConsumer(key, consumer);
            keys.put(consumer, key);
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public void removeConsumer(String key, DirectConsumer consumer) {
        lock.writeLock().lock();
        try {
            super.removeConsumer(key, consumer);
            leaving.remove(key, consumer);
            keys.remove(consumer);
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    protected DirectConsumer getConsumer(String key, boolean block, long timeout) throws InterruptedException {
        DirectConsumer consumer = null;
        lock.readLock().lock();
        try {
            consumer = super.getConsumer(key, false, 0);
        } finally {
            lock.readLock().unlock();
        }
        return consumer != null || !block ? consumer : super.getConsumer(key, true, timeout);
    }
}
