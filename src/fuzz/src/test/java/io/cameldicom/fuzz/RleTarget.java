package io.cameldicom.fuzz;

import io.cameldicom.dicom.dict.UID;

/** A RLE frame, see {@link CodecInput}. */
public final class RleTarget {

    static final String[] SYNTAXES = {UID.RLELossless};

    private RleTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        CodecInput.decode(input, SYNTAXES);
    }
}
