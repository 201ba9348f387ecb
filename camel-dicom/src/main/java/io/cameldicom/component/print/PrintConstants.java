package io.cameldicom.component.print;

import org.apache.camel.spi.Metadata;

/** The headers of {@code dicom-print:} endpoints. */
public final class PrintConstants {

    @Metadata(description = "Overrides the option `resolution`.", javaType = "Double")
    public static final String RESOLUTION = "CamelDicomPrintResolution";

    @Metadata(description = "Set to `application/pdf` by `pdf`.", javaType = "String")
    public static final String CONTENT_TYPE = "Content-Type";

    /**
     * Exchange property: a {@link io.cameldicom.component.DicomObject} or {@link io.cameldicom.dicom.data.Attributes} of the
     * patient and study the films belong to, for {@code secondaryCapture}. A property and no header, for it is patient data.
     */
    public static final String REFERENCE = "CamelDicomPrintReference";

    private PrintConstants() {}
}
