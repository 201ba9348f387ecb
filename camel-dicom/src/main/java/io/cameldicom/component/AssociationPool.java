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
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
    private final Semaphore permits;
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
        this.permits = new Semaphore(size, true);
    }

    AssociationRequestor requestor() {
        return requestor;
    }

    /** Of a pool for storage. */
    ContextPlanner planner() {
        return (ContextPlanner) plan;
    }

    /**
     * Waits for a free place and gives an association that has been offered these encodings.
     *
     * @param fresh whether to open a new one in any case
     * @return null if no place became free in time
     * @throws IOException as {@link AssociationRequestor#open}
     */
    PooledAssociation borrow(Set<Encoding> wanted, boolean fresh, Duration timeout)
            throws IOException, InterruptedException {
        if (!permits.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            return null;
        }
        try {
            PooledAssociation pooled = fresh ? null : takeIdle(wanted);
            if (pooled == null) {
                makeRoom();
                pooled = open(wanted);
            }
            return pooled;
        } catch (IOException | RuntimeException e) {
            permits.release();
            throw e;
        }
    }

    /**
     * {@link #borrow} for requests in the context of a SOP class.
     *
     * @throws StoreSender.PoolExhaustedException if no place became free in time
     */
    PooledAssociation borrowFor(String sopClassUid, boolean fresh, Duration timeout)
            throws IOException, InterruptedException {
        PooledAssociation association = borrow(Set.of(QueryContextPlan.encodingOf(sopClassUid)), fresh, timeout);
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

    private synchronized PooledAssociation takeIdle(Set<Encoding> wanted) {
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

    /** The peer may not allow one more than the pool's size. */
    private void makeRoom() {
        PooledAssociation oldest = null;
        synchronized (this) {
            int used = size - permits.availablePermits();
            if (used + idle.size() > size) {
                oldest = idle.pollLast();
            }
        }
        if (oldest != null) {
            release(oldest.session());
        }
    }

    /** Gives an association back for the next message. */
    void giveBack(PooledAssociation pooled) {
        boolean keep;
        synchronized (this) {
            keep = !closed && lingerNanos > 0 && pooled.session().isOpen();
            if (keep) {
                idle.addFirst(pooled.idleSince(System.nanoTime()));
            }
        }
        permits.release();
        if (!keep) {
            releaseInBackground(List.of(pooled));
        }
    }

    /** Releases what has been idle for the linger time. To be called now and then. */
    void sweep() {
        long now = System.nanoTime();
        List<PooledAssociation> expired = new ArrayList<>();
        synchronized (this) {
            while (!idle.isEmpty() && now - idle.peekLast().idleSince() >= lingerNanos) {
                expired.add(idle.pollLast());
            }
        }
        releaseInBackground(expired);
    }

    /** Releases idle associations; those in use are released when they are given back. */
    void close() {
        List<PooledAssociation> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(idle);
            idle.clear();
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
