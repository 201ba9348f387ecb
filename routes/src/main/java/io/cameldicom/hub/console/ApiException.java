package io.cameldicom.hub.console;

/** A request that is answered with an HTTP status and a sentence for the user. */
final class ApiException extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;

    ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
