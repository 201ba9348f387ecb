package io.cameldicom.component;

import io.cameldicom.dicom.dimse.StatusClass;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What a consumer or producer has done since it was made. Thread-safe. */
final class StoreCounters {

    private final LongAdder taken = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final AtomicInteger active = new AtomicInteger();
    private volatile long lastActivity = System.nanoTime();

    void begin() {
        active.incrementAndGet();
    }

    void end(int status, long dataSetLength) {
        StatusClass statusClass = StatusClass.of(status);
        boolean ok = statusClass == StatusClass.SUCCESS || statusClass == StatusClass.WARNING;
        (ok ? taken : refused).increment();
        bytes.add(dataSetLength);
        lastActivity = System.nanoTime();
        active.decrementAndGet();
    }

    /** A query or retrieval is being answered: the consumer is busy, though no object is taken. */
    void beginQuery() {
        active.incrementAndGet();
    }

    void endQuery() {
        lastActivity = System.nanoTime();
        active.decrementAndGet();
    }

    boolean quietFor(long nanos) {
        return active.get() == 0 && System.nanoTime() - lastActivity > nanos;
    }

    long taken() {
        return taken.sum();
    }

    long refused() {
        return refused.sum();
    }

    long bytes() {
        return bytes.sum();
    }
}
