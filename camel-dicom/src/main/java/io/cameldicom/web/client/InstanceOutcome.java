package io.cameldicom.web.client;

import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.dimse.StatusTable;

/**
 * What became of one instance of a store request (PS3.18 10.5.3 and Annex I.2).
 *
 * @param reason Warning Reason (0008,1196) or Failure Reason (0008,1197), numbered as DIMSE statuses are; 0000 if there is
 *     none
 */
public record InstanceOutcome(String sopClassUid, String sopInstanceUid, Kind kind, int reason) {

    /** How it ended. */
    public enum Kind {
        /** The server has it. */
        STORED,
        /** The server has it, with a remark: coerced elements, for instance. */
        WARNING,
        /** The server has not taken it. */
        FAILED,
        /** The server says nothing of it, so nobody knows. */
        UNCONFIRMED
    }

    /** Whether the server has it. */
    public boolean isStored() {
        return kind == Kind.STORED || kind == Kind.WARNING;
    }

    /** Whether sending it again, unchanged and later, may end otherwise. */
    public boolean isRetryable() {
        return kind == Kind.UNCONFIRMED
                || kind == Kind.FAILED && StatusTable.STORAGE.meaningOf(reason).retryable();
    }

    /** Whether the server does not take the transfer syntax (PS3.18 table 10.5.3-2); another one may do. */
    public boolean isTransferSyntaxRefused() {
        return kind == Kind.FAILED && reason == StowResponse.TRANSFER_SYNTAX_NOT_SUPPORTED;
    }

    /** The status a C-STORE would have ended with. */
    public int status() {
        return kind == Kind.UNCONFIRMED ? Status.ProcessingFailure : reason;
    }

    /** For messages: {@code A700 (out of resources)}. */
    public String words() {
        return switch (kind) {
            case STORED -> "stored";
            case WARNING, FAILED -> isTransferSyntaxRefused()
                    ? Status.format(reason) + " (transfer syntax not supported)"
                    : StatusTable.STORAGE.describe(reason);
            case UNCONFIRMED -> "not mentioned in the response";
        };
    }
}
