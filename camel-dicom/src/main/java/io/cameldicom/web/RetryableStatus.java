package io.cameldicom.web;

/** Which status codes say that the same request may end differently later (RFC 9110 15). */
public final class RetryableStatus {

    private RetryableStatus() {}

    /** 408, 409, 412, 429, and 5xx but 501 and 505. */
    public static boolean test(int status) {
        return status == 408
                || status == 409
                || status == 412
                || status == 429
                || status >= 500 && status != 501 && status != 505;
    }
}
