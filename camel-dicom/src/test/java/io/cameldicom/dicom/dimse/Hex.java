package io.cameldicom.dicom.dimse;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Byte fixtures: hexadecimal, blanks where they help the eye, a comment after {@code ;} to the end of the line. */
final class Hex {
    private Hex() {}

    static ByteBuffer bytes(String commented) {
        return ByteBuffer.wrap(
                HexFormat.of().parseHex(commented.replaceAll(";[^\n]*", "").replaceAll("\\s", "")));
    }

    static String of(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
