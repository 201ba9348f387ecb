package io.cameldicom.component.image;

import io.cameldicom.dicom.render.PictureFormat;
import io.cameldicom.dicom.render.Voi;
import java.util.Locale;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Render a frame of a DICOM image as PNG or JPEG.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "dicom-image",
        title = "DICOM Image",
        syntax = "dicom-image:operation",
        producerOnly = true,
        remote = false,
        category = {Category.HEALTH, Category.TRANSFORMATION},
        headersClass = ImageConstants.class)
public class DicomImageEndpoint extends DefaultEndpoint {

    @UriPath(description = "What to do: `render`.")
    @Metadata(required = true)
    private final DicomImageOperation operation;

    @UriParam(defaultValue = "png", enums = "png,jpeg", description = "File format of the picture.")
    private String format = "png";

    @UriParam(defaultValue = "1", description = "Which frame, from 1.")
    private int frame = 1;

    @UriParam(
            defaultValue = "image",
            description = "Which gray values become visible. `40,400`: center and width (a third word may be `LINEAR`,"
                    + " `LINEAR_EXACT` or `SIGMOID`). `image`: the window of the image or of the frame, else its VOI"
                    + " LUT, else all values the frame has; `image:2` its second window. `lut`: its VOI LUT. `min-max`:"
                    + " all values the frame has. `full`: all values it could have. Color has no window.")
    private String window = "image";

    @UriParam(
            description = "How large the picture may be, its proportions kept: `256` pixels on the longer side, what"
                    + " fits into `640x480`, `640x` columns or `x480` rows. Default: as large as the frame.")
    private String size;

    @UriParam(defaultValue = "90", description = "Quality of JPEG, 1 to 100.")
    private int quality = PictureFormat.DEFAULT_QUALITY;

    @UriParam(
            defaultValue = "false",
            description = "Whether overlay planes (60xx) are drawn into the picture, in white.")
    private boolean overlays;

    DicomImageEndpoint(String uri, DicomImageComponent component, DicomImageOperation operation) {
        super(uri, component);
        this.operation = operation;
    }

    @Override
    public Producer createProducer() {
        return new DicomImageProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("dicom-image:" + operation + ": nothing comes from it, use it in to");
    }

    static PictureFormat format(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "png" -> PictureFormat.PNG;
            case "jpeg", "jpg" -> PictureFormat.JPEG;
            default -> throw new IllegalArgumentException("format=" + name + ": must be png or jpeg");
        };
    }

    public DicomImageOperation getOperation() {
        return operation;
    }

    public String getFormat() {
        return format;
    }

    public void setFormat(String format) {
        format(format);
        this.format = format;
    }

    public int getFrame() {
        return frame;
    }

    public void setFrame(int frame) {
        if (frame < 1) {
            throw new IllegalArgumentException("frame=" + frame + ": must be at least 1");
        }
        this.frame = frame;
    }

    public String getWindow() {
        return window;
    }

    public void setWindow(String window) {
        Voi.parse(window);
        this.window = window;
    }

    public String getSize() {
        return size;
    }

    public void setSize(String size) {
        PictureSize.parse(size);
        this.size = size;
    }

    public int getQuality() {
        return quality;
    }

    public void setQuality(int quality) {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality=" + quality + ": must be 1 to 100");
        }
        this.quality = quality;
    }

    public boolean isOverlays() {
        return overlays;
    }

    public void setOverlays(boolean overlays) {
        this.overlays = overlays;
    }
}
