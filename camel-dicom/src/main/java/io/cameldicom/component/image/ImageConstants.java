package io.cameldicom.component.image;

import org.apache.camel.spi.Metadata;

/** The headers of {@code dicom-image:} endpoints. */
public final class ImageConstants {

    @Metadata(description = "Overrides the option `frame`.", javaType = "Integer")
    public static final String FRAME = "CamelDicomImageFrame";

    @Metadata(description = "Overrides the option `window`.", javaType = "String")
    public static final String WINDOW = "CamelDicomImageWindow";

    @Metadata(description = "Overrides the option `size`.", javaType = "String")
    public static final String SIZE = "CamelDicomImageSize";

    @Metadata(description = "Overrides the option `format`.", javaType = "String", enums = "png,jpeg")
    public static final String FORMAT = "CamelDicomImageFormat";

    @Metadata(description = "Columns of the picture.", javaType = "Integer")
    public static final String WIDTH = "CamelDicomImageWidth";

    @Metadata(description = "Rows of the picture.", javaType = "Integer")
    public static final String HEIGHT = "CamelDicomImageHeight";

    @Metadata(description = "Set to the media type of the picture: `image/png` or `image/jpeg`.", javaType = "String")
    public static final String CONTENT_TYPE = "Content-Type";

    private ImageConstants() {}
}
