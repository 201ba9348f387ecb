package io.cameldicom.dicom.io;

import java.io.IOException;

/** A deflated data set is a bare deflate stream (PS3.5 A.5, RFC 1951); some writers put it into zlib's wrapper (RFC 1950). */
final class DeflateHeader {

    private static final int METHOD_DEFLATE = 8;

    private DeflateHeader() {}

    static boolean isZlib(ByteSource source) throws IOException {
        if (!source.has(2)) {
            return false;
        }
        int cmf = source.buffer()[source.index()] & 0xFF;
        int flg = source.buffer()[source.index() + 1] & 0xFF;
        return (cmf & 0x0F) == METHOD_DEFLATE && (cmf << 8 | flg) % 31 == 0 && !isStoredBlock(source);
    }

    /** The same bytes may start a stored block, whose length then comes twice, the second time inverted (RFC 1951 3.2.4). */
    private static boolean isStoredBlock(ByteSource source) throws IOException {
        if (!source.has(5)) {
            return false;
        }
        byte[] b = source.buffer();
        int at = source.index() + 1;
        int length = ElementHeader.unsignedShort(b, at, false);
        int inverted = ElementHeader.unsignedShort(b, at + 2, false);
        return (length ^ inverted) == 0xFFFF;
    }
}
