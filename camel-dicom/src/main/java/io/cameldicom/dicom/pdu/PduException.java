package io.cameldicom.dicom.pdu;

import java.io.IOException;

/**
 * Bytes that are no valid PDU, or a PDU that is not expected now. Carries the reason that belongs in the A-ABORT
 * answering it; its source is always the service provider (PS3.8 9.3.8). The message holds lengths, types and offsets,
 * never values.
 */
public class PduException extends IOException {

    private final transient AbortReason reason;

    public PduException(AbortReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** The reason to send in the A-ABORT. */
    public AbortReason reason() {
        return reason;
    }

    static PduException invalid(String format, Object... args) {
        return new PduException(AbortReason.INVALID_PDU_PARAMETER_VALUE, String.format(format, args));
    }
}
