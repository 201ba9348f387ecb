package io.cameldicom.dicom.pdu;

/** Why the service provider aborted (PS3.8 9.3.8, Table 9-26). */
public enum AbortReason {
    NOT_SPECIFIED(0),
    UNRECOGNIZED_PDU(1),
    UNEXPECTED_PDU(2),
    UNRECOGNIZED_PDU_PARAMETER(4),
    UNEXPECTED_PDU_PARAMETER(5),
    INVALID_PDU_PARAMETER_VALUE(6);

    private final int code;

    AbortReason(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The standard's words, such as {@code invalid-PDU-parameter-value}. */
    @Override
    public String toString() {
        return switch (this) {
            case NOT_SPECIFIED -> "reason-not-specified";
            case UNRECOGNIZED_PDU -> "unrecognized-PDU";
            case UNEXPECTED_PDU -> "unexpected-PDU";
            case UNRECOGNIZED_PDU_PARAMETER -> "unrecognized-PDU-parameter";
            case UNEXPECTED_PDU_PARAMETER -> "unexpected-PDU-parameter";
            case INVALID_PDU_PARAMETER_VALUE -> "invalid-PDU-parameter-value";
        };
    }

    /** The reason with this code, or null for a reserved one. */
    public static AbortReason of(int code) {
        for (AbortReason reason : values()) {
            if (reason.code == code) {
                return reason;
            }
        }
        return null;
    }
}
