package io.cameldicom.component;

import org.apache.camel.spi.Metadata;

/**
 * The headers of {@code dicom:} endpoints. They hold UIDs, AE titles, addresses and statuses, never the identity of a
 * patient: headers end up in logs and traces. No header name is ever chosen by a peer.
 */
public final class DicomConstants {

    @Metadata(
            label = "common",
            description =
                    "The operation: set by a consumer to what the peer asked for; on a producer overrides the option"
                            + " `operation`.",
            javaType = "String",
            enums =
                    "store,echo,find,worklist,move,get,commit,mpps,ian,print,nCreate,nSet,nGet,nAction,nDelete,nEventReport")
    public static final String OPERATION = "CamelDicomOperation";

    @Metadata(
            label = "common",
            description = "SOP Class UID of the object (0008,0016), without padding.",
            javaType = "String")
    public static final String SOP_CLASS_UID = "CamelDicomSopClassUid";

    @Metadata(
            label = "common",
            description = "SOP Instance UID of the object (0008,0018), without padding.",
            javaType = "String")
    public static final String SOP_INSTANCE_UID = "CamelDicomSopInstanceUid";

    @Metadata(
            label = "common",
            description = "UID of the transfer syntax in which the data set was received or sent.",
            javaType = "String")
    public static final String TRANSFER_SYNTAX_UID = "CamelDicomTransferSyntaxUid";

    @Metadata(
            label = "consumer",
            description = "Study Instance UID (0020,000D) of the object received; absent if the object has none.",
            javaType = "String")
    public static final String STUDY_INSTANCE_UID = "CamelDicomStudyInstanceUid";

    @Metadata(
            label = "consumer",
            description = "Series Instance UID (0020,000E) of the object received; absent if the object has none.",
            javaType = "String")
    public static final String SERIES_INSTANCE_UID = "CamelDicomSeriesInstanceUid";

    @Metadata(
            label = "consumer",
            description = "Modality (0008,0060) of the object received; absent if the object has none.",
            javaType = "String")
    public static final String MODALITY = "CamelDicomModality";

    @Metadata(
            label = "common",
            description =
                    "AE title of the association's requestor. On a producer it overrides `callingAeTitle`, only with"
                            + " `allowAeTitleOverride=true`; otherwise it is ignored, so that a message that came in"
                            + " goes out under this side's own name.",
            javaType = "String")
    public static final String CALLING_AE_TITLE = "CamelDicomCallingAeTitle";

    @Metadata(
            label = "consumer",
            description = "AE title by which the requestor called this side.",
            javaType = "String")
    public static final String CALLED_AE_TITLE = "CamelDicomCalledAeTitle";

    @Metadata(label = "consumer", description = "IP address of the association's requestor.", javaType = "String")
    public static final String REMOTE_ADDRESS = "CamelDicomRemoteAddress";

    @Metadata(
            label = "consumer",
            description =
                    "Subject of the certificate that the requestor has shown over TLS and that was found to be trusted,"
                            + " such as `CN=CT1,OU=Radiology` (RFC 2253); absent if it has shown none. For access control.",
            javaType = "String")
    public static final String TLS_PEER_SUBJECT = "CamelDicomTlsPeerSubject";

    @Metadata(
            label = "consumer",
            description =
                    "Name of the user that `userIdentityVerifier` has accepted; absent without it, and for Kerberos, SAML"
                            + " and JWT, whose content is the verifier's matter.",
            javaType = "String")
    public static final String USER_NAME = "CamelDicomUserName";

    @Metadata(
            label = "consumer",
            description = "Short name of the association, as written in logs: both AE titles and a number.",
            javaType = "String")
    public static final String ASSOCIATION_ID = "CamelDicomAssociationId";

    @Metadata(
            label = "consumer",
            description = "Message ID (0000,0110) of the request; unique only among the open requests of one"
                    + " association.",
            javaType = "Integer")
    public static final String MESSAGE_ID = "CamelDicomMessageId";

    @Metadata(
            label = "consumer",
            description = "Priority (0000,0700) of the request: 0 medium, 1 high, 2 low.",
            javaType = "Integer")
    public static final String PRIORITY = "CamelDicomPriority";

    @Metadata(
            label = "common",
            description =
                    "Status (0000,0900). From a route to its consumer: the status to answer with, an Integer or four"
                            + " hexadecimal digits such as A700; not set means 0000 (success). From a producer: the"
                            + " status the peer answered, 0000 or a warning B0xx; failures are thrown.",
            javaType = "Integer")
    public static final String STATUS = "CamelDicomStatus";

    @Metadata(
            label = "common",
            description = "Error Comment (0000,0902). From a route to its consumer: text to answer with, cut at 64"
                    + " characters; must not hold patient data. From a producer: what the peer remarked.",
            javaType = "String")
    public static final String ERROR_COMMENT = "CamelDicomErrorComment";

    @Metadata(
            label = "consumer",
            description = "AE title of the system that asked for the C-MOVE this C-STORE belongs to (0000,1030).",
            javaType = "String")
    public static final String MOVE_ORIGINATOR_AE_TITLE = "CamelDicomMoveOriginatorAeTitle";

    @Metadata(
            label = "consumer",
            description = "Message ID of the C-MOVE this C-STORE belongs to (0000,1031).",
            javaType = "Integer")
    public static final String MOVE_ORIGINATOR_MESSAGE_ID = "CamelDicomMoveOriginatorMessageId";

    @Metadata(
            label = "producer",
            description = "SOP Instance UID under which the peer has the object: that of the object, or another one if"
                    + " it was converted with loss.",
            javaType = "String")
    public static final String SENT_SOP_INSTANCE_UID = "CamelDicomSentSopInstanceUid";

    @Metadata(
            label = "producer",
            description =
                    "What became of a conversion of the transfer syntax, by `dicom-transcode:` and by a producer"
                            + " with `transcode`: `unchanged` (nothing to do, or nothing there to compress), `converted`,"
                            + " `newInstance` (converted with loss: another SOP instance) or `impossible` (it went on as it is).",
            javaType = "String",
            enums = "unchanged,converted,newInstance,impossible")
    public static final String TRANSCODING = "CamelDicomTranscoding";

    @Metadata(
            label = "producer",
            description = "Why a conversion was impossible; only with `CamelDicomTranscoding` `impossible`.",
            javaType = "String")
    public static final String TRANSCODING_REASON = "CamelDicomTranscodingReason";

    @Metadata(label = "common", description = "Action Type ID (0000,1008) of an N-ACTION.", javaType = "Integer")
    public static final String ACTION_TYPE_ID = "CamelDicomActionTypeId";

    @Metadata(label = "common", description = "Event Type ID (0000,1002) of an N-EVENT-REPORT.", javaType = "Integer")
    public static final String EVENT_TYPE_ID = "CamelDicomEventTypeId";

    @Metadata(
            label = "producer",
            description = "The attributes to get by `operation=nGet`, a comma list of keywords or tags; all if absent.",
            javaType = "String")
    public static final String ATTRIBUTE_IDENTIFIERS = "CamelDicomAttributeIdentifiers";

    @Metadata(
            label = "producer",
            description = "Whether the peer keeps every instance that `operation=commit` asked for.",
            javaType = "Boolean")
    public static final String COMMITTED = "CamelDicomCommitted";

    @Metadata(
            label = "common",
            description = "Query/Retrieve Level (0008,0052): PATIENT, STUDY, SERIES or IMAGE. Set by a consumer for"
                    + " find, move and get; on a producer it overrides the option `queryLevel`.",
            javaType = "String",
            enums = "PATIENT,STUDY,SERIES,IMAGE")
    public static final String QUERY_LEVEL = "CamelDicomQueryLevel";

    @Metadata(
            label = "common",
            description =
                    "Move Destination (0000,0600) of a C-MOVE: the AE title to send the objects to. On a producer it"
                            + " overrides the option `moveDestination`.",
            javaType = "String")
    public static final String MOVE_DESTINATION = "CamelDicomMoveDestination";

    @Metadata(
            label = "consumer",
            description = "What was negotiated with the requestor for this query or retrieval (PS3.4 C.5), a comma list"
                    + " of the names of the option `queryOptions`; empty if nothing.",
            javaType = "String")
    public static final String QUERY_OPTIONS = "CamelDicomQueryOptions";

    @Metadata(
            label = "producer",
            description = "Sub-operations of a C-MOVE or C-GET that were completed (0000,1021).",
            javaType = "Integer")
    public static final String COMPLETED_SUB_OPERATIONS = "CamelDicomCompletedSubOperations";

    @Metadata(
            label = "producer",
            description = "Sub-operations of a C-MOVE or C-GET that failed (0000,1022).",
            javaType = "Integer")
    public static final String FAILED_SUB_OPERATIONS = "CamelDicomFailedSubOperations";

    @Metadata(
            label = "producer",
            description = "Sub-operations of a C-MOVE or C-GET that were completed with a warning (0000,1023).",
            javaType = "Integer")
    public static final String WARNING_SUB_OPERATIONS = "CamelDicomWarningSubOperations";

    @Metadata(
            label = "producer",
            description = "SOP Instance UIDs of the objects a C-MOVE or C-GET failed for (0008,0058); empty if the peer"
                    + " does not say.",
            javaType = "java.util.List<String>")
    public static final String FAILED_SOP_INSTANCE_UIDS = "CamelDicomFailedSopInstanceUids";

    @Metadata(label = "producer,print", description = "Overrides the option `filmFormat`.", javaType = "String")
    public static final String PRINT_FORMAT = "CamelDicomPrintFormat";

    @Metadata(label = "producer,print", description = "Overrides the option `filmSize`.", javaType = "String")
    public static final String PRINT_FILM_SIZE = "CamelDicomPrintFilmSize";

    @Metadata(
            label = "producer,print",
            description = "Overrides the option `filmOrientation`.",
            javaType = "String",
            enums = "PORTRAIT,LANDSCAPE")
    public static final String PRINT_ORIENTATION = "CamelDicomPrintOrientation";

    @Metadata(label = "producer,print", description = "Overrides the option `mediumType`.", javaType = "String")
    public static final String PRINT_MEDIUM = "CamelDicomPrintMedium";

    @Metadata(label = "producer,print", description = "Overrides the option `filmDestination`.", javaType = "String")
    public static final String PRINT_DESTINATION = "CamelDicomPrintDestination";

    @Metadata(label = "producer,print", description = "Overrides the option `copies`.", javaType = "Integer")
    public static final String PRINT_COPIES = "CamelDicomPrintCopies";

    @Metadata(
            label = "producer,print",
            description = "Overrides the option `printPriority`.",
            javaType = "String",
            enums = "HIGH,MED,LOW")
    public static final String PRINT_PRIORITY = "CamelDicomPrintPriority";

    @Metadata(label = "producer,print", description = "Overrides the option `magnificationType`.", javaType = "String")
    public static final String PRINT_MAGNIFICATION = "CamelDicomPrintMagnification";

    @Metadata(
            label = "producer,print",
            description = "Overrides the option `polarity`.",
            javaType = "String",
            enums = "NORMAL,REVERSE")
    public static final String PRINT_POLARITY = "CamelDicomPrintPolarity";

    @Metadata(label = "producer,print", description = "Overrides the option `printBits`.", javaType = "Integer")
    public static final String PRINT_BITS = "CamelDicomPrintBits";

    @Metadata(
            label = "producer,print",
            description = "Overrides the option `printColor`.",
            javaType = "String",
            enums = "auto,grayscale,color")
    public static final String PRINT_COLOR = "CamelDicomPrintColor";

    @Metadata(label = "producer,print", description = "Overrides the option `printWindow`.", javaType = "String")
    public static final String PRINT_WINDOW = "CamelDicomPrintWindow";

    @Metadata(
            label = "producer,print",
            description =
                    "Status of the printer before it printed: `NORMAL` or `WARNING`, with its reason in parentheses, such as `WARNING (SUPPLY LOW)`.",
            javaType = "String")
    public static final String PRINTER_STATUS = "CamelDicomPrinterStatus";

    @Metadata(
            label = "producer,print",
            description =
                    "State of the print job as far as it was waited for: `PENDING`, `PRINTING`, `DONE`, or `UNKNOWN`; absent if the printer tells of no job.",
            javaType = "String")
    public static final String PRINT_JOB_STATUS = "CamelDicomPrintJobStatus";

    @Metadata(label = "producer,print", description = "How many films the printer has taken.", javaType = "Integer")
    public static final String PRINTED_FILMS = "CamelDicomPrintedFilms";

    @Metadata(
            label = "producer,print",
            description = "What the printer warned of, in words; absent if nothing.",
            javaType = "String")
    public static final String PRINT_WARNINGS = "CamelDicomPrintWarnings";

    /**
     * Exchange property: the identifier of the query, {@link io.cameldicom.dicom.data.Attributes}, as the consumer received
     * it. A property and no header, for its keys are patient data.
     */
    public static final String IDENTIFIER = "CamelDicomIdentifier";

    @Metadata(
            label = "consumer,print",
            description = "SOP Instance UID of the print job a consumer has made, as the peer knows it.",
            javaType = "String")
    public static final String PRINT_JOB_UID = "CamelDicomPrintJobUid";

    @Metadata(
            label = "consumer,print",
            description = "SOP Instance UID of the film session a print job came in.",
            javaType = "String")
    public static final String FILM_SESSION_UID = "CamelDicomFilmSessionUid";

    @Metadata(label = "consumer,print", description = "Films of a print job, copies not counted.", javaType = "Integer")
    public static final String NUMBER_OF_FILMS = "CamelDicomNumberOfFilms";

    @Metadata(
            label = "consumer,print",
            description = "Number of Copies (2000,0010) of a print job, at least 1.",
            javaType = "Integer")
    public static final String NUMBER_OF_COPIES = "CamelDicomNumberOfCopies";

    @Metadata(
            label = "consumer,print",
            description =
                    "Medium Type (2000,0030) of a print job, such as `BLUE FILM`; absent if the peer did not say.",
            javaType = "String")
    public static final String MEDIUM_TYPE = "CamelDicomMediumType";

    @Metadata(
            label = "consumer,print",
            description = "Film Size ID (2010,0050) of the first film of a print job, such as `14INX17IN`; absent if"
                    + " the peer did not say.",
            javaType = "String")
    public static final String FILM_SIZE = "CamelDicomFilmSize";

    /** Exchange property: the {@link Cancellation} of the request, for steps that take long. */
    public static final String CANCELLATION = "CamelDicomCancellation";

    /** Exchange property: who follows the sub-operations of a retrieval, a {@link RetrieveListener}. */
    public static final String RETRIEVE_LISTENER = "CamelDicomRetrieveListener";

    private DicomConstants() {}
}
