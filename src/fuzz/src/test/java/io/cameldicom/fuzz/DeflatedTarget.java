package io.cameldicom.fuzz;

import io.cameldicom.dicom.dict.UID;

/** A deflated frame, see {@link CodecInput}. */
public final class DeflatedTarget {

    static final String[] SYNTAXES = {UID.DeflatedImageFrameCompression};

    private DeflatedTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        CodecInput.decode(input, SYNTAXES);
    }
}
