package io.cameldicom.dicom.xml;

import java.io.IOException;
import javax.xml.stream.Location;

/** The text is not the Native DICOM Model. Says where and why, never what value was there. */
public final class DicomXmlException extends IOException {

    private final int line;
    private final int column;

    DicomXmlException(String reason, Location location) {
        super("line " + location.getLineNumber() + ", column " + location.getColumnNumber() + ": " + reason);
        this.line = location.getLineNumber();
        this.column = location.getColumnNumber();
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
