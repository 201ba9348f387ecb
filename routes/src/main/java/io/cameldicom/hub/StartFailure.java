package io.cameldicom.hub;

import java.net.BindException;

/** Finds the sentence in a failed start that helps: Camel wraps the cause several times. */
final class StartFailure {

    private StartFailure() {}

    static String explain(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof BindException)) {
            cause = cause.getCause();
        }
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        if (cause instanceof BindException) {
            return "A port cannot be opened (" + reason
                    + "): another program has it, or this one may not have it. Choose"
                    + " others with hub.dicom.port and hub.http.port (0 turns HTTP off)";
        }
        String outer = failure.getMessage();
        return "The hub cannot start: " + (outer == null || outer.contains(reason) ? reason : outer + ": " + reason);
    }
}
