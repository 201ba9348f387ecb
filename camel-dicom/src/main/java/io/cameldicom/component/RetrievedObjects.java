package io.cameldicom.component;

import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.RetrieveResult;
import io.cameldicom.dicom.service.StoreResult;
import io.cameldicom.dicom.service.SubOperations;
import java.util.NoSuchElementException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;

/**
 * The objects of a C-GET as they arrive: the body after {@code operation=get}. One is acknowledged to the peer when the next
 * is asked for, or, when the exchange is done, by its result; so the peer sends as fast as the route works. Closing cancels
 * the retrieval unless all have come; so does the end of the exchange. For one thread at a time.
 */
public final class RetrievedObjects implements PassingObjects {

    private static final StoreResult TAKEN = StoreResult.SUCCESS;
    private static final StoreResult NOT_WANTED =
            new StoreResult(Status.ProcessingFailure, "The retrieval was cancelled");

    private final Exchange exchange;
    private final Runnable cancel;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** On its way from the peer to the route; null when there is none. */
    private DicomObject arrived;
    /** What to answer the peer for the one the route has; null while the route has it. */
    private StoreResult answer;

    private boolean withRoute;
    private boolean ended;
    private boolean closed;
    private boolean releaseEach;
    private DicomObject last;
    private SubOperations progress;
    private RetrieveResult result;
    private DicomOperationException failure;

    /** @param cancel ends the retrieval at the peer; called once, unless it has ended by itself */
    RetrievedObjects(Exchange exchange, Runnable cancel) {
        this.exchange = exchange;
        this.cancel = cancel;
    }

    // ---- the peer's side

    /** Hands an object to the route and waits until it is done with it. */
    StoreResult deliver(DicomObject object) throws InterruptedException {
        lock.lock();
        try {
            while (!closed && (arrived != null || withRoute)) {
                changed.await();
            }
            if (closed) {
                object.discard();
                return NOT_WANTED;
            }
            arrived = object;
            answer = null;
            changed.signalAll();
            while (answer == null) {
                changed.await();
            }
            return answer;
        } finally {
            lock.unlock();
        }
    }

    void progress(SubOperations counts) {
        lock.lock();
        try {
            progress = counts;
        } finally {
            lock.unlock();
        }
    }

    /** There are no more; one of the two is null. */
    void end(RetrieveResult result, DicomOperationException failure) {
        lock.lock();
        try {
            this.result = result;
            this.failure = failure;
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // ---- the route's side

    /** @throws RuntimeCamelException with a {@link DicomOperationException} if the peer ended it with a failure or is lost */
    @Override
    public boolean hasNext() {
        lock.lock();
        try {
            letGo(TAKEN);
            while (arrived == null && !ended && !closed) {
                changed.await();
            }
            if (arrived == null && ended && failure != null && !closed) {
                throw new RuntimeCamelException(failure);
            }
            return arrived != null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RuntimeCamelException("interrupted while waiting for an object", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public DicomObject next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more objects");
        }
        lock.lock();
        try {
            DicomObject object = arrived;
            arrived = null;
            withRoute = true;
            if (releaseEach) {
                last = object;
            } else {
                object.handOverTo(exchange);
            }
            return object;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void releaseEach() {
        releaseEach = true;
    }

    /** How many objects the peer has left by its last report; -1 where it does not say. */
    public int remaining() {
        lock.lock();
        try {
            return progress == null ? -1 : progress.remaining();
        } finally {
            lock.unlock();
        }
    }

    /** How it ended; null before there is no next any more. */
    public RetrieveResult result() {
        lock.lock();
        try {
            return result;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        close(TAKEN);
    }

    /** The exchange is done; a route that failed has not taken the object it had. */
    void close(Exchange done) {
        close(done.isFailed() ? ResponseStatus.of(done) : TAKEN);
    }

    private void close(StoreResult ofLast) {
        boolean cancelNow;
        lock.lock();
        try {
            letGo(ofLast);
            cancelNow = !closed && !ended;
            closed = true;
            if (arrived != null) {
                arrived.discard();
                arrived = null;
                answer = NOT_WANTED;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (cancelNow) {
            cancel.run();
        }
    }

    private void letGo(StoreResult outcome) {
        if (last != null) {
            last.discard();
            last = null;
        }
        if (withRoute) {
            withRoute = false;
            answer = outcome;
            changed.signalAll();
        }
    }
}
