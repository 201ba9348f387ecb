package io.cameldicom.dicom.dimse;

import java.io.IOException;

/**
 * A service cannot do what was asked: status and error comment become the DIMSE response. Thrown by handlers on the
 * performing side; the association stays usable. Immutable.
 */
public class DicomServiceException extends IOException {
    private final int status;
    private final String errorComment;

    /** @param status what to answer, see {@link Status}; not success and not pending */
    public DicomServiceException(int status) {
        this(status, null, null);
    }

    /** @see #DicomServiceException(int, String, Throwable) */
    public DicomServiceException(int status, String errorComment) {
        this(status, errorComment, null);
    }

    /**
     * @param status what to answer, see {@link Status}; not success and not pending
     * @param errorComment for the peer's operator: no patient data. It is cut to 64 characters, and characters outside
     *     the default repertoire become question marks (VR LO); null for none
     * @param cause kept for the local log, never sent; may be null
     */
    public DicomServiceException(int status, String errorComment, Throwable cause) {
        super(message(status, errorComment), cause);
        StatusClass statusClass = StatusClass.of(status);
        if (statusClass == StatusClass.SUCCESS || statusClass == StatusClass.PENDING) {
            throw new IllegalArgumentException("status " + Status.format(status) + " is not one of an exception");
        }
        this.status = status;
        this.errorComment = ErrorComment.fit(errorComment);
    }

    /** Status (0000,0900). */
    public int getStatus() {
        return status;
    }

    /** Error Comment (0000,0902), at most 64 characters, or null. */
    public String getErrorComment() {
        return errorComment;
    }

    private static String message(int status, String errorComment) {
        String words = StatusTable.STORAGE.describe(status);
        return errorComment == null ? words : words + ": " + errorComment;
    }
}
