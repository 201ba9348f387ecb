package io.cameldicom.component;

import org.apache.camel.Exchange;

/** A printer has not printed, or not all of, what it was sent. */
public class DicomPrintException extends DicomOperationException {

    private final int filmsPrinted;

    DicomPrintException(
            Exchange exchange,
            String peer,
            String what,
            boolean retryable,
            int status,
            int filmsPrinted,
            Throwable cause) {
        super(exchange, peer, what, retryable, status, cause);
        this.filmsPrinted = filmsPrinted;
    }

    /** Films that the printer had taken before: they come out twice if all is sent again. */
    public int getFilmsPrinted() {
        return filmsPrinted;
    }
}
