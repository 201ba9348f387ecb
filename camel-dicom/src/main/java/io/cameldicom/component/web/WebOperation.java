package io.cameldicom.component.web;

import java.util.Arrays;

/** What a {@code dicom-web:} producer asks of the server. The constants are written as users write the option. */
public enum WebOperation {
    /** STOW-RS: stores the objects in the body (PS3.18 10.5). */
    stow,

    /** QIDO-RS: searches by the identifier in the body (PS3.18 10.6). */
    qido,

    /** WADO-RS: retrieves instances (PS3.18 10.4.1.1.1). */
    wado,

    /** WADO-RS: retrieves data sets without bulk data (PS3.18 10.4.1.1.2). */
    metadata,

    /** WADO-RS: retrieves frames of one instance (PS3.18 10.4.1.1.6). */
    frames,

    /** WADO-RS: retrieves a picture (PS3.18 10.4.1.1.3). */
    rendered;

    static WebOperation of(String name) {
        for (WebOperation operation : values()) {
            if (operation.name().equalsIgnoreCase(name)) {
                return operation;
            }
        }
        throw new IllegalArgumentException(
                "dicom-web operation " + name + " is not known, must be one of " + Arrays.toString(values()));
    }
}
