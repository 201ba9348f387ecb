package io.cameldicom.hub;

/** The hub cannot do what it was asked to; the message is for the person at the command line. */
public class HubException extends Exception {

    public HubException(String message) {
        super(message);
    }

    public HubException(String message, Throwable cause) {
        super(message, cause);
    }
}
