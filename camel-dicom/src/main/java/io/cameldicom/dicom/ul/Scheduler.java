package io.cameldicom.dicom.ul;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A clock with alarms: what timeouts stand on. Tests put a fake one here. Thread-safe. */
public interface Scheduler {

    /** Nanoseconds since some moment, 0 or more, never going back. */
    long nanoTime();

    /**
     * Runs a task later. Tasks are short and do not block.
     *
     * @return cancels the task if it has not run yet
     */
    Runnable schedule(Runnable task, long delayNanos);

    /**
     * A scheduler on threads of the caller's, who shuts them down. One thread is enough for thousands of associations.
     */
    static Scheduler on(ScheduledExecutorService executor) {
        return new ExecutorScheduler(executor);
    }

    /** The scheduler used where none is given: one daemon thread, started on first use. */
    static Scheduler shared() {
        return ExecutorScheduler.SHARED;
    }

    /** {@link Scheduler} on a {@link ScheduledExecutorService}. */
    final class ExecutorScheduler implements Scheduler {

        private static final Scheduler SHARED = new ExecutorScheduler(daemon());

        private final long start = System.nanoTime();
        private final ScheduledExecutorService executor;

        private ExecutorScheduler(ScheduledExecutorService executor) {
            this.executor = executor;
        }

        private static ScheduledExecutorService daemon() {
            ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
                Thread thread = new Thread(task, "dicom-timer");
                thread.setDaemon(true);
                return thread;
            });
            executor.setRemoveOnCancelPolicy(true);
            return executor;
        }

        @Override
        public long nanoTime() {
            return System.nanoTime() - start;
        }

        @Override
        public Runnable schedule(Runnable task, long delayNanos) {
            var future = executor.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        }
    }
}
