package io.cameldicom.it.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The status of a DIMSE response and its error comment, or an empty string (PS3.7 Annex C). */
public record WireResponse(int status, String errorComment) {
    private static final int STATUS = 0x0900;
    private static final int ERROR_COMMENT = 0x0902;

    /** Reads a command set, which is always implicit VR little endian (PS3.7 6.3.1). */
    static WireResponse of(byte[] commandSet) {
        ByteBuffer in = ByteBuffer.wrap(commandSet).order(ByteOrder.LITTLE_ENDIAN);
        Map<Integer, byte[]> values = new HashMap<>();
        while (in.hasRemaining()) {
            in.getShort();
            int element = in.getShort() & 0xFFFF;
            byte[] value = new byte[in.getInt()];
            in.get(value);
            values.put(element, value);
        }
        int status = ByteBuffer.wrap(values.get(STATUS))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getShort()
                & 0xFFFF;
        String comment = new String(values.getOrDefault(ERROR_COMMENT, new byte[0]), StandardCharsets.ISO_8859_1);
        return new WireResponse(status, comment.trim());
    }
}
