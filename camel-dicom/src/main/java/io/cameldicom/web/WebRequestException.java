package io.cameldicom.web;

/**
 * A DICOMweb request that cannot be answered as asked. The message is for who asked, so it names parameters, tags and
 * media types and repeats no value of the request.
 */
public class WebRequestException extends Exception {

    public static final int BAD_REQUEST = 400;
    public static final int NOT_FOUND = 404;
    public static final int NOT_ALLOWED = 405;
    public static final int NOT_ACCEPTABLE = 406;
    public static final int TIMEOUT = 408;
    public static final int TOO_LARGE = 413;
    public static final int UNSUPPORTED_MEDIA_TYPE = 415;
    public static final int UNAVAILABLE = 503;

    private final int status;

    /** @param status of the HTTP response */
    public WebRequestException(int status, String message) {
        super(message);
        this.status = status;
    }

    public WebRequestException(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** The status of the HTTP response. */
    public int status() {
        return status;
    }

    public static WebRequestException badRequest(String message) {
        return new WebRequestException(BAD_REQUEST, message);
    }
}
