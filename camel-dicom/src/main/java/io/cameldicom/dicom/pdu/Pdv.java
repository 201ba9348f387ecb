package io.cameldicom.dicom.pdu;

import java.nio.ByteBuffer;

/**
 * A presentation data value: one fragment of a command set or of a data set (PS3.8 9.3.5.1, Annex E.2).
 *
 * @param contextId presentation context id
 * @param command whether the fragment belongs to a command set
 * @param last whether it is the last one of its command set or data set
 * @param data the fragment
 */
public record Pdv(int contextId, boolean command, boolean last, ByteBuffer data) {

    /** Bytes before the fragment: four of item length, the context id, the message control header. */
    public static final int HEADER_LENGTH = 6;
    /** Message control header, bit 0: the fragment belongs to a command set (PS3.8 E.2). */
    public static final int COMMAND = 1;
    /** Message control header, bit 1: the fragment is the last one (PS3.8 E.2). */
    public static final int LAST = 2;

    public Pdv {
        Codes.requireByte("contextId", contextId);
        data = data.slice().asReadOnlyBuffer();
    }

    @Override
    public ByteBuffer data() {
        return data.duplicate();
    }

    /** The message control header (PS3.8 E.2). */
    public int controlHeader() {
        return (command ? COMMAND : 0) | (last ? LAST : 0);
    }
}
