package io.cameldicom.dicom.transcode;

import java.io.IOException;

/** An object cannot be converted, or a frame of it not be read. The message is a sentence for the user, without values. */
public class TranscodeException extends IOException {
    /** The frame of an error that is not of one frame. */
    public static final int NO_FRAME = -1;

    private final int frame;

    public TranscodeException(String reason) {
        this(reason, NO_FRAME, null);
    }

    public TranscodeException(String reason, Throwable cause) {
        this(reason, NO_FRAME, cause);
    }

    /** @param frame the frame that cannot be read or written, from 0 */
    public TranscodeException(String reason, int frame, Throwable causeOrNull) {
        super(frame == NO_FRAME ? reason : "frame " + (frame + 1) + ": " + reason, causeOrNull);
        this.frame = frame;
    }

    /** The frame, from 0, or {@link #NO_FRAME}. */
    public int frame() {
        return frame;
    }
}
