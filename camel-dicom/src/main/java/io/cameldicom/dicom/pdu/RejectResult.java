package io.cameldicom.dicom.pdu;

/** Result of an A-ASSOCIATE-RJ (PS3.8 9.3.4, Table 9-21). */
public enum RejectResult {
    REJECTED_PERMANENT(1, "rejected-permanent"),
    REJECTED_TRANSIENT(2, "rejected-transient");

    private final int code;
    private final String words;

    RejectResult(int code, String words) {
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

    /** The result with this code, or null for a reserved one. */
    public static RejectResult of(int code) {
        return code == 1 ? REJECTED_PERMANENT : code == 2 ? REJECTED_TRANSIENT : null;
    }
}
