package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitRetriesTest {

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 10", "3, 20", "4, 40", "7, 320", "8, 600", "1000, 600"})
    void waits_twice_as_long_each_time_up_to_ten_minutes(int attempt, int seconds) {
        CommitRetries retries = new CommitRetries(1000, Duration.ofSeconds(10));

        assertEquals(Duration.ofSeconds(seconds), retries.before(attempt));
    }

    @Test
    void a_longer_delay_stays_as_it_is() {
        CommitRetries retries = new CommitRetries(3, Duration.ofHours(1));

        assertEquals(Duration.ofHours(1), retries.before(2));
        assertEquals(Duration.ofHours(1), retries.before(3));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "5, 1", "15, 2", "31, 3", "100000, 3"})
    void a_report_found_after_a_restart_has_the_attempts_behind_it_that_were_due_but_for_the_last(int age, int over) {
        CommitRetries retries = new CommitRetries(4, Duration.ofSeconds(10));

        assertEquals(over, retries.over(Duration.ofSeconds(age)));
    }
}
