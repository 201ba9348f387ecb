package io.cameldicom.dicom.pdu;

/** Reason of an A-ASSOCIATE-RJ; what a code means depends on the source (PS3.8 9.3.4, Table 9-21). */
public enum RejectReason {
    NO_REASON_GIVEN(RejectSource.SERVICE_USER, 1, "no-reason-given"),
    APPLICATION_CONTEXT_NAME_NOT_SUPPORTED(RejectSource.SERVICE_USER, 2, "application-context-name-not-supported"),
    CALLING_AE_TITLE_NOT_RECOGNIZED(RejectSource.SERVICE_USER, 3, "calling-AE-title-not-recognized"),
    CALLED_AE_TITLE_NOT_RECOGNIZED(RejectSource.SERVICE_USER, 7, "called-AE-title-not-recognized"),
    NO_REASON_GIVEN_BY_PROVIDER(RejectSource.SERVICE_PROVIDER_ACSE, 1, "no-reason-given"),
    PROTOCOL_VERSION_NOT_SUPPORTED(RejectSource.SERVICE_PROVIDER_ACSE, 2, "protocol-version-not-supported"),
    TEMPORARY_CONGESTION(RejectSource.SERVICE_PROVIDER_PRESENTATION, 1, "temporary-congestion"),
    LOCAL_LIMIT_EXCEEDED(RejectSource.SERVICE_PROVIDER_PRESENTATION, 2, "local-limit-exceeded");

    private final RejectSource source;
    private final int code;
    private final String words;

    RejectReason(RejectSource source, int code, String words) {
        this.source = source;
        this.code = code;
        this.words = words;
    }

    public RejectSource source() {
        return source;
    }

    public int code() {
        return code;
    }

    /** The standard's words. */
    @Override
    public String toString() {
        return words;
    }

    /** The reason with these codes, or null for a reserved pair. */
    public static RejectReason of(int source, int code) {
        for (RejectReason reason : values()) {
            if (reason.source.code() == source && reason.code == code) {
                return reason;
            }
        }
        return null;
    }
}
