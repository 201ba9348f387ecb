package io.cameldicom.dicom.ul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.testing.FakeClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeadlineTimerTest {

    private static final long SECOND = 1_000_000_000;

    private final FakeClock clock = new FakeClock();
    private final AtomicInteger expired = new AtomicInteger();
    private final DeadlineTimer timer = new DeadlineTimer(clock, expired::incrementAndGet);

    @Test
    void expires_once_at_its_deadline() {
        timer.arm(10 * SECOND);
        clock.advance(Duration.ofSeconds(10).minusNanos(1));
        assertEquals(0, expired.get());
        clock.advance(Duration.ofNanos(1));
        assertEquals(1, expired.get());
        clock.advance(Duration.ofSeconds(60));
        assertEquals(1, expired.get());
        assertFalse(timer.isArmed());
    }

    @Test
    void does_not_expire_when_disarmed_in_time() {
        timer.arm(10 * SECOND);
        timer.disarm();
        clock.advance(Duration.ofSeconds(60));
        assertEquals(0, expired.get());
        assertEquals(0, clock.pending());
    }

    @Test
    void a_million_operations_schedule_one_wake_up() {
        for (int i = 0; i < 1_000_000; i++) {
            timer.arm(60 * SECOND);
            timer.disarm();
        }
        assertEquals(1, clock.scheduled());
    }

    @Test
    void arming_again_moves_the_deadline_without_waking_early() {
        for (int i = 0; i < 30; i++) {
            timer.arm(10 * SECOND);
            clock.advance(Duration.ofSeconds(9));
        }
        assertEquals(0, expired.get());
        assertTrue(timer.isArmed());
        clock.advance(Duration.ofSeconds(1));
        assertEquals(1, expired.get());
    }

    @Test
    void a_shorter_deadline_is_kept_although_a_later_wake_up_is_scheduled() {
        timer.arm(60 * SECOND);
        timer.arm(5 * SECOND);
        clock.advance(Duration.ofSeconds(5));
        assertEquals(1, expired.get());
    }

    @Test
    void can_be_armed_again_after_it_expired() {
        timer.arm(SECOND);
        clock.advance(Duration.ofSeconds(1));
        timer.arm(SECOND);
        clock.advance(Duration.ofSeconds(1));
        assertEquals(2, expired.get());
    }

    @Test
    void lets_go_of_the_scheduler_when_cancelled() {
        timer.arm(60 * SECOND);
        timer.cancel();
        assertEquals(List.of(), clock.due());
        timer.arm(SECOND);
        clock.advance(Duration.ofSeconds(60));
        assertEquals(0, expired.get());
    }
}
