package io.cameldicom.fuzz;

import io.cameldicom.dicom.dict.UID;

/** A JPEG-LS frame, see {@link CodecInput}. */
public final class JpegLsTarget {

    static final String[] SYNTAXES = {UID.JPEGLSLossless, UID.JPEGLSNearLossless};

    private JpegLsTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        CodecInput.decode(input, SYNTAXES);
    }
}
