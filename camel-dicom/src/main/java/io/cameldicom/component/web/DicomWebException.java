package io.cameldicom.component.web;

import io.cameldicom.component.DicomOperationException;
import io.cameldicom.web.client.StowResult;
import io.cameldicom.web.client.WebFailureException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * What a {@code dicom-web:} producer asked of its server failed. The message names server, request and what to check, and no
 * value of an object or query. {@link #isRetryable} says whether the same may end differently later; {@link #getStatus} is the
 * DIMSE status that a consumer in front answers its requestor.
 */
public class DicomWebException extends DicomOperationException {

    private final transient StowResult stowResult;

    DicomWebException(
            Exchange exchange,
            String server,
            String what,
            boolean retryable,
            int status,
            StowResult stowResult,
            Throwable cause) {
        super(
                exchange,
                server,
                what + (retryable ? " [a retry may help]" : " [a retry does not help]"),
                retryable,
                status,
                null,
                cause);
        this.stowResult = stowResult;
    }

    /** Status code of the response that made it fail; 0 without one. */
    public int getHttpStatus() {
        return getCause() instanceof WebFailureException failure ? failure.getHttpStatus() : 0;
    }

    /** When the server asked to come back, counted from its answer. */
    public Optional<Duration> getRetryAfter() {
        return getCause() instanceof WebFailureException failure ? failure.getRetryAfter() : Optional.empty();
    }

    /** What became of each instance of a store request as far as that is known; null for other operations. */
    public StowResult getStowResult() {
        return stowResult;
    }

    @Override
    protected String peerName() {
        return URI.create(getPeer()).getHost();
    }
}
