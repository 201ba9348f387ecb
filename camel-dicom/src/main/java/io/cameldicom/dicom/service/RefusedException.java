package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.dimse.StatusMeaning;
import io.cameldicom.dicom.dimse.StatusTable;
import java.io.IOException;

/** The peer answered a request with a status that is no success and no warning. Its association is still usable. */
public class RefusedException extends IOException {
    private final int status;
    private final String errorComment;
    private final boolean retryable;

    RefusedException(String what, int status, String errorComment, StatusTable table) {
        super(what + " was answered " + table.describe(status) + (errorComment == null ? "" : ": " + errorComment));
        StatusMeaning meaning = table.meaningOf(status);
        this.status = status;
        this.errorComment = errorComment;
        this.retryable = meaning.retryable();
    }

    /** Status (0000,0900), see {@link Status}; -1 if the response had none. */
    public int getStatus() {
        return status;
    }

    /** Error Comment (0000,0902) as the peer sent it, or null. */
    public String getErrorComment() {
        return errorComment;
    }

    /** Whether sending the same again later can end differently. */
    public boolean isRetryable() {
        return retryable;
    }
}
