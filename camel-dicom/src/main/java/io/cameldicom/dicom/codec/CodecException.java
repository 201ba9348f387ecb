package io.cameldicom.dicom.codec;

import java.io.IOException;

/** A frame cannot be decoded or encoded. The message holds no pixel values. */
public class CodecException extends IOException {
    /** The position of an error that does not lie at a byte of the compressed frame. */
    public static final int NO_POSITION = -1;

    private final String reason;
    private final int position;

    /** An error of the request: the codec does not do what was asked of it. */
    public CodecException(String reason) {
        this(reason, NO_POSITION);
    }

    /**
     * An error of the compressed frame.
     *
     * @param reason what is wrong, and where useful with the section of the standard
     * @param position bytes of the compressed frame before the place where it was noticed
     */
    public CodecException(String reason, int position) {
        super(position == NO_POSITION ? reason : reason + " (at byte " + position + " of the compressed frame)");
        this.reason = reason;
        this.position = position;
    }

    /** What is wrong, without the position. */
    public String reason() {
        return reason;
    }

    /** Bytes of the compressed frame before the place where the error was noticed, or {@link #NO_POSITION}. */
    public int position() {
        return position;
    }
}
