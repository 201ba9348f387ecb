package io.cameldicom.dicom.pdu;

/** PDU types (PS3.8 9.3.1). */
public enum PduType {
    A_ASSOCIATE_RQ(0x01),
    A_ASSOCIATE_AC(0x02),
    A_ASSOCIATE_RJ(0x03),
    P_DATA_TF(0x04),
    A_RELEASE_RQ(0x05),
    A_RELEASE_RP(0x06),
    A_ABORT(0x07);

    private static final PduType[] BY_CODE = values();

    private final int code;

    PduType(int code) {
        this.code = code;
    }

    /** The first byte of the PDU. */
    public int code() {
        return code;
    }

    /** The name as the standard writes it, such as {@code A-ASSOCIATE-RQ}. */
    @Override
    public String toString() {
        return name().replace('_', '-');
    }

    /**
     * Finds the type for the first byte of a PDU.
     *
     * @throws PduException with {@link AbortReason#UNRECOGNIZED_PDU} if there is no such type
     */
    public static PduType of(byte code) throws PduException {
        int index = (code & 0xff) - 1;
        if (index < 0 || index >= BY_CODE.length) {
            throw new PduException(
                    AbortReason.UNRECOGNIZED_PDU, String.format("unrecognized PDU type %02XH", code & 0xff));
        }
        return BY_CODE[index];
    }
}
