package io.cameldicom.testing;

import io.cameldicom.dicom.ul.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** A clock that stands still until it is told to go on; then runs what is due, in order, on the thread that tells. */
public final class FakeClock implements Scheduler {

    private static final long LIMIT_NANOS = 20_000_000_000L;

    private record Alarm(long at, long number, Runnable task) {}

    private final PriorityQueue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparingLong(Alarm::at).thenComparingLong(Alarm::number));
    private long now;
    private long scheduled;

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized Runnable schedule(Runnable task, long delayNanos) {
        Alarm alarm = new Alarm(now + delayNanos, scheduled++, task);
        alarms.add(alarm);
        notifyAll();
        return () -> cancel(alarm);
    }

    /** Lets time pass. */
    public void advance(Duration time) {
        long end = nanoTime() + time.toNanos();
        for (Alarm due = next(end); due != null; due = next(end)) {
            due.task.run();
        }
    }

    /** Waits (in real time, with a limit) until so many tasks have been scheduled since the beginning. */
    public synchronized void awaitScheduled(long count) throws InterruptedException {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (scheduled < count) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("only " + scheduled + " of " + count + " tasks have been scheduled");
            }
            wait(1 + left / 1_000_000);
        }
    }

    /** In the background: lets time pass as soon as so many tasks have been scheduled since the beginning. */
    public void advanceWhenScheduled(long count, Duration time) {
        Thread thread = new Thread(
                () -> {
                    try {
                        awaitScheduled(count);
                        advance(time);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "fake-clock");
        thread.setDaemon(true);
        thread.start();
    }

    /** How many tasks wait. */
    public synchronized int pending() {
        return alarms.size();
    }

    /** How many tasks were scheduled since the beginning, cancelled ones too. */
    public synchronized long scheduled() {
        return scheduled;
    }

    /** When the waiting tasks are due, from now. */
    public synchronized List<Duration> due() {
        List<Duration> times = new ArrayList<>();
        alarms.stream().sorted(alarms.comparator()).forEach(alarm -> times.add(Duration.ofNanos(alarm.at - now)));
        return times;
    }

    private synchronized Alarm next(long end) {
        Alarm first = alarms.peek();
        if (first == null || first.at > end) {
            now = end;
            return null;
        }
        now = Math.max(now, first.at);
        return alarms.poll();
    }

    private synchronized void cancel(Alarm alarm) {
        alarms.remove(alarm);
    }
}
