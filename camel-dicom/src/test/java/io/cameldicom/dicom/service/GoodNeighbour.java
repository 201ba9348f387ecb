package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dimse.DimseSession;
import java.util.concurrent.atomic.AtomicLong;

/** An association that does its work all the while, to see that others do not hold it up. */
final class GoodNeighbour implements AutoCloseable {

    private static final int STEPS = 20;

    private final AtomicLong answers = new AtomicLong();
    private final Thread thread;
    private volatile boolean stopped;
    private volatile Throwable failure;

    GoodNeighbour(AssociationRequestor.Builder requestor) {
        thread = new Thread(() -> work(requestor), "good-neighbour");
        thread.start();
        awaitProgress();
    }

    private void work(AssociationRequestor.Builder requestor) {
        try (DimseSession session = requestor.callingAeTitle("GOOD").build().open(VerificationScu.CONTEXTS)) {
            while (!stopped) {
                VerificationScu.echo(session, Loopback.TIMEOUT);
                answers.incrementAndGet();
            }
            session.release();
        } catch (Exception e) {
            failure = e;
        }
    }

    /** Waits until some more of its requests have been answered. */
    void awaitProgress() {
        long before = answers.get();
        Leftovers.await("a good association made no progress", () -> failure != null || answers.get() > before + STEPS);
        if (failure != null) {
            throw new AssertionError("a good association failed", failure);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
        if (failure != null) {
            throw new AssertionError("a good association failed", failure);
        }
    }
}
