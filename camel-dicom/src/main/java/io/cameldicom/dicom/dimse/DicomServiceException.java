package io.cameldicom.dicom.dimse;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.io.IOException;

/**
 * A service cannot do what was asked: status and error comment become the DIMSE response. Thrown by handlers on the
 * performing side; the association stays usable. Immutable but for the data set, which is the caller's.
 */
public class DicomServiceException extends IOException {
    private static final int NO_ERROR_ID = -1;

    private final int status;
    private final String errorComment;
    private int[] offendingElements = {};
    private int errorId = NO_ERROR_ID;
    private Attributes dataSet;

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

    /** Adds Offending Element (0000,0901): the attributes that are wrong or missing. */
    public DicomServiceException withOffendingElements(int... tags) {
        DicomServiceException copy = copy();
        copy.offendingElements = tags.clone();
        return copy;
    }

    /** Adds Error ID (0000,0903), such as A710 of a performed procedure step that is over (PS3.4 F.7.2.2.2). */
    public DicomServiceException withErrorId(int id) {
        DicomServiceException copy = copy();
        copy.errorId = id;
        return copy;
    }

    /** Adds a data set to the answer: the attribute list of 0107 and 0116, the failed UIDs of a retrieval. */
    public DicomServiceException withDataSet(Attributes attributes) {
        DicomServiceException copy = copy();
        copy.dataSet = attributes;
        return copy;
    }

    /** Offending Element (0000,0901); empty for none. */
    public int[] getOffendingElements() {
        return offendingElements.clone();
    }

    /** The response's data set, or null. */
    public Attributes getDataSet() {
        return dataSet;
    }

    /** The response to a request. */
    CommandSet responseTo(CommandSet request) {
        CommandSet response = CommandSet.responseTo(request, status).setErrorComment(errorComment);
        if (offendingElements.length > 0) {
            response.setTags(Tag.OffendingElement, offendingElements);
        }
        if (errorId != NO_ERROR_ID) {
            response.setInt(Tag.ErrorID, errorId);
        }
        return response;
    }

    private DicomServiceException copy() {
        DicomServiceException copy = new DicomServiceException(status, errorComment, getCause());
        copy.setStackTrace(getStackTrace());
        copy.offendingElements = offendingElements;
        copy.errorId = errorId;
        copy.dataSet = dataSet;
        return copy;
    }

    private static String message(int status, String errorComment) {
        String words = StatusTable.STORAGE.describe(status);
        return errorComment == null ? words : words + ": " + errorComment;
    }
}
