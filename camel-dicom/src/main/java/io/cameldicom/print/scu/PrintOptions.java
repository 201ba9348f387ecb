package io.cameldicom.print.scu;

import java.time.Duration;
import java.util.Objects;

/**
 * How to deal with a printer. Immutable.
 *
 * @param unit what is printed at a time
 * @param checkPrinter whether its status is asked for first
 * @param dropUnsupported whether annotations and presentation LUTs the printer does not know are left out, instead of
 *     failing
 * @param responseTimeout for each response
 * @param jobTimeout how long to wait for the printer to be done with a print job; zero does not wait
 * @param pollInterval between two questions for the state of a print job
 */
public record PrintOptions(
        PrintUnit unit,
        boolean checkPrinter,
        boolean dropUnsupported,
        Duration responseTimeout,
        Duration jobTimeout,
        Duration pollInterval) {

    /** The session where the printer can, the printer asked first, nothing dropped, no waiting for the job. */
    public static final PrintOptions DEFAULT =
            new PrintOptions(PrintUnit.auto, true, false, Duration.ofSeconds(60), Duration.ZERO, Duration.ofSeconds(1));

    public PrintOptions {
        Objects.requireNonNull(unit, "unit");
        if (responseTimeout.isZero() || responseTimeout.isNegative() || jobTimeout.isNegative()) {
            throw new IllegalArgumentException("responseTimeout must be above 0, jobTimeout not below");
        }
        if (pollInterval.isZero() || pollInterval.isNegative()) {
            throw new IllegalArgumentException("pollInterval must be above 0");
        }
    }

    public PrintOptions withUnit(PrintUnit other) {
        return new PrintOptions(other, checkPrinter, dropUnsupported, responseTimeout, jobTimeout, pollInterval);
    }

    public PrintOptions withCheckPrinter(boolean check) {
        return new PrintOptions(unit, check, dropUnsupported, responseTimeout, jobTimeout, pollInterval);
    }

    public PrintOptions withDropUnsupported(boolean drop) {
        return new PrintOptions(unit, checkPrinter, drop, responseTimeout, jobTimeout, pollInterval);
    }

    public PrintOptions withResponseTimeout(Duration timeout) {
        return new PrintOptions(unit, checkPrinter, dropUnsupported, timeout, jobTimeout, pollInterval);
    }

    public PrintOptions withJobTimeout(Duration timeout) {
        return new PrintOptions(unit, checkPrinter, dropUnsupported, responseTimeout, timeout, pollInterval);
    }

    public PrintOptions withPollInterval(Duration interval) {
        return new PrintOptions(unit, checkPrinter, dropUnsupported, responseTimeout, jobTimeout, interval);
    }
}
