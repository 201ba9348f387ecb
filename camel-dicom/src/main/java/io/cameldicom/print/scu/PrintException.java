package io.cameldicom.print.scu;

import io.cameldicom.dicom.service.RetryAdvice;
import java.io.IOException;

/** A printer has not printed, or not all of, a print job. The message holds no patient data. */
public class PrintException extends IOException {
    private final int filmsPrinted;
    private final boolean retryable;

    PrintException(String what, int filmsPrinted, IOException cause) {
        this(what, filmsPrinted, isRetryable(cause), cause);
    }

    PrintException(String what, int filmsPrinted, boolean retryable, IOException cause) {
        super(filmsPrinted == 0 ? what : what + ", after it had taken " + filmsPrinted + " films", cause);
        this.filmsPrinted = filmsPrinted;
        this.retryable = retryable;
    }

    private static boolean isRetryable(IOException cause) {
        return !(cause instanceof UnsupportedByPrinterException) && RetryAdvice.retryMakesSense(cause);
    }

    /** Films the printer had taken before, which will come out twice if the job is sent again. */
    public int filmsPrinted() {
        return filmsPrinted;
    }

    /** Whether the same job can be printed later, by the same printer. */
    public boolean isRetryable() {
        return retryable;
    }
}
