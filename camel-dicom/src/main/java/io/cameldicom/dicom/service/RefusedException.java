package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dimse.CommandSet;
import io.cameldicom.dicom.dimse.StatusTable;
import java.io.IOException;

/** The peer answered a request with a status that is no success and no warning. Its association is still usable. */
public class RefusedException extends IOException {
    private final int status;
    private final String errorComment;
    private final boolean retryable;

    RefusedException(String what, CommandSet response, StatusTable table) {
        super(what + " was answered " + table.describe(response.status()));
        this.status = response.status();
        this.errorComment = response.errorComment();
        this.retryable = table.meaningOf(status).retryable();
    }

    /** Status (0000,0900); -1 if the response had none. */
    public int getStatus() {
        return status;
    }

    /** Error Comment (0000,0902) as the peer sent it, or null; not in the message, since there may be anything in it. */
    public String getErrorComment() {
        return errorComment;
    }

    /** Whether sending the same again later can end differently. */
    public boolean isRetryable() {
        return retryable;
    }
}
