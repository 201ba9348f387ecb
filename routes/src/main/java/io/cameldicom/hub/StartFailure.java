package io.cameldicom.hub;

import java.io.IOException;
import java.net.BindException;

/** Finds the sentence in a failure that helps: Camel wraps the cause several times. */
final class StartFailure {

    private StartFailure() {}

    /** Why the hub did not start, and what to do where that is known. */
    static String explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return "A port cannot be opened (" + cause.getMessage() + "): another program has it, or this one may"
                        + " not have it. Choose others with hub.dicom.port and hub.http.port (0 turns HTTP off)";
            }
            if (cause instanceof IOException && cause.getCause() instanceof BindException) {
                return cause.getMessage() + " Choose another one with hub.dicom.port";
            }
        }
        String reason = innermost(failure);
        String outer = failure.getMessage();
        return "The hub cannot start: " + (outer == null || outer.contains(reason) ? reason : outer + ": " + reason);
    }

    /** The message of the first cause. */
    static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
