package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.render.Voi;
import io.cameldicom.print.FilmSize;
import io.cameldicom.print.ImageDisplayFormat;
import io.cameldicom.print.layout.PrintColor;
import io.cameldicom.print.layout.PrintRequest;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Message;

/** Makes a request to print of the options of an endpoint and the headers of a message, which come first. */
final class PrintRequests {

    private static final Pattern GRID = Pattern.compile("(\\d{1,3})[xX](\\d{1,3})");

    private final DicomConfiguration options;
    private final Message message;

    private PrintRequests(DicomConfiguration options, Message message) {
        this.options = options;
        this.message = message;
    }

    /** @throws IllegalArgumentException if a header says something that cannot be */
    static PrintRequest of(DicomConfiguration options, Message message) {
        return new PrintRequests(options, message).request();
    }

    /**
     * @param text {@code STANDARD\2,3} or {@code 2x3}; null for none
     * @throws IllegalArgumentException if it is none of these
     */
    static ImageDisplayFormat format(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        Matcher grid = GRID.matcher(text.strip());
        if (grid.matches()) {
            return ImageDisplayFormat.standard(Integer.parseInt(grid.group(1)), Integer.parseInt(grid.group(2)));
        }
        ImageDisplayFormat format = ImageDisplayFormat.parse(text);
        if (format.isConfigured()) {
            throw new IllegalArgumentException(
                    "filmFormat: only the printer knows how many images " + format + " has; use STANDARD, ROW or COL");
        }
        return format;
    }

    private PrintRequest request() {
        PrintColor color = message.getHeader(DicomConstants.PRINT_COLOR, options.getPrintColor(), PrintColor.class);
        return new PrintRequest(
                session(),
                film(),
                box(),
                format(header(DicomConstants.PRINT_FORMAT, options.getFilmFormat())),
                message.getHeader(DicomConstants.PRINT_BITS, options.getPrintBits(), Integer.class),
                color,
                Voi.parse(header(DicomConstants.PRINT_WINDOW, options.getPrintWindow())),
                options.getPresentationLut(),
                options.isPrintAllFrames());
    }

    private Attributes session() {
        Attributes session = new Attributes();
        Integer copies = message.getHeader(DicomConstants.PRINT_COPIES, options.getCopies(), Integer.class);
        if (copies != null) {
            session.setInt(Tag.NumberOfCopies, VR.IS, copies);
        }
        word(session, Tag.PrintPriority, header(DicomConstants.PRINT_PRIORITY, options.getPrintPriority()));
        word(session, Tag.MediumType, header(DicomConstants.PRINT_MEDIUM, options.getMediumType()));
        word(session, Tag.FilmDestination, header(DicomConstants.PRINT_DESTINATION, options.getFilmDestination()));
        return session;
    }

    private Attributes film() {
        Attributes film = new Attributes();
        String size = header(DicomConstants.PRINT_FILM_SIZE, options.getFilmSize());
        word(film, Tag.FilmSizeID, size == null ? null : FilmSize.parse(size).id());
        word(film, Tag.FilmOrientation, header(DicomConstants.PRINT_ORIENTATION, options.getFilmOrientation()));
        word(film, Tag.MagnificationType, header(DicomConstants.PRINT_MAGNIFICATION, options.getMagnificationType()));
        word(film, Tag.SmoothingType, options.getSmoothingType());
        word(film, Tag.BorderDensity, options.getBorderDensity());
        word(film, Tag.EmptyImageDensity, options.getEmptyImageDensity());
        word(film, Tag.RequestedResolutionID, options.getRequestedResolution());
        if (options.getMinDensity() != null) {
            film.setInt(Tag.MinDensity, VR.US, options.getMinDensity());
        }
        if (options.getMaxDensity() != null) {
            film.setInt(Tag.MaxDensity, VR.US, options.getMaxDensity());
        }
        if (options.getTrim() != null) {
            word(film, Tag.Trim, options.getTrim() ? "YES" : "NO");
        }
        if (options.getConfigurationInformation() != null) {
            film.setString(Tag.ConfigurationInformation, VR.ST, options.getConfigurationInformation());
        }
        return film;
    }

    private Attributes box() {
        Attributes box = new Attributes();
        word(box, Tag.Polarity, header(DicomConstants.PRINT_POLARITY, options.getPolarity()));
        return box;
    }

    private String header(String name, String otherwise) {
        String value = message.getHeader(name, otherwise, String.class);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static void word(Attributes attributes, int tag, String value) {
        if (value != null) {
            attributes.setString(tag, VR.CS, value.toUpperCase(Locale.ROOT));
        }
    }
}
