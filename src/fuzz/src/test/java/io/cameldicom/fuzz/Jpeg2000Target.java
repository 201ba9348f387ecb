package io.cameldicom.fuzz;

import io.cameldicom.dicom.dict.UID;

/** A JPEG 2000 or HTJ2K frame, see {@link CodecInput}. */
public final class Jpeg2000Target {

    static final String[] SYNTAXES = {UID.JPEG2000Lossless, UID.JPEG2000, UID.HTJ2KLossless, UID.HTJ2K};

    private Jpeg2000Target() {}

    public static void fuzzerTestOneInput(byte[] input) {
        CodecInput.decode(input, SYNTAXES);
    }
}
