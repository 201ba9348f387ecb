package io.cameldicom.dicom.ul;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that are no association yet, in the order they came. There is room for a number of them; when it is full,
 * and nobody leaves for a moment, the one that has waited longest goes: a peer that means it sends its request at once.
 * Thread-safe.
 */
final class PendingConnections {

    private static final Logger LOG = LoggerFactory.getLogger(PendingConnections.class);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private final Set<Transport> connections = new LinkedHashSet<>();

    PendingConnections(int capacity) {
        this.capacity = capacity;
    }

    void enter(Transport connection) throws InterruptedException {
        Transport longest = null;
        lock.lock();
        try {
            long nanos = PATIENCE_NANOS;
            while (connections.size() >= capacity && nanos > 0) {
                nanos = left.awaitNanos(nanos);
            }
            if (connections.size() >= capacity) {
                longest = connections.iterator().next();
                connections.remove(longest);
            }
            connections.add(connection);
        } finally {
            lock.unlock();
        }
        if (longest != null) {
            LOG.warn(
                    "{} closed: {} connections without an association, this one has waited longest",
                    Peers.format(longest.remoteAddress()),
                    capacity);
            close(longest);
        }
    }

    void leave(Transport connection) {
        lock.lock();
        try {
            if (connections.remove(connection)) {
                left.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return connections.size();
        } finally {
            lock.unlock();
        }
    }

    void closeAll() {
        List<Transport> all;
        lock.lock();
        try {
            all = new ArrayList<>(connections);
        } finally {
            lock.unlock();
        }
        all.forEach(PendingConnections::close);
    }

    private static void close(Transport connection) {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.debug("{}: closing: {}", Peers.format(connection.remoteAddress()), Peers.describe(e));
        }
    }
}
