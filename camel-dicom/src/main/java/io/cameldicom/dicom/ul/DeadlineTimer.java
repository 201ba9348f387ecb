package io.cameldicom.dicom.ul;

import java.util.concurrent.locks.ReentrantLock;

/**
 * A timer that is armed and disarmed for every read and write and hardly ever expires. Arming is one volatile write:
 * the scheduled wake-up stays where it is, finds a later deadline when it comes, and goes back to sleep until then.
 *
 * <p>Thread-safe. The expiry action runs on the scheduler's thread, once for each expired arming.
 */
final class DeadlineTimer {

    private static final long NEVER = Long.MAX_VALUE;

    private final Scheduler scheduler;
    private final Runnable onExpiry;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile long deadline = NEVER;
    private volatile long wakeUp = NEVER;
    private Runnable cancelWakeUp = () -> {};
    private boolean cancelled;

    DeadlineTimer(Scheduler scheduler, Runnable onExpiry) {
        this.scheduler = scheduler;
        this.onExpiry = onExpiry;
    }

    void arm(long nanos) {
        long at = scheduler.nanoTime() + nanos;
        deadline = at;
        // wake() clears wakeUp before it reads deadline, so one of the two sees the other
        if (at < wakeUp) {
            schedule(at);
        }
    }

    void disarm() {
        deadline = NEVER;
    }

    boolean isArmed() {
        return deadline != NEVER;
    }

    /** Disarms for good and lets go of the scheduler. */
    void cancel() {
        lock.lock();
        try {
            cancelled = true;
            deadline = NEVER;
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
        long at = deadline;
        if (at == NEVER) {
            return;
        }
        if (scheduler.nanoTime() < at) {
            schedule(at);
        } else {
            deadline = NEVER;
            onExpiry.run();
        }
    }
}
