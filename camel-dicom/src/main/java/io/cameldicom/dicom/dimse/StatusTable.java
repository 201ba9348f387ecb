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
