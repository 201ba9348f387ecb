package io.cameldicom.component;

import io.cameldicom.dicom.dict.Implementation;
import io.cameldicom.print.ImageDisplayFormat;
import io.cameldicom.print.scp.PrintScp;
import io.cameldicom.print.scp.PrinterConfiguration;
import io.cameldicom.print.scp.PrinterState;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of {@code service=print}. */
@UriParams
public abstract class PrinterOptions extends PrintConfiguration {

    private static final double INCH = 25.4;

    @UriParam(
            label = "consumer,print",
            description = "Name by which `service=print` speaks of itself: Printer Name (2110,0030). Default: the AE"
                    + " title of the endpoint.")
    private String printerName;

    @UriParam(label = "consumer,print", description = "Manufacturer (0008,0070) of the printer, as it says itself.")
    private String printerManufacturer;

    @UriParam(
            label = "consumer,print",
            description = "Manufacturer's Model Name (0008,1090) of the printer, as it says itself.")
    private String printerModel;

    @UriParam(
            label = "consumer,print",
            description = "Device Serial Number (0018,1000) of the printer, as it says itself.")
    private String printerSerialNumber;

    @UriParam(
            label = "consumer,print",
            description =
                    "Film sizes taken, a comma list of Film Size IDs such as `14INX17IN,8INX10IN,24CMX30CM,A4`, the"
                            + " first for films that name none. Others are answered 0106. Default: any.")
    private String printerFilmSizes;

    @UriParam(
            label = "consumer,print",
            description = "Medium types taken, a comma list such as `BLUE FILM,CLEAR FILM,PAPER`, the first for"
                    + " sessions that name none. Others are answered 0106. Default: any.")
    private String printerMediumTypes;

    @UriParam(
            label = "consumer,print",
            description = "Film destinations taken, a comma list such as `PROCESSOR,MAGAZINE,BIN_1`, the first for"
                    + " sessions that name none. Others are answered 0106. Default: any.")
    private String printerFilmDestinations;

    @UriParam(
            label = "consumer,print",
            description =
                    "Image display formats taken, a semicolon list such as `STANDARD/1,1;STANDARD/2,3;ROW/1,2`, with a"
                            + " slash for the backslash of the standard. Others are answered 0106. Default: any.")
    private String printerDisplayFormats;

    @UriParam(
            label = "consumer,print",
            description = "What formats are that the standard leaves to the printer, a semicolon list such as"
                    + " `CUSTOM/1:ROW/1,2;SLIDE:STANDARD/4,3`. Without it SLIDE and SUPERSLIDE have 4 by 5 images, and"
                    + " there are no custom formats.")
    private String printerFormatLayouts;

    @UriParam(
            label = "consumer,print",
            defaultValue = "6",
            description = "Annotation boxes of a film that names an annotation display format, 0 to 99.")
    private int printerAnnotations = 6;

    @UriParam(
            label = "consumer,print",
            defaultValue = "320",
            description = "Resolution of the printer in dots per inch, 1 to 10000. It tells whether an image is larger"
                    + " than its place on the film, which is answered with a warning (B604, B609, B60A) or C603.")
    private int printerResolution = 320;

    @UriParam(
            label = "consumer,print",
            defaultValue = "DECIMATE",
            enums = "DECIMATE,CROP,FAIL",
            description = "What becomes of images that are larger than their place and may not be scaled (magnification"
                    + " type NONE, or a requested image size), where the peer does not say it: the answer is B60A, B609 or"
                    + " C603.")
    private String printerOversize = "DECIMATE";

    @UriParam(
            label = "consumer,print",
            description = "Densities that can be printed, in hundredths of optical density, as `20-320`. A density"
                    + " outside is cut to it and answered with warning B605. Default: any.")
    private String printerDensities;

    @UriParam(
            label = "consumer,print",
            defaultValue = "JOB",
            description = "Who gets N-EVENT-REPORTs: `JOB`, peers that have negotiated Print Job, of how their jobs go;"
                    + " `ALL`, that, and every peer when `printerState` changes; `NONE`, nobody.")
    private PrintScp.Events printerEvents = PrintScp.Events.JOB;

    @UriParam(
            label = "consumer,print,advanced",
            description = "How the printer is, a bean that a route or a program changes. Default: always NORMAL.")
    private PrinterState printerState;

    @UriParam(
            label = "consumer,print,advanced",
            defaultValue = "500",
            description = "Film boxes of an association at a time, 1 to 100000. More are answered 0213.")
    private int maxPrintFilms = 500;

    @UriParam(
            label = "consumer,print,advanced",
            defaultValue = "16GiB",
            description = "Bytes that the images of an association's film boxes may take in the spool, in bytes or with"
                    + " a unit. More are answered C605 (insufficient memory in printer).")
    private String maxPrintSize = "16GiB";

    @UriParam(
            label = "consumer,print,advanced",
            defaultValue = "100",
            description = "Print jobs that wait for the route with `ackMode=spooled`, 1 to 100000. More are answered"
                    + " C601 or C602 (print queue is full).")
    private int maxPrintJobs = 100;

    /** @throws IllegalArgumentException naming the option that is wrong */
    PrinterConfiguration printer(String aeTitle) {
        PrinterConfiguration.Builder printer = PrinterConfiguration.builder()
                .name(printerName == null ? aeTitle : printerName)
                .manufacturer(printerManufacturer)
                .model(printerModel)
                .serialNumber(printerSerialNumber)
                .softwareVersion(Implementation.VERSION_NAME)
                .annotationPositions(printerAnnotations)
                .pixelsPerMillimeter(printerResolution / INCH)
                .maxFilms(maxPrintFilms)
                .maxSpooledBytes(DataSize.parse("maxPrintSize", maxPrintSize, 1_024));
        checked("printerOversize", printerOversize, () -> printer.decimateCropBehavior(printerOversize));
        checked("printerFilmSizes", printerFilmSizes, () -> printer.filmSizes(list(printerFilmSizes)));
        printer.mediumTypes(list(printerMediumTypes)).filmDestinations(list(printerFilmDestinations));
        checked(
                "printerDisplayFormats",
                printerDisplayFormats,
                () -> printer.displayFormats(formats(printerDisplayFormats)));
        checked("printerFormatLayouts", printerFormatLayouts, () -> addLayouts(printer));
        checked("printerDensities", printerDensities, () -> addDensities(printer));
        return printer.build();
    }

    private static List<String> list(String option) {
        return OptionValues.list(option);
    }

    private static void checked(String name, String value, Runnable use) {
        if (value == null) {
            return;
        }
        try {
            use.run();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + "=" + value + ": " + e.getMessage(), e);
        }
    }

    private static List<ImageDisplayFormat> formats(String option) {
        return Arrays.stream(option.split(";")).map(PrinterOptions::format).toList();
    }

    private static ImageDisplayFormat format(String text) {
        return ImageDisplayFormat.parse(text.replace('/', '\\'));
    }

    private void addLayouts(PrinterConfiguration.Builder printer) {
        for (String entry : printerFormatLayouts.split(";")) {
            String[] pair = entry.split(":");
            if (pair.length != 2) {
                throw new IllegalArgumentException("each is a format, a colon and what it stands for");
            }
            printer.layout(format(pair[0]), format(pair[1]));
        }
    }

    private void addDensities(PrinterConfiguration.Builder printer) {
        String[] range = printerDensities.split("-");
        if (range.length != 2) {
            throw new IllegalArgumentException("must be two numbers with a hyphen between them, such as 20-320");
        }
        printer.densities(Integer.parseInt(range[0].trim()), Integer.parseInt(range[1].trim()));
    }

    public String getPrinterName() {
        return printerName;
    }

    public void setPrinterName(String printerName) {
        this.printerName = printerName;
    }

    public String getPrinterManufacturer() {
        return printerManufacturer;
    }

    public void setPrinterManufacturer(String printerManufacturer) {
        this.printerManufacturer = printerManufacturer;
    }

    public String getPrinterModel() {
        return printerModel;
    }

    public void setPrinterModel(String printerModel) {
        this.printerModel = printerModel;
    }

    public String getPrinterSerialNumber() {
        return printerSerialNumber;
    }

    public void setPrinterSerialNumber(String printerSerialNumber) {
        this.printerSerialNumber = printerSerialNumber;
    }

    public String getPrinterFilmSizes() {
        return printerFilmSizes;
    }

    public void setPrinterFilmSizes(String printerFilmSizes) {
        this.printerFilmSizes = printerFilmSizes;
    }

    public String getPrinterMediumTypes() {
        return printerMediumTypes;
    }

    public void setPrinterMediumTypes(String printerMediumTypes) {
        this.printerMediumTypes = printerMediumTypes;
    }

    public String getPrinterFilmDestinations() {
        return printerFilmDestinations;
    }

    public void setPrinterFilmDestinations(String printerFilmDestinations) {
        this.printerFilmDestinations = printerFilmDestinations;
    }

    public String getPrinterDisplayFormats() {
        return printerDisplayFormats;
    }

    public void setPrinterDisplayFormats(String printerDisplayFormats) {
        this.printerDisplayFormats = printerDisplayFormats;
    }

    public String getPrinterFormatLayouts() {
        return printerFormatLayouts;
    }

    public void setPrinterFormatLayouts(String printerFormatLayouts) {
        this.printerFormatLayouts = printerFormatLayouts;
    }

    public int getPrinterAnnotations() {
        return printerAnnotations;
    }

    public void setPrinterAnnotations(int printerAnnotations) {
        this.printerAnnotations = OptionValues.inRange("printerAnnotations", printerAnnotations, 0, 99);
    }

    public int getPrinterResolution() {
        return printerResolution;
    }

    public void setPrinterResolution(int printerResolution) {
        this.printerResolution = OptionValues.inRange("printerResolution", printerResolution, 1, 10000);
    }

    public String getPrinterOversize() {
        return printerOversize;
    }

    public void setPrinterOversize(String printerOversize) {
        this.printerOversize = printerOversize;
    }

    public String getPrinterDensities() {
        return printerDensities;
    }

    public void setPrinterDensities(String printerDensities) {
        this.printerDensities = printerDensities;
    }

    public PrintScp.Events getPrinterEvents() {
        return printerEvents;
    }

    public void setPrinterEvents(PrintScp.Events printerEvents) {
        this.printerEvents = printerEvents;
    }

    public PrinterState getPrinterState() {
        return printerState;
    }

    public void setPrinterState(PrinterState printerState) {
        this.printerState = printerState;
    }

    public int getMaxPrintFilms() {
        return maxPrintFilms;
    }

    public void setMaxPrintFilms(int maxPrintFilms) {
        this.maxPrintFilms = OptionValues.inRange("maxPrintFilms", maxPrintFilms, 1, 100000);
    }

    public String getMaxPrintSize() {
        return maxPrintSize;
    }

    public void setMaxPrintSize(String maxPrintSize) {
        this.maxPrintSize = maxPrintSize;
    }

    public int getMaxPrintJobs() {
        return maxPrintJobs;
    }

    public void setMaxPrintJobs(int maxPrintJobs) {
        this.maxPrintJobs = OptionValues.inRange("maxPrintJobs", maxPrintJobs, 1, 100000);
    }
}
