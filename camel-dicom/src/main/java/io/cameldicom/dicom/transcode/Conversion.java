package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.dict.TransferSyntax;

/**
 * What a {@link Transcoder} would do with an object, said before any byte of it is converted. Immutable.
 *
 * @param kind what is to be done
 * @param from the transfer syntax the object has
 * @param to the transfer syntax wanted
 * @param reason why it is impossible, a sentence for the user; empty otherwise
 * @param newInstance whether the result is another SOP instance than the source, because it is compressed with loss
 */
public record Conversion(Kind kind, TransferSyntax from, TransferSyntax to, String reason, boolean newInstance) {

    /** What is to be done with an object. */
    public enum Kind {
        /** The object has the transfer syntax wanted: its bytes stay as they are. */
        NONE,
        /** Only the encoding of elements changes: there is no pixel data, or it is native in both. */
        ELEMENTS,
        /** Frames are decoded, encoded or both. */
        FRAMES,
        /** It cannot be done; {@link Conversion#reason} says why. */
        IMPOSSIBLE
    }

    public boolean isPossible() {
        return kind != Kind.IMPOSSIBLE;
    }
}
