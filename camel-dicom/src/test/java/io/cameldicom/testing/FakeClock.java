package io.cameldicom.testing;

import io.cameldicom.dicom.ul.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A clock that stands still until it is told to go on; then runs what is due, in order, on the thread that tells. */
public final class FakeClock implements Scheduler {

    private static final long LIMIT_NANOS = 20_000_000_000L;
    private static final long PAUSE_NANOS = 100_000;

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
        return () -> cancel(alarm);
    }

    /** Lets time pass. */
    public void advance(Duration time) {
        long end = nanoTime() + time.toNanos();
        for (Alarm due = next(end); due != null; due = next(end)) {
            due.task.run();
        }
    }

    /**
     * Lets second after second pass until something has happened. Gives up after some seconds of real time.
     *
     * @return how much time has passed on this clock
     */
    public Duration advanceUntil(BooleanSupplier happened) {
        long start = nanoTime();
        long giveUp = System.nanoTime() + LIMIT_NANOS;
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError(
                        "did not happen within " + Duration.ofNanos(nanoTime() - start) + " of this clock");
            }
            advance(Duration.ofSeconds(1));
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return Duration.ofNanos(nanoTime() - start);
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
