package io.cameldicom.dicom.service;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.CommandSet;
import io.cameldicom.dicom.dimse.DimseRequest;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.ul.Scheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sub-operations of a C-MOVE or C-GET being performed: counts them, and tells the peer after each one and, while one
 * takes long, every few seconds, lest it gives up.
 */
final class RetrieveProgress {
    private static final Logger LOG = LoggerFactory.getLogger(RetrieveProgress.class);
    /** Many SCUs give up after ten seconds or more. */
    static final Duration USUAL_INTERVAL = Duration.ofSeconds(5);

    private final DimseRequest request;
    private final Duration interval;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<String> failedUids = new ArrayList<>();
    private IntSupplier remaining = () -> 0;
    private int completed;
    private int failed;
    private int warning;
    private boolean ended;
    private Runnable cancelReminder = () -> {};

    /** @param interval the longest time without a pending response */
    RetrieveProgress(DimseRequest request, Duration interval) {
        this.request = request;
        this.interval = interval;
    }

    void begin(int instances) throws IOException {
        begin(() -> instances - completed - failed - warning);
    }

    /** @param left how many are still to be done, asked under the lock; negative where nobody knows */
    void begin(IntSupplier left) throws IOException {
        lock.lock();
        try {
            remaining = left;
            remind();
        } finally {
            lock.unlock();
        }
    }

    boolean isCancelled() {
        return request.isCancelled();
    }

    void stored(StoreOutcome outcome) throws IOException {
        lock.lock();
        try {
            if (outcome.isWarning()) {
                warning++;
            } else {
                completed++;
            }
        } finally {
            lock.unlock();
        }
        tellUnlessLast();
    }

    void failed(String sopInstanceUid) throws IOException {
        lock.lock();
        try {
            failed++;
            failedUids.add(sopInstanceUid);
        } finally {
            lock.unlock();
        }
        tellUnlessLast();
    }

    /** What has been done; not before the end, or a cancel. */
    RetrieveResult result() {
        RetrieveResult result = RetrieveResult.of(counts(), failedUids);
        return request.isCancelled() ? result.withStatus(Status.Cancel, null) : result;
    }

    /** Sends a pending response. */
    void tell(SubOperations counts) throws IOException {
        lock.lock();
        try {
            if (!ended) {
                CommandSet response = CommandSet.responseTo(request.command(), Status.Pending);
                counts.writeTo(response, true);
                request.respond(response, null);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sends the final response. */
    void end(RetrieveResult result) throws IOException {
        stop();
        CommandSet response =
                CommandSet.responseTo(request.command(), result.status()).setErrorComment(result.errorComment());
        result.subOperations().writeTo(response, result.status() == Status.Cancel);
        request.respond(response, request.encoded(failedList(result)));
    }

    /** No more pending responses. */
    void stop() {
        lock.lock();
        try {
            ended = true;
            cancelReminder.run();
        } finally {
            lock.unlock();
        }
    }

    /** After the last one the final response says it. Counts are told in the order they came to be. */
    private void tellUnlessLast() throws IOException {
        lock.lock();
        try {
            SubOperations counts = counts();
            if (counts.remaining() != 0) {
                tell(counts);
            }
        } finally {
            lock.unlock();
        }
    }

    private SubOperations counts() {
        lock.lock();
        try {
            return new SubOperations(remaining.getAsInt(), completed, failed, warning);
        } finally {
            lock.unlock();
        }
    }

    /** Has the peer told again after the interval, once; each time that is done the next one is arranged. */
    private void remind() {
        lock.lock();
        try {
            if (!ended) {
                cancelReminder.run();
                cancelReminder = Scheduler.shared().schedule(this::remindNow, interval.toNanos());
            }
        } finally {
            lock.unlock();
        }
    }

    /** On the timer thread, which must not wait for a peer. */
    private void remindNow() {
        try {
            request.session().execute(this::tellAgain);
        } catch (RuntimeException e) {
            LOG.debug(
                    "{}: no thread for a pending response",
                    request.association().id(),
                    e);
        }
    }

    private void tellAgain() {
        try {
            tellUnlessLast();
            remind();
        } catch (IOException e) {
            LOG.debug("{}: pending response", request.association().id(), e);
        }
    }

    /** Failed SOP Instance UID List (0008,0058), PS3.4 C.4.2.1.4.2. */
    private static Attributes failedList(RetrieveResult result) {
        if (result.failedSopInstanceUids().isEmpty()) {
            return null;
        }
        Attributes list = new Attributes();
        list.setString(
                Tag.FailedSOPInstanceUIDList,
                VR.UI,
                result.failedSopInstanceUids().toArray(String[]::new));
        return list;
    }
}
