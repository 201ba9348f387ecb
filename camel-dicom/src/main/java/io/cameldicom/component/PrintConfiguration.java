package io.cameldicom.component;

import io.cameldicom.dicom.render.Voi;
import io.cameldicom.print.FilmSize;
import io.cameldicom.print.layout.PrintColor;
import io.cameldicom.print.scu.PrintUnit;
import java.util.List;
import java.util.Locale;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of {@code operation=print}. */
@UriParams
public abstract class PrintConfiguration extends QueryConfiguration {

    @UriParam(
            label = "producer,print",
            description = "How images lie on a film when the body is images: Image Display Format (2010,0010) such as"
                    + " `STANDARD\\2,3` (columns, rows), `ROW\\2,3`, `COL\\1,2`, or short `2x3`. More images than a film has"
                    + " places make more films. Default: by the number of images, up to `4x5`. A `PrintJob` keeps its own. The header"
                    + " `CamelDicomPrintFormat` overrides it.")
    private String filmFormat;

    @UriParam(
            label = "producer,print",
            description =
                    "Film Size ID (2010,0050), such as `14INX17IN`, `8INX10IN`, `24CMX30CM`, `A4`. Like all options"
                            + " of film and session, it replaces what a `PrintJob` asks for where it is set. The header"
                            + " `CamelDicomPrintFilmSize` overrides it.")
    private String filmSize;

    @UriParam(
            label = "producer,print",
            enums = "PORTRAIT,LANDSCAPE",
            description = "Film Orientation (2010,0040). The header `CamelDicomPrintOrientation` overrides it.")
    private String filmOrientation;

    @UriParam(
            label = "producer,print",
            description = "Medium Type (2000,0030): `PAPER`, `CLEAR FILM`, `BLUE FILM`, `MAMMO CLEAR FILM`, `MAMMO BLUE"
                    + " FILM`. The header `CamelDicomPrintMedium` overrides it.")
    private String mediumType;

    @UriParam(
            label = "producer,print",
            description = "Film Destination (2000,0040): `MAGAZINE`, `PROCESSOR`, `BIN_1` and so on. The header"
                    + " `CamelDicomPrintDestination` overrides it.")
    private String filmDestination;

    @UriParam(
            label = "producer,print",
            description = "Number of Copies (2000,0010). The header `CamelDicomPrintCopies` overrides it.")
    private Integer copies;

    @UriParam(
            label = "producer,print",
            enums = "HIGH,MED,LOW",
            description = "Print Priority (2000,0020). The header `CamelDicomPrintPriority` overrides it.")
    private String printPriority;

    @UriParam(
            label = "producer,print",
            enums = "REPLICATE,BILINEAR,CUBIC,NONE",
            description = "Magnification Type (2010,0060); `NONE` prints pixel by pixel. The header"
                    + " `CamelDicomPrintMagnification` overrides it.")
    private String magnificationType;

    @UriParam(label = "producer,print", description = "Smoothing Type (2010,0080), a word of the printer.")
    private String smoothingType;

    @UriParam(
            label = "producer,print",
            enums = "NORMAL,REVERSE",
            description = "Polarity (2020,0020) of images; a `PrintJob` keeps its own. The header"
                    + " `CamelDicomPrintPolarity` overrides it.")
    private String polarity;

    @UriParam(label = "producer,print", description = "Min Density (2010,0120), in hundredths of optical density.")
    private Integer minDensity;

    @UriParam(label = "producer,print", description = "Max Density (2010,0130), in hundredths of optical density.")
    private Integer maxDensity;

    @UriParam(
            label = "producer,print",
            description =
                    "Border Density (2010,0100) between images: `BLACK`, `WHITE` or hundredths of optical density.")
    private String borderDensity;

    @UriParam(
            label = "producer,print",
            description =
                    "Empty Image Density (2010,0110) of places without an image: `BLACK`, `WHITE` or hundredths of"
                            + " optical density.")
    private String emptyImageDensity;

    @UriParam(
            label = "producer,print",
            description = "Trim (2010,0140): whether the printer draws a box around each image.")
    private Boolean trim;

    @UriParam(label = "producer,print", enums = "STANDARD,HIGH", description = "Requested Resolution ID (2020,0050).")
    private String requestedResolution;

    @UriParam(
            label = "producer,print",
            description = "Configuration Information (2010,0150), what only this printer understands.")
    private String configurationInformation;

    @UriParam(
            label = "producer,print",
            enums = "IDENTITY,LIN OD",
            description =
                    "Presentation LUT Shape (2050,0020) for images: `IDENTITY` says that they are P-values. Default:"
                            + " none, the printer's own curve. A `PrintJob` keeps its own.")
    private String presentationLut;

    @UriParam(
            label = "producer,print",
            defaultValue = "8",
            description = "Bits of a gray value, 8 or 12, when the body is images. The header `CamelDicomPrintBits`"
                    + " overrides it.")
    private int printBits = 8;

    @UriParam(
            label = "producer,print",
            defaultValue = "auto",
            description =
                    "Whether images are printed in color (Basic Color Print Management): `auto` if one of them is,"
                            + " `grayscale` or `color`. A `PrintJob` is printed as it came. The header `CamelDicomPrintColor` overrides it.")
    private PrintColor printColor = PrintColor.auto;

    @UriParam(
            label = "producer,print",
            defaultValue = "image",
            description =
                    "Which gray values of images become visible, as the option `window` of `dicom-image:render`:"
                            + " `40,400`, `image`, `lut`, `min-max` or `full`. The header `CamelDicomPrintWindow` overrides it.")
    private String printWindow = "image";

    @UriParam(
            label = "producer,print",
            defaultValue = "true",
            description = "Whether all frames of a multi-frame image are printed, or the first one only.")
    private boolean printAllFrames = true;

    @UriParam(
            label = "producer,print",
            defaultValue = "auto",
            description =
                    "What the printer is told to print at a time: `session` all films together, which some printers"
                            + " cannot; `film` each film when it is complete, which all can; `auto` the session where the printer can,"
                            + " so that its films stay together.")
    private PrintUnit printUnit = PrintUnit.auto;

    @UriParam(
            label = "producer,print",
            defaultValue = "true",
            description =
                    "Whether the printer is asked for its status first. In FAILURE nothing is sent and the exchange"
                            + " fails, with a retry making sense; a WARNING is in the header `CamelDicomPrinterStatus`.")
    private boolean checkPrinter = true;

    @UriParam(
            label = "producer,print",
            defaultValue = "false",
            description =
                    "Whether annotations and presentation LUTs that the printer does not support are left out, with"
                            + " a word in the header `CamelDicomPrintWarnings`. Otherwise such a job fails.")
    private boolean dropUnsupported;

    @UriParam(
            label = "producer,print",
            defaultValue = "0",
            javaType = "java.time.Duration",
            description = "How long to wait until the printer is done with the print job, where it tells (Print Job SOP"
                    + " class). The job's failure is the exchange's; after that time the exchange goes on, with the state in the"
                    + " header `CamelDicomPrintJobStatus`. 0 does not wait.")
    private long printJobTimeout;

    public String getFilmFormat() {
        return filmFormat;
    }

    public void setFilmFormat(String filmFormat) {
        PrintRequests.format(filmFormat);
        this.filmFormat = filmFormat;
    }

    public String getFilmSize() {
        return filmSize;
    }

    public void setFilmSize(String filmSize) {
        try {
            FilmSize.parse(filmSize);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("filmSize=" + filmSize + ": must be such as 14INX17IN or A4", e);
        }
        this.filmSize = filmSize;
    }

    public String getFilmOrientation() {
        return filmOrientation;
    }

    public void setFilmOrientation(String filmOrientation) {
        this.filmOrientation = oneOf("filmOrientation", filmOrientation, "PORTRAIT", "LANDSCAPE");
    }

    public String getMediumType() {
        return mediumType;
    }

    public void setMediumType(String mediumType) {
        this.mediumType = mediumType;
    }

    public String getFilmDestination() {
        return filmDestination;
    }

    public void setFilmDestination(String filmDestination) {
        this.filmDestination = filmDestination;
    }

    public Integer getCopies() {
        return copies;
    }

    public void setCopies(Integer copies) {
        if (copies < 1 || copies > 999) {
            throw new IllegalArgumentException("copies=" + copies + ": must be 1 to 999");
        }
        this.copies = copies;
    }

    public String getPrintPriority() {
        return printPriority;
    }

    public void setPrintPriority(String printPriority) {
        this.printPriority = oneOf("printPriority", printPriority, "HIGH", "MED", "LOW");
    }

    public String getMagnificationType() {
        return magnificationType;
    }

    public void setMagnificationType(String magnificationType) {
        this.magnificationType = magnificationType;
    }

    public String getSmoothingType() {
        return smoothingType;
    }

    public void setSmoothingType(String smoothingType) {
        this.smoothingType = smoothingType;
    }

    public String getPolarity() {
        return polarity;
    }

    public void setPolarity(String polarity) {
        this.polarity = oneOf("polarity", polarity, "NORMAL", "REVERSE");
    }

    public Integer getMinDensity() {
        return minDensity;
    }

    public void setMinDensity(Integer minDensity) {
        this.minDensity = minDensity;
    }

    public Integer getMaxDensity() {
        return maxDensity;
    }

    public void setMaxDensity(Integer maxDensity) {
        this.maxDensity = maxDensity;
    }

    public String getBorderDensity() {
        return borderDensity;
    }

    public void setBorderDensity(String borderDensity) {
        this.borderDensity = borderDensity;
    }

    public String getEmptyImageDensity() {
        return emptyImageDensity;
    }

    public void setEmptyImageDensity(String emptyImageDensity) {
        this.emptyImageDensity = emptyImageDensity;
    }

    public Boolean getTrim() {
        return trim;
    }

    public void setTrim(Boolean trim) {
        this.trim = trim;
    }

    public String getRequestedResolution() {
        return requestedResolution;
    }

    public void setRequestedResolution(String requestedResolution) {
        this.requestedResolution = oneOf("requestedResolution", requestedResolution, "STANDARD", "HIGH");
    }

    public String getConfigurationInformation() {
        return configurationInformation;
    }

    public void setConfigurationInformation(String configurationInformation) {
        this.configurationInformation = configurationInformation;
    }

    public String getPresentationLut() {
        return presentationLut;
    }

    public void setPresentationLut(String presentationLut) {
        this.presentationLut = oneOf("presentationLut", presentationLut, "IDENTITY", "LIN OD");
    }

    public int getPrintBits() {
        return printBits;
    }

    public void setPrintBits(int printBits) {
        if (printBits != 8 && printBits != 12) {
            throw new IllegalArgumentException("printBits=" + printBits + ": must be 8 or 12");
        }
        this.printBits = printBits;
    }

    public PrintColor getPrintColor() {
        return printColor;
    }

    public void setPrintColor(PrintColor printColor) {
        this.printColor = printColor;
    }

    public String getPrintWindow() {
        return printWindow;
    }

    public void setPrintWindow(String printWindow) {
        Voi.parse(printWindow);
        this.printWindow = printWindow;
    }

    public boolean isPrintAllFrames() {
        return printAllFrames;
    }

    public void setPrintAllFrames(boolean printAllFrames) {
        this.printAllFrames = printAllFrames;
    }

    public PrintUnit getPrintUnit() {
        return printUnit;
    }

    public void setPrintUnit(PrintUnit printUnit) {
        this.printUnit = printUnit;
    }

    public boolean isCheckPrinter() {
        return checkPrinter;
    }

    public void setCheckPrinter(boolean checkPrinter) {
        this.checkPrinter = checkPrinter;
    }

    public boolean isDropUnsupported() {
        return dropUnsupported;
    }

    public void setDropUnsupported(boolean dropUnsupported) {
        this.dropUnsupported = dropUnsupported;
    }

    public long getPrintJobTimeout() {
        return printJobTimeout;
    }

    public void setPrintJobTimeout(long printJobTimeout) {
        if (printJobTimeout < 0) {
            throw new IllegalArgumentException("printJobTimeout=" + printJobTimeout + ": must not be below 0");
        }
        this.printJobTimeout = printJobTimeout;
    }

    private static String oneOf(String option, String value, String... words) {
        String upper = value.toUpperCase(Locale.ROOT);
        if (!List.of(words).contains(upper)) {
            throw new IllegalArgumentException(option + "=" + value + ": must be one of " + String.join(", ", words));
        }
        return upper;
    }
}
