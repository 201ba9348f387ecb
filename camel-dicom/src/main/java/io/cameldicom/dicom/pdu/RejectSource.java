package io.cameldicom.dicom.pdu;

/** Source of an A-ASSOCIATE-RJ (PS3.8 9.3.4, Table 9-21). */
public enum RejectSource {
    SERVICE_USER(1, "DICOM UL service-user"),
    SERVICE_PROVIDER_ACSE(2, "DICOM UL service-provider (ACSE related function)"),
    SERVICE_PROVIDER_PRESENTATION(3, "DICOM UL service-provider (Presentation related function)");

    private final int code;
    private final String words;

    RejectSource(int code, String words) {
        this.code = code;
        this.words = words;
    }

    public int code() {
        return code;
    }

    /** The standard's words. */
    @Override
    public String toString() {
        return words;
    }

    /** The source with this code, or null for a reserved one. */
    public static RejectSource of(int code) {
        for (RejectSource source : values()) {
            if (source.code == code) {
                return source;
            }
        }
        return null;
    }
}
