package io.cameldicom.hub.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Whether a destination may be sent to now, and how it fares. A destination that cannot be reached is tried with one
 * object at a time, after waits that grow; all its other objects wait for that. Thread-safe.
 */
final class Line {

    /** So many failures of any kind without a success between them are the destination's, not the objects'. */
    private static final int SUSPICIOUS = 20;

    /** How often hours and the clock are looked at. */
    private static final long LONGEST_WAIT_MILLIS = 15_000;

    private final String name;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final MinuteRate rate = new MinuteRate();
    private final Map<Object, Instant> inFlight = new ConcurrentHashMap<>();
    /** Out of the queue, but not on their way: the destination was out of reach when they were tried. */
    private final Map<Object, Instant> kept = new ConcurrentHashMap<>();

    private DeliveryOptions options;
    private boolean paused;
    private boolean probing;
    private int outages;
    private int failuresInARow;
    private long nextTry; // of System.nanoTime, while outages > 0
    private long delivered;
    private long deadLettered;
    private String lastError;
    private Instant lastErrorAt;

    Line(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    // ---- who serves it

    /** @throws IllegalStateException if a route serves it already */
    void open(DeliveryOptions served) {
        change(() -> {
            if (options != null) {
                throw new IllegalStateException(
                        "Destination " + name + " has a route already: only one can deliver to it");
            }
            options = served;
            outages = 0;
            probing = false;
        });
    }

    void close() {
        change(() -> options = null);
    }

    /** How its route serves it; null while there is none. */
    DeliveryOptions options() {
        lock.lock();
        try {
            return options;
        } finally {
            lock.unlock();
        }
    }

    void pause() {
        change(() -> paused = true);
    }

    void resume() {
        change(() -> {
            paused = false;
            nextTry = System.nanoTime();
        });
    }

    /** Wakes who waits, to look at what changed elsewhere. */
    void wake() {
        change(() -> {});
    }

    private void change(Runnable action) {
        lock.lock();
        try {
            action.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // ---- taking turns

    /**
     * Waits until the destination may be sent to. Who returns while it is out of reach is the only one that tries.
     *
     * @param goOn false when nobody wants to send any more
     * @return false then
     */
    boolean awaitTurn(BooleanSupplier goOn) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (goOn.getAsBoolean()) {
                long wait = waitNanos();
                if (wait <= 0) {
                    probing = outages > 0;
                    return true;
                }
                changed.awaitNanos(wait);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private long waitNanos() {
        long longest = TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT_MILLIS);
        if (paused || options == null || !options.hours().isOpenNow() || probing) {
            return longest;
        }
        return outages == 0 ? 0 : Math.min(nextTry - System.nanoTime(), longest);
    }

    /** Waits for a time, or until nobody wants to send any more. */
    void await(Duration time, BooleanSupplier goOn) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (long left = time.toNanos(); left > 0 && goOn.getAsBoolean(); ) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives a turn back that came to nothing: there was no object, or it may not be sent now. */
    void turnUnused() {
        if (isOut()) {
            change(() -> probing = false);
        }
    }

    boolean isOut() {
        lock.lock();
        try {
            return outages > 0;
        } finally {
            lock.unlock();
        }
    }

    // ---- what became of it

    void begin(Object delivery, Instant queuedAt) {
        inFlight.put(delivery, queuedAt);
        kept.remove(delivery);
    }

    /** @param keep whether the worker keeps it for the next try */
    void end(Object delivery, boolean keep) {
        Instant queuedAt = inFlight.remove(delivery);
        if (keep) {
            kept.put(delivery, queuedAt);
        }
    }

    /** Its worker gives it back to the queue. */
    void dropped(Object delivery) {
        kept.remove(delivery);
    }

    /** The destination took an object, or has it. */
    void delivered() {
        rate.add();
        change(() -> {
            delivered++;
            failuresInARow = 0;
            reachable();
        });
    }

    /** The destination answered, and will never take the object. */
    void refused(String reason) {
        change(() -> {
            note(reason);
            reachable();
        });
    }

    /** Something went wrong with an object: after many of these in a row the destination rests, but not for long. */
    void failed(String reason) {
        change(() -> {
            note(reason);
            failuresInARow++;
            reachable();
            if (failuresInARow >= SUSPICIOUS) {
                out();
            }
        });
    }

    /** The destination did not answer, or takes nothing at the moment. */
    void unreachable(String reason) {
        change(() -> {
            note(reason);
            // Others were on their way when the first one found out: one outage, not as many as there are threads.
            if (probing || outages == 0) {
                out();
            }
        });
    }

    void gaveUp() {
        change(() -> deadLettered++);
    }

    /** The broker, or a disk, is in the way, not the destination. */
    void disturbed(String reason) {
        change(() -> note(reason));
    }

    private void reachable() {
        outages = 0;
        probing = false;
    }

    private void out() {
        outages++;
        probing = false;
        Duration delay = options == null ? Duration.ZERO : options.delayAfter(outages);
        nextTry = System.nanoTime() + delay.toNanos();
    }

    private void note(String reason) {
        lastError = reason;
        lastErrorAt = Instant.now();
    }

    // ---- how it fares

    boolean isPaused() {
        lock.lock();
        try {
            return paused;
        } finally {
            lock.unlock();
        }
    }

    /** When the oldest object in a worker's hands was queued; null if there is none. */
    Instant oldestInHand() {
        return Stream.concat(inFlight.values().stream(), kept.values().stream())
                .min(Instant::compareTo)
                .orElse(null);
    }

    DestinationStatus status(long depth, Instant oldest) {
        lock.lock();
        try {
            Instant next = outages == 0 ? null : Instant.now().plusNanos(Math.max(0, nextTry - System.nanoTime()));
            return new DestinationStatus(
                    name,
                    state(),
                    depth,
                    inFlight.size(),
                    oldest,
                    rate.perMinute(),
                    delivered,
                    deadLettered,
                    lastError,
                    lastErrorAt,
                    next);
        } finally {
            lock.unlock();
        }
    }

    private DestinationState state() {
        if (paused) {
            return DestinationState.PAUSED;
        }
        if (options == null) {
            return DestinationState.NO_ROUTE;
        }
        if (!options.hours().isOpenNow()) {
            return DestinationState.OUT_OF_HOURS;
        }
        return outages > 0 ? DestinationState.BACKING_OFF : DestinationState.RUNNING;
    }
}
