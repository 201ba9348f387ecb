package io.cameldicom.dicom.dimse;

/**
 * Values of Status (0000,0900) under the names Java DICOM users know. What a status means for a service, and whether
 * sending again makes sense, is in {@link StatusTable}. General values: PS3.7 Annex C; the others: the service classes of
 * PS3.4.
 */
public final class Status {
    public static final int Success = 0x0000;
    public static final int Pending = 0xFF00;
    /** Pending, but one or more optional keys were not supported (PS3.4 C.4.1.1.4). */
    public static final int PendingWarning = 0xFF01;

    public static final int Cancel = 0xFE00;

    public static final int OptionalAttributesNotSupported = 0x0001;
    public static final int NoSuchAttribute = 0x0105;
    public static final int InvalidAttributeValue = 0x0106;
    public static final int AttributeListError = 0x0107;
    public static final int ProcessingFailure = 0x0110;
    public static final int DuplicateSOPInstance = 0x0111;
    public static final int NoSuchSOPInstance = 0x0112;
    public static final int NoSuchEventType = 0x0113;
    public static final int NoSuchArgument = 0x0114;
    public static final int InvalidArgumentValue = 0x0115;
    public static final int AttributeValueOutOfRange = 0x0116;
    public static final int InvalidSOPInstance = 0x0117;
    public static final int NoSuchSOPClass = 0x0118;
    public static final int ClassInstanceConflict = 0x0119;
    public static final int MissingAttribute = 0x0120;
    public static final int MissingAttributeValue = 0x0121;
    public static final int SOPClassNotSupported = 0x0122;
    public static final int NoSuchActionType = 0x0123;
    public static final int NotAuthorized = 0x0124;
    public static final int DuplicateInvocation = 0x0210;
    public static final int UnrecognizedOperation = 0x0211;
    public static final int MistypedArgument = 0x0212;
    public static final int ResourceLimitation = 0x0213;

    /** Storage and query: refused, out of resources (PS3.4 B.2.3, C.4). The whole range A7xx means it. */
    public static final int OutOfResources = 0xA700;

    public static final int UnableToCalculateNumberOfMatches = 0xA701;
    public static final int UnableToPerformSubOperations = 0xA702;
    public static final int MoveDestinationUnknown = 0xA801;
    /** Storage: data set does not match SOP class (PS3.4 B.2.3). The whole range A9xx means it. */
    public static final int DataSetDoesNotMatchSOPClassError = 0xA900;

    public static final int IdentifierDoesNotMatchSOPClass = 0xA900;
    /** Storage: cannot understand (PS3.4 B.2.3). The whole range Cxxx means it. */
    public static final int CannotUnderstand = 0xC000;

    public static final int UnableToProcess = 0xC000;

    /** Query: the matches sent are not all there are (PS3.4 C.4.1.1.4). */
    public static final int MatchingReachedResponseLimit = 0xB001;

    public static final int CoercionOfDataElements = 0xB000;
    /** Retrieve: sub-operations complete, one or more failures or warnings (PS3.4 C.4.2.1.5). */
    public static final int OneOrMoreFailures = 0xB000;

    public static final int ElementsDiscarded = 0xB006;
    public static final int DataSetDoesNotMatchSOPClassWarning = 0xB007;

    private Status() {}

    /** Four upper case hexadecimal digits, as the standard writes a status: {@code A700}; -1 is {@code none}. */
    public static String format(int status) {
        return status < 0 ? "none" : String.format("%04X", status);
    }
}
