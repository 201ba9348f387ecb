package io.cameldicom.dicom.ul;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A timer that is armed and disarmed for every read and write and hardly ever expires. Arming is one volatile write:
 * the scheduled wake-up stays where it is, finds a later deadline when it comes, and goes back to sleep until then.
 *
 * <p>Thread-safe. The expiry action runs on the scheduler's thread, once for each expired arming.
 */
final class DeadlineTimer {

    private static final long NEVER = Long.MAX_VALUE;

    private final Scheduler scheduler;
    private final LongSupplier respite;
    private final Runnable onExpiry;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong deadline = new AtomicLong(NEVER);
    private volatile long wakeUp = NEVER;
    private Runnable cancelWakeUp = () -> {};
    private boolean cancelled;

    DeadlineTimer(Scheduler scheduler, Runnable onExpiry) {
        this(scheduler, () -> 0, onExpiry);
    }

    /** @param respite asked at the deadline, on the scheduler's thread: how many ns more; 0 to expire */
    DeadlineTimer(Scheduler scheduler, LongSupplier respite, Runnable onExpiry) {
        this.scheduler = scheduler;
        this.respite = respite;
        this.onExpiry = onExpiry;
    }

    void arm(long nanos) {
        long at = scheduler.nanoTime() + nanos;
        deadline.set(at);
        // wake() clears wakeUp before it reads deadline, so one of the two sees the other
        if (at < wakeUp) {
            schedule(at);
        }
    }

    void disarm() {
        deadline.set(NEVER);
    }

    boolean isArmed() {
        return deadline.get() != NEVER;
    }

    /** Disarms for good and lets go of the scheduler. */
    void cancel() {
        lock.lock();
        try {
            cancelled = true;
            deadline.set(NEVER);
            cancelWakeUp.run();
        } finally {
            lock.unlock();
        }
    }

    private void schedule(long at) {
        lock.lock();
        try {
            if (!cancelled && at < wakeUp) {
                cancelWakeUp.run();
                wakeUp = at;
                cancelWakeUp = scheduler.schedule(this::wake, at - scheduler.nanoTime());
            }
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        wakeUp = NEVER;
        long at = deadline.get();
        if (at == NEVER) {
            return;
        }
        if (scheduler.nanoTime() < at) {
            schedule(at);
            return;
        }
        long more = respite.getAsLong();
        long later = scheduler.nanoTime() + more;
        if (more == 0) {
            deadline.set(NEVER);
            onExpiry.run();
        } else if (deadline.compareAndSet(at, later)) {
            // disarmed or armed anew meanwhile: then there is nothing to prolong
            schedule(later);
        } else {
            wake();
        }
    }
}
