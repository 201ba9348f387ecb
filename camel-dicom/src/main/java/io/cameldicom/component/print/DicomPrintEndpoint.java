package io.cameldicom.component.print;

import io.cameldicom.component.DicomConverter;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.print.FilmSize;
import io.cameldicom.print.film.FilmStyle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
 * Make PDF, pictures or archive objects of DICOM print jobs.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "dicom-print",
        title = "DICOM Print",
        syntax = "dicom-print:operation",
        producerOnly = true,
        remote = false,
        category = {Category.HEALTH, Category.TRANSFORMATION},
        headersClass = PrintConstants.class)
public class DicomPrintEndpoint extends DefaultEndpoint {

    private static final double MOST_DPI = 2400;

    @UriPath(description = "What to make of the print job: `pdf`, `png` or `secondaryCapture`.")
    @Metadata(required = true)
    private final DicomPrintOperation operation;

    @UriParam(
            defaultValue = "150",
            description = "Pixels an inch of a picture of a film; with `pdf`, of images that are not to be magnified"
                    + " (magnification type NONE).")
    private double resolution = 150;

    @UriParam(
            defaultValue = "14INX17IN",
            description = "Size of films that say none, as Film Size ID (2010,0050): `14INX17IN`, `A4`.")
    private String filmSize = FilmStyle.DEFAULT.size().id();

    @UriParam(defaultValue = "2", description = "What stays free on each side of a film, in millimeters.")
    private double margin = FilmStyle.DEFAULT.margin();

    @UriParam(defaultValue = "1", description = "What stays free between image boxes, in millimeters.")
    private double gap = FilmStyle.DEFAULT.gap();

    @UriParam(
            defaultValue = "4",
            description =
                    "Height of a line of annotation at the foot of a film, in millimeters; 0 leaves annotations out.")
    private double textHeight = FilmStyle.DEFAULT.textHeight();

    @UriParam(
            description = "File of a TrueType font for the annotations of `pdf`, which is embedded. Default: Helvetica,"
                    + " which has Western European letters only; others become question marks.")
    private String font;

    @UriParam(
            defaultValue = "films",
            description = "What `secondaryCapture` makes objects of: `films` as they would be exposed, or `images` with"
                    + " their pixels as they were sent.")
    private CaptureContent content = CaptureContent.films;

    @UriParam(
            prefix = "attribute.",
            multiValue = true,
            description =
                    "Attributes of the objects of `secondaryCapture`, by keyword: `attribute.PatientID=FILM`. They"
                            + " come before those of the exchange property `CamelDicomPrintReference` and those in the print job.")
    private Map<String, Object> attributes = new LinkedHashMap<>();

    DicomPrintEndpoint(String uri, DicomPrintComponent component, DicomPrintOperation operation) {
        super(uri, component);
        this.operation = operation;
    }

    @Override
    public Producer createProducer() {
        givenAttributes();
        return switch (operation) {
            case pdf -> new PdfProducer(this);
            case png -> new PngProducer(this);
            case secondaryCapture -> new CaptureProducer(this);
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("dicom-print:" + operation + ": nothing comes from it, use it in to");
    }

    @Override
    public boolean isLenientProperties() {
        return false;
    }

    FilmStyle style() {
        return new FilmStyle(FilmSize.parse(filmSize), margin, gap, textHeight);
    }

    Path fontFile() {
        return font == null ? null : Path.of(font);
    }

    Attributes givenAttributes() {
        return DicomConverter.toAttributes(attributes);
    }

    static double checked(double dpi) {
        if (!(dpi >= 1 && dpi <= MOST_DPI)) {
            throw new IllegalArgumentException("resolution=" + dpi + ": must be 1 to 2400 pixels an inch");
        }
        return dpi;
    }

    public DicomPrintOperation getOperation() {
        return operation;
    }

    public double getResolution() {
        return resolution;
    }

    public void setResolution(double resolution) {
        this.resolution = checked(resolution);
    }

    public String getFilmSize() {
        return filmSize;
    }

    public void setFilmSize(String filmSize) {
        try {
            this.filmSize = FilmSize.parse(filmSize).id();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("filmSize=" + filmSize + ": must be such as 14INX17IN or A4", e);
        }
    }

    public double getMargin() {
        return margin;
    }

    public void setMargin(double margin) {
        this.margin = style().withMargin(margin).margin();
    }

    public double getGap() {
        return gap;
    }

    public void setGap(double gap) {
        this.gap = style().withGap(gap).gap();
    }

    public double getTextHeight() {
        return textHeight;
    }

    public void setTextHeight(double textHeight) {
        this.textHeight = style().withTextHeight(textHeight).textHeight();
    }

    public String getFont() {
        return font;
    }

    public void setFont(String font) {
        if (!Files.isReadable(Path.of(font))) {
            throw new IllegalArgumentException("font=" + font + ": there is no such file to read");
        }
        this.font = font;
    }

    public CaptureContent getContent() {
        return content;
    }

    public void setContent(CaptureContent content) {
        this.content = content;
    }

    public Map<String, Object> getAttributes() {
        return attributes;
    }

    public void setAttributes(Map<String, Object> attributes) {
        this.attributes = attributes;
    }
}
