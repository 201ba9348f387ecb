package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.CommandSet;
import io.cameldicom.dicom.dimse.StatusTable;
import java.io.IOException;

/** The peer answered a request with a status that is no success and no warning. Its association is still usable. */
public class RefusedException extends IOException {
    private static final int ABSENT = -1;

    private final int status;
    private final String errorComment;
    private final boolean retryable;
    private final int[] offendingElements;
    private final int errorId;

    RefusedException(String what, CommandSet response, StatusTable table) {
        super(what + " was answered " + table.describe(response.status()));
        this.status = response.status();
        this.errorComment = response.errorComment();
        this.retryable = table.meaningOf(status).retryable();
        this.offendingElements = response.getTags(Tag.OffendingElement);
        this.errorId = response.getInt(Tag.ErrorID, ABSENT);
    }

    /** Status (0000,0900); -1 if the response had none. */
    public int getStatus() {
        return status;
    }

    /** Error Comment (0000,0902) as the peer sent it, or null; not in the message, since there may be anything in it. */
    public String getErrorComment() {
        return errorComment;
    }

    /** Offending Element (0000,0901): the attributes the peer did not like; empty if it does not say. */
    public int[] getOffendingElements() {
        return offendingElements.clone();
    }

    /** Error ID (0000,0903), -1 if there is none. */
    public int getErrorId() {
        return errorId;
    }

    /** Whether sending the same again later can end differently. */
    public boolean isRetryable() {
        return retryable;
    }
}
