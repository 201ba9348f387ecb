package io.cameldicom.dicom.pdu;

/** Who aborted (PS3.8 9.3.8, Table 9-26). */
public enum AbortSource {
    SERVICE_USER(0, "DICOM UL service-user"),
    SERVICE_PROVIDER(2, "DICOM UL service-provider");

    private final int code;
    private final String words;

    AbortSource(int code, String words) {
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
    public static AbortSource of(int code) {
        return code == 0 ? SERVICE_USER : code == 2 ? SERVICE_PROVIDER : null;
    }
}
