package io.cameldicom.component;

import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.service.AssociationRequestor;
import io.cameldicom.dicom.service.StorageContexts.Encoding;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Associations with one peer under one calling AE title, kept for the next message until they have been idle for the
 * linger time, and released in order then. An association proposes what was sent before besides what is to be sent, so
 * that a mixed study needs few. Thread-safe; never holds its lock while waiting for the network.
 */
final class AssociationPool {

    private static final Logger LOG = LoggerFactory.getLogger(AssociationPool.class);

    private final AssociationRequestor requestor;
    private final ContextPlan plan;
    private final Executor executor;
    private final int size;
    private final long lingerNanos;
    private final ReentrantLock lock = new ReentrantLock(true);
    /** An association, or a place in the operations window of one, is free again. */
    private final Condition freed = lock.newCondition();
    /** Those in use, with the number of users: more than one where an operations window was negotiated. */
    private final Map<PooledAssociation, Integer> users = new HashMap<>();

    /** Associations in use or being opened. */
    private int inUse;
    /** Most recently used first. */
    private final Deque<PooledAssociation> idle = new ArrayDeque<>();

    private final Set<DimseSession> open = ConcurrentHashMap.newKeySet();
    private boolean closed;

    /** @param executor for releasing without making a sender wait */
    AssociationPool(AssociationRequestor requestor, ContextPlan plan, Executor executor, DicomConfiguration options) {
        this.requestor = requestor;
        this.plan = plan;
        this.executor = executor;
        this.size = options.getAssociationPoolSize();
        this.lingerNanos = TimeUnit.MILLISECONDS.toNanos(options.getAssociationLinger());
    }

    AssociationRequestor requestor() {
        return requestor;
    }

    /** Of a pool for storage. */
    ContextPlanner planner() {
        return (ContextPlanner) plan;
    }

    /**
     * Waits for a free place and gives an association that has been offered these encodings. Where an operations window was
     * negotiated (PS3.7 D.3.3.3) it may be in use already.
     *
     * @param fresh whether to open a new one in any case
     * @return null if no place became free in time
     * @throws IOException as {@link AssociationRequestor#open}
     */
    PooledAssociation borrow(Set<Encoding> wanted, boolean fresh, Duration timeout)
            throws IOException, InterruptedException {
        return borrow(wanted, fresh, !fresh, timeout);
    }

    private PooledAssociation borrow(Set<Encoding> wanted, boolean fresh, boolean shared, Duration timeout)
            throws IOException, InterruptedException {
        PooledAssociation tooMany = null;
        long nanos = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            PooledAssociation found = shared ? share(wanted) : null;
            while (found == null && inUse == size) {
                if (nanos <= 0) {
                    return null;
                }
                nanos = freed.awaitNanos(nanos);
                found = shared ? share(wanted) : null;
            }
            if (found != null) {
                return found;
            }
            inUse++;
            found = fresh ? null : takeIdle(wanted);
            if (found != null) {
                return lend(found);
            }
            // the peer may not allow one more than the pool's size
            tooMany = inUse + idle.size() > size ? idle.pollLast() : null;
        } finally {
            lock.unlock();
        }
        return openInstead(tooMany, wanted);
    }

    private PooledAssociation openInstead(PooledAssociation tooMany, Set<Encoding> wanted) throws IOException {
        PooledAssociation opened = null;
        try {
            if (tooMany != null) {
                release(tooMany.session());
            }
            opened = open(wanted);
            return opened;
        } finally {
            lock.lock();
            try {
                if (opened == null) {
                    inUse--;
                    freed.signal();
                } else {
                    lend(opened);
                    freed.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private PooledAssociation lend(PooledAssociation pooled) {
        users.put(pooled, 1);
        return pooled;
    }

    /** An association in use whose operations window has a place. */
    private PooledAssociation share(Set<Encoding> wanted) {
        for (Map.Entry<PooledAssociation, Integer> entry : users.entrySet()) {
            PooledAssociation pooled = entry.getKey();
            if (entry.getValue() < pooled.session().maxInvoked()
                    && pooled.session().isOpen()
                    && pooled.offers(wanted)) {
                entry.setValue(entry.getValue() + 1);
                return pooled;
            }
        }
        return null;
    }

    /**
     * {@link #borrow} for requests in the context of a SOP class.
     *
     * @throws StoreSender.PoolExhaustedException if no place became free in time
     */
    PooledAssociation borrowFor(String sopClassUid, boolean fresh, Duration timeout)
            throws IOException, InterruptedException {
        PooledAssociation association = borrow(Set.of(QueryContextPlan.encodingOf(sopClassUid)), fresh, false, timeout);
        if (association == null) {
            throw new StoreSender.PoolExhaustedException("all " + size + " associations were in use for "
                    + timeout.toSeconds() + " s; raise associationPoolSize, if the peer allows more");
        }
        return association;
    }

    private PooledAssociation open(Set<Encoding> wanted) throws IOException {
        Set<Encoding> proposed = plan.proposalFor(wanted);
        DimseSession session = requestor.open(plan.contexts(proposed));
        open.add(session);
        LOG.debug("{} opened", session.association().id());
        return new PooledAssociation(session, proposed);
    }

    private PooledAssociation takeIdle(Set<Encoding> wanted) {
        for (Iterator<PooledAssociation> candidates = idle.iterator(); candidates.hasNext(); ) {
            PooledAssociation candidate = candidates.next();
            if (!candidate.session().isOpen()) {
                candidates.remove();
                open.remove(candidate.session());
            } else if (candidate.offers(wanted)) {
                candidates.remove();
                return candidate.reused();
            }
        }
        return null;
    }

    /** Gives an association back for the next message. */
    void giveBack(PooledAssociation pooled) {
        boolean keep;
        lock.lock();
        try {
            freed.signal();
            int others = users.get(pooled) - 1;
            if (others > 0) {
                users.put(pooled, others);
                return;
            }
            users.remove(pooled);
            inUse--;
            keep = !closed && lingerNanos > 0 && pooled.session().isOpen();
            if (keep) {
                idle.addFirst(pooled.idleSince(System.nanoTime()));
            }
        } finally {
            lock.unlock();
        }
        if (!keep) {
            releaseInBackground(List.of(pooled));
        }
    }

    /** Releases what has been idle for the linger time. To be called now and then. */
    void sweep() {
        long now = System.nanoTime();
        List<PooledAssociation> expired = new ArrayList<>();
        lock.lock();
        try {
            while (!idle.isEmpty() && now - idle.peekLast().idleSince() >= lingerNanos) {
                expired.add(idle.pollLast());
            }
        } finally {
            lock.unlock();
        }
        releaseInBackground(expired);
    }

    /** Releases idle associations; those in use are released when they are given back. */
    void close() {
        List<PooledAssociation> left;
        lock.lock();
        try {
            closed = true;
            left = List.copyOf(idle);
            idle.clear();
        } finally {
            lock.unlock();
        }
        left.forEach(pooled -> release(pooled.session()));
    }

    Collection<DimseSession> openSessions() {
        return List.copyOf(open);
    }

    private void releaseInBackground(Collection<PooledAssociation> associations) {
        for (PooledAssociation pooled : associations) {
            if (pooled.session().isOpen()) {
                executor.execute(() -> release(pooled.session()));
            } else {
                open.remove(pooled.session());
            }
        }
    }

    private void release(DimseSession session) {
        open.remove(session);
        try {
            session.release();
        } catch (IOException e) {
            LOG.debug("{} was not released in order", session.association().id(), e);
        }
    }
}
