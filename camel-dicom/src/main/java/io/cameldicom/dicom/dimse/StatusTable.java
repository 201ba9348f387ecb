package io.cameldicom.dicom.dimse;

import java.util.List;
import java.util.Locale;

/**
 * The statuses of one service class with their words and whether a retry makes sense. A code no row knows is classed by
 * {@link StatusClass#of} and is not worth a retry. Immutable.
 */
public final class StatusTable {
    private static final boolean RETRY = true;
    private static final boolean FINAL = false;

    private static final List<Row> GENERAL_ROWS = List.of(
            row(Status.Success, FINAL, "success"),
            row(Status.OptionalAttributesNotSupported, FINAL, "requested optional attributes are not supported"),
            row(Status.NoSuchAttribute, FINAL, "no such attribute"),
            row(Status.InvalidAttributeValue, FINAL, "invalid attribute value"),
            row(Status.AttributeListError, FINAL, "attribute list error"),
            // says nothing about the object, only that this attempt failed: what most peers answer to a passing trouble
            row(Status.ProcessingFailure, RETRY, "processing failure"),
            row(Status.DuplicateSOPInstance, FINAL, "duplicate SOP instance"),
            row(Status.NoSuchSOPInstance, FINAL, "no such SOP instance"),
            row(Status.NoSuchEventType, FINAL, "no such event type"),
            row(Status.NoSuchArgument, FINAL, "no such argument"),
            row(Status.InvalidArgumentValue, FINAL, "invalid argument value"),
            row(Status.AttributeValueOutOfRange, FINAL, "attribute value out of range"),
            row(Status.InvalidSOPInstance, FINAL, "invalid SOP instance"),
            row(Status.NoSuchSOPClass, FINAL, "no such SOP class"),
            row(Status.ClassInstanceConflict, FINAL, "class-instance conflict"),
            row(Status.MissingAttribute, FINAL, "missing attribute"),
            row(Status.MissingAttributeValue, FINAL, "missing attribute value"),
            row(Status.SOPClassNotSupported, FINAL, "SOP class not supported"),
            row(Status.NoSuchActionType, FINAL, "no such action type"),
            row(Status.NotAuthorized, FINAL, "not authorized"),
            row(Status.DuplicateInvocation, RETRY, "duplicate invocation"),
            row(Status.UnrecognizedOperation, FINAL, "unrecognized operation"),
            row(Status.MistypedArgument, FINAL, "mistyped argument"),
            row(Status.ResourceLimitation, RETRY, "resource limitation"),
            row(Status.Cancel, FINAL, "cancelled"),
            row(Status.Pending, FINAL, "pending"),
            row(Status.PendingWarning, FINAL, "pending, optional keys not supported"));

    /** PS3.7 Annex C: what every service may answer. */
    public static final StatusTable GENERAL = new StatusTable(List.of());

    /** PS3.4 B.2.3. */
    public static final StatusTable STORAGE = new StatusTable(List.of(
            range(0xA700, 0xFF00, RETRY, "out of resources"),
            range(0xA900, 0xFF00, FINAL, "data set does not match SOP class"),
            range(0xC000, 0xF000, FINAL, "cannot understand"),
            row(Status.CoercionOfDataElements, FINAL, "coercion of data elements"),
            row(Status.ElementsDiscarded, FINAL, "elements discarded"),
            row(Status.DataSetDoesNotMatchSOPClassWarning, FINAL, "data set does not match SOP class")));

    /** C-FIND of query and of the worklist: PS3.4 C.4.1.1.4, K.4.1.1.4. */
    public static final StatusTable FIND = new StatusTable(List.of(
            range(0xA700, 0xFF00, RETRY, "out of resources"),
            row(Status.IdentifierDoesNotMatchSOPClass, FINAL, "identifier does not match SOP class"),
            range(0xC000, 0xF000, FINAL, "unable to process"),
            row(Status.MatchingReachedResponseLimit, FINAL, "matching reached response limit, subset returned"),
            row(Status.Cancel, FINAL, "matching terminated due to cancel request")));

    /** C-MOVE and C-GET: PS3.4 C.4.2.1.5, C.4.3.1.4, Y.4.1.1.3. */
    public static final StatusTable RETRIEVE = new StatusTable(List.of(
            row(
                    Status.UnableToCalculateNumberOfMatches,
                    RETRY,
                    "out of resources, unable to calculate number of matches"),
            row(Status.UnableToPerformSubOperations, RETRY, "out of resources, unable to perform sub-operations"),
            range(0xA700, 0xFF00, RETRY, "out of resources"),
            row(Status.MoveDestinationUnknown, FINAL, "move destination unknown"),
            row(Status.IdentifierDoesNotMatchSOPClass, FINAL, "identifier does not match SOP class"),
            row(0xAA00, FINAL, "none of the frames requested were found"),
            row(0xAA01, FINAL, "unable to create new object for this SOP class"),
            row(0xAA02, FINAL, "unable to extract frames"),
            row(0xAA03, FINAL, "time-based request for a SOP instance that is not time-based"),
            row(0xAA04, FINAL, "invalid request"),
            range(0xC000, 0xF000, FINAL, "unable to process"),
            row(Status.OneOrMoreFailures, FINAL, "sub-operations complete, one or more failures or warnings"),
            row(Status.Cancel, FINAL, "sub-operations terminated due to cancel indication")));

    /** Modality performed procedure step: PS3.4 F.7.2.1.3, F.7.2.2.3. */
    public static final StatusTable PERFORMED_PROCEDURE_STEP = new StatusTable(
            List.of(row(Status.ProcessingFailure, FINAL, "performed procedure step object may no longer be updated")));

    /** Storage commitment push model: PS3.4 J.3.2.1.4 has the general ones, PS3.3 C.14.1.1 one more for single objects. */
    public static final StatusTable STORAGE_COMMITMENT =
            new StatusTable(List.of(row(0x0131, FINAL, "duplicate transaction UID")));

    /** Print management: PS3.4 H.4.1.2.1.3, H.4.2.2.1.3, H.4.3.1.2.1.3, H.4.9.1.1.3. */
    public static final StatusTable PRINT = new StatusTable(List.of(
            row(0xB600, FINAL, "memory allocation not supported"),
            row(0xB601, FINAL, "film session printing (collation) is not supported"),
            row(0xB602, FINAL, "film session has no film box, or an empty page"),
            row(0xB603, FINAL, "film box does not contain image boxes with images (empty page)"),
            row(0xB604, FINAL, "image size is larger than image box size, the image has been demagnified"),
            row(0xB605, FINAL, "requested min density or max density outside of printer's operating range"),
            row(0xB609, FINAL, "image size is larger than image box size, the image has been cropped"),
            row(0xB60A, FINAL, "image size or combined print image size is larger than image box size, decimated"),
            row(0xC600, FINAL, "film session does not contain film boxes"),
            row(0xC601, RETRY, "unable to create print job, print queue is full"),
            row(0xC602, RETRY, "unable to create print job, print queue is full"),
            row(0xC603, FINAL, "image size is larger than image box size"),
            row(0xC605, RETRY, "insufficient memory in printer to store the image"),
            row(0xC613, FINAL, "combined print image size is larger than image box size"),
            row(0xC616, FINAL, "there is an existing film box that has not been printed")));

    /** Unified procedure step: PS3.4 CC.2. */
    public static final StatusTable UNIFIED_PROCEDURE_STEP = new StatusTable(List.of(
            row(0xB300, FINAL, "created with modifications"),
            row(0xB301, FINAL, "deletion lock not granted"),
            row(0xB304, FINAL, "already in the requested state of CANCELED"),
            row(0xB305, FINAL, "coerced invalid values to valid values"),
            row(0xB306, FINAL, "already in the requested state of COMPLETED"),
            row(0xC300, FINAL, "may no longer be updated"),
            row(0xC301, FINAL, "correct transaction UID was not provided"),
            row(0xC302, FINAL, "already IN PROGRESS"),
            row(0xC303, FINAL, "may only become SCHEDULED by N-CREATE"),
            row(0xC304, FINAL, "has not met final state requirements"),
            row(0xC307, FINAL, "SOP instance UID does not exist or is not managed here"),
            row(0xC308, FINAL, "receiving AE title is unknown"),
            row(0xC309, FINAL, "created in a state other than SCHEDULED"),
            row(0xC310, FINAL, "not yet in the IN PROGRESS state"),
            row(0xC311, FINAL, "already COMPLETED"),
            row(0xC312, RETRY, "performer cannot be contacted"),
            row(0xC313, FINAL, "performer chooses not to cancel"),
            row(0xC314, FINAL, "action not appropriate for the instance"),
            row(0xC315, FINAL, "event reports are not supported")));

    private final List<Row> rows;

    private StatusTable(List<Row> rows) {
        this.rows = rows;
    }

    /** Never null: an unknown code gets the words of its class. */
    public StatusMeaning meaningOf(int status) {
        Row row = find(rows, status);
        if (row == null) {
            row = find(GENERAL_ROWS, status);
        }
        StatusClass statusClass = StatusClass.of(status);
        return row == null
                ? new StatusMeaning(statusClass, "unknown " + statusClass.name().toLowerCase(Locale.ROOT), FINAL)
                : new StatusMeaning(statusClass, row.words, row.retryable);
    }

    /** For messages and logs: {@code A700 (out of resources)}. */
    public String describe(int status) {
        return Status.format(status) + " (" + meaningOf(status).words() + ")";
    }

    private static Row find(List<Row> rows, int status) {
        for (Row row : rows) {
            if (status >= 0 && (status & row.mask) == row.code) {
                return row;
            }
        }
        return null;
    }

    private static Row row(int code, boolean retryable, String words) {
        return new Row(code, 0xFFFF, retryable, words);
    }

    private static Row range(int code, int mask, boolean retryable, String words) {
        return new Row(code, mask, retryable, words);
    }

    private record Row(int code, int mask, boolean retryable, String words) {}
}
