package io.cameldicom.dicom.json;

import com.fasterxml.jackson.core.JsonLocation;
import java.io.IOException;

/** The text is not the DICOM JSON model. Says where and why, never what value was there. */
public final class DicomJsonException extends IOException {

    private final int line;
    private final int column;

    DicomJsonException(String reason, JsonLocation location) {
        super("line " + location.getLineNr() + ", column " + location.getColumnNr() + ": " + reason);
        this.line = location.getLineNr();
        this.column = location.getColumnNr();
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** From 1. */
    public int column() {
        return column;
    }
}
