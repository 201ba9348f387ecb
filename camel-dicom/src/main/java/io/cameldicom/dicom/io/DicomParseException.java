package io.cameldicom.dicom.io;

import java.io.EOFException;
import java.io.IOException;

/** The stream is not what the standard, or the limits, allow. Says where and why, never what value was there. */
public final class DicomParseException extends IOException {

    private final int tag;
    private final long offset;
    private final String reason;
    private final boolean truncated;

    DicomParseException(int tag, long offset, String reason) {
        this(tag, offset, reason, false, null);
    }

    private DicomParseException(int tag, long offset, String reason, boolean truncated, Throwable cause) {
        super(String.format("(%04X,%04X) at offset %d: %s", tag >>> 16, tag & 0xFFFF, offset, reason), cause);
        this.tag = tag;
        this.offset = offset;
        this.reason = reason;
        this.truncated = truncated;
    }

    static DicomParseException truncated(int tag, long offset, String where) {
        return new DicomParseException(tag, offset, "the stream ends " + where, true, null);
    }

    static DicomParseException deflate(int tag, long offset, IOException cause) {
        boolean truncated = cause instanceof EOFException;
        String reason = truncated ? "the deflated stream ends too early" : "the deflated stream is broken";
        return new DicomParseException(tag, offset, reason, truncated, cause);
    }

    /** The element, or (0000,0000) when none was begun. */
    public int tag() {
        return tag;
    }

    /**
     * Where the element starts, in bytes from the start of the stream. In a deflated data set: from its start as if
     * it were not deflated.
     */
    public long offset() {
        return offset;
    }

    public String reason() {
        return reason;
    }

    /** True when the stream ended too early, so that more bytes might help. */
    public boolean isTruncated() {
        return truncated;
    }
}
