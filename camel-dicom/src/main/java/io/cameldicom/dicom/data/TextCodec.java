package io.cameldicom.dicom.data;

import io.cameldicom.dicom.dict.VR;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/** How the characters of a value are bytes. Thread-safe. */
interface TextCodec {
    /** Never fails: what has no meaning becomes U+FFFD, or is passed on byte by byte where no set is named for it. */
    String decode(byte[] b, int off, int len, VR vr);

    byte[] encode(String text, VR vr) throws CharacterCodingException;

    /** One of the sets that stand alone (PS3.3 table C.12-5), and what needs no look at delimiters. */
    static TextCodec of(Charset charset) {
        return new TextCodec() {
            @Override
            public String decode(byte[] b, int off, int len, VR vr) {
                return new String(b, off, len, charset);
            }

            @Override
            public byte[] encode(String text, VR vr) throws CharacterCodingException {
                return strictly(text, charset);
            }
        };
    }

    /** As {@link String#getBytes(Charset)}, but fails where that puts a question mark. */
    static byte[] strictly(String text, Charset charset) throws CharacterCodingException {
        ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(text));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }
}
