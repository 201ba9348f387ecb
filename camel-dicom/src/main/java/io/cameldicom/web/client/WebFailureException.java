package io.cameldicom.web.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * A request came to nothing: the server answered a failure, or there was no answer. The message says which request (without
 * its query, which may name a patient) and what to do, and nothing the server wrote.
 */
public class WebFailureException extends IOException {

    /** {@link #getHttpStatus} where there was no response. */
    public static final int NO_RESPONSE = 0;

    private final int httpStatus;
    private final boolean retryable;
    private final transient Duration retryAfter;
    private final String detail;

    WebFailureException(
            String message, int httpStatus, boolean retryable, Duration retryAfter, String detail, Throwable cause) {
        super(message, cause);
        this.httpStatus = httpStatus;
        this.retryable = retryable;
        this.retryAfter = retryAfter;
        this.detail = detail;
    }

    static WebFailureException ofContent(String message, int httpStatus, boolean retryable, Throwable cause) {
        return new WebFailureException(message, httpStatus, retryable, null, null, cause);
    }

    /** Status code of the response; {@link #NO_RESPONSE} without one. */
    public int getHttpStatus() {
        return httpStatus;
    }

    /** Whether the same request may end differently later. */
    public boolean isRetryable() {
        return retryable;
    }

    /** When the server asked to come back, counted from its answer. */
    public Optional<Duration> getRetryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * The beginning of what the server wrote, or null. It may hold patient data: not for logs.
     */
    public String getDetail() {
        return detail;
    }
}
