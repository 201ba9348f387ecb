package io.cameldicom.fuzz;

import io.cameldicom.dicom.dict.UID;

/** A JPEG frame, see {@link CodecInput}. */
public final class JpegTarget {

    static final String[] SYNTAXES = {UID.JPEGBaseline8Bit, UID.JPEGExtended12Bit, UID.JPEGLossless, UID.JPEGLosslessSV1
    };

    private JpegTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        CodecInput.decode(input, SYNTAXES);
    }
}
