package io.cameldicom.component.print;

import java.util.Arrays;

/** What a {@code dicom-print:} endpoint makes of a print job. The constants are written as users write the URI. */
public enum DicomPrintOperation {
    /** A PDF, a page a film. */
    pdf,

    /** A picture of each film. */
    png,

    /** Secondary Capture objects of films or images. */
    secondaryCapture;

    static DicomPrintOperation of(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "dicom-print:" + name + ": must be one of " + Arrays.toString(values())));
    }
}
