package io.cameldicom.dicom.dimse;

import java.io.IOException;

/** Bytes that are no command set. There is no message to answer then, so the association is aborted. */
public class MalformedCommandSetException extends IOException {
    private final int offset;

    MalformedCommandSetException(String reason, int offset) {
        super(reason + " (offset " + offset + ")");
        this.offset = offset;
    }

    /** Where in the command set, in bytes. */
    public int offset() {
        return offset;
    }
}
