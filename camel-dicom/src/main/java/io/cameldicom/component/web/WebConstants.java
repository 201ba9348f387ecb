package io.cameldicom.component.web;

import io.cameldicom.component.DicomConstants;
import org.apache.camel.spi.Metadata;

/**
 * The headers of {@code dicom-web:} endpoints, besides those of {@link DicomConstants} that the operations share. They hold
 * UIDs, statuses and media types, never the identity of a patient. No header name is ever chosen by a peer.
 */
public final class WebConstants {

    @Metadata(
            label = "producer",
            description = "Overrides the option `operation`.",
            javaType = "String",
            enums = "stow,qido,wado,metadata,frames,rendered")
    public static final String OPERATION = "CamelDicomWebOperation";

    @Metadata(label = "producer", description = "Status code of the server's last response.", javaType = "Integer")
    public static final String HTTP_STATUS = "CamelDicomWebHttpStatus";

    @Metadata(
            label = "producer",
            description = "Overrides the option `frames`: numbers from 1 on, a comma list.",
            javaType = "String")
    public static final String FRAMES = "CamelDicomWebFrames";

    /**
     * Exchange property: whether the search says {@code includefield=all}, a {@code Boolean}; then all elements known of a match
     * are wanted, not those of the identifier alone.
     */
    public static final String INCLUDE_ALL = "CamelDicomWebIncludeAll";

    private WebConstants() {}
}
