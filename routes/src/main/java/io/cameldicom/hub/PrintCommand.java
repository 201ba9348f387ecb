package io.cameldicom.hub;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.dict.Tag;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.camel.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints images on a DICOM printer. */
@Command(
        name = "print",
        mixinStandardHelpOptions = true,
        description = "Prints DICOM images on a DICOM printer, laid out on films.",
        footer = {
            "",
            "hub print study/ --to PRINTER@127.0.0.1:11106 --format 2x3 --size 14INX17IN --medium 'BLUE FILM'",
            "",
            "Folders are searched through; what is no image is skipped with a line. Exit code 1 if it was not printed."
        })
final class PrintCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "<file or folder>", description = "What to print.")
    private List<Path> paths;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "AETITLE@host:port",
            converter = Peer.Converter.class,
            description = "The printer.")
    private Peer to;

    @Option(
            names = "--from",
            paramLabel = "AETITLE",
            defaultValue = "HUB",
            description = "Calling AE title (default: ${DEFAULT-VALUE}).")
    private String from;

    @Option(
            names = "--format",
            paramLabel = "2x3",
            description =
                    "Images on a film: columns x rows, or an Image Display Format such as ROW\\2,3. Default: by the"
                            + " number of images.")
    private String format;

    @Option(names = "--size", paramLabel = "14INX17IN", description = "Film size; A4 for paper.")
    private String size;

    @Option(names = "--orientation", paramLabel = "WORD", description = "PORTRAIT or LANDSCAPE.")
    private String orientation;

    @Option(names = "--medium", paramLabel = "WORD", description = "PAPER, 'BLUE FILM', 'CLEAR FILM' ...")
    private String medium;

    @Option(names = "--destination", paramLabel = "WORD", description = "MAGAZINE, PROCESSOR, BIN_1 ...")
    private String destination;

    @Option(names = "--copies", paramLabel = "N", description = "How many copies.")
    private Integer copies;

    @Option(names = "--priority", paramLabel = "WORD", description = "HIGH, MED or LOW.")
    private String priority;

    @Option(names = "--magnification", paramLabel = "WORD", description = "REPLICATE, BILINEAR, CUBIC or NONE.")
    private String magnification;

    @Option(names = "--polarity", paramLabel = "WORD", description = "NORMAL or REVERSE.")
    private String polarity;

    @Option(
            names = "--window",
            paramLabel = "<center,width>",
            description = "Gray values to show; also image, image:2, lut, min-max or full.")
    private String window;

    @Option(names = "--bits", paramLabel = "8|12", description = "Bits of a gray value (default: 8).")
    private Integer bits;

    @Option(names = "--color", paramLabel = "WORD", description = "auto, grayscale or color (default: auto).")
    private String color;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "How long to wait for the printer to be done, if it tells (default: ${DEFAULT-VALUE}).")
    private int wait;

    @Mixin
    private TlsOptions tls;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws HubException {
        Quiet.logging();
        PrintWriter out = spec.commandLine().getOut();
        List<DicomObject> images = images(out);
        if (images.isEmpty()) {
            throw new HubException("There is no image to print");
        }
        try (PeerClient client = new PeerClient(to, from, tls)) {
            Message printed = client.print(images, headers(), wait);
            out.println(images.size() + " images on " + printed.getHeader(DicomConstants.PRINTED_FILMS) + " films"
                    + line(", job ", printed.getHeader(DicomConstants.PRINT_JOB_STATUS))
                    + line(", warnings: ", printed.getHeader(DicomConstants.PRINT_WARNINGS)));
            out.flush();
            return 0;
        }
    }

    private static String line(String before, Object value) {
        return value == null ? "" : before + value;
    }

    private Map<String, Object> headers() {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put(DicomConstants.PRINT_FORMAT, format);
        headers.put(DicomConstants.PRINT_FILM_SIZE, size);
        headers.put(DicomConstants.PRINT_ORIENTATION, orientation);
        headers.put(DicomConstants.PRINT_MEDIUM, medium);
        headers.put(DicomConstants.PRINT_DESTINATION, destination);
        headers.put(DicomConstants.PRINT_COPIES, copies);
        headers.put(DicomConstants.PRINT_PRIORITY, priority);
        headers.put(DicomConstants.PRINT_MAGNIFICATION, magnification);
        headers.put(DicomConstants.PRINT_POLARITY, polarity);
        headers.put(DicomConstants.PRINT_WINDOW, window);
        headers.put(DicomConstants.PRINT_BITS, bits);
        headers.put(DicomConstants.PRINT_COLOR, color);
        headers.values().removeIf(value -> value == null);
        return headers;
    }

    private List<DicomObject> images(PrintWriter out) throws HubException {
        List<DicomObject> images = new ArrayList<>();
        for (Path file : GivenFiles.of(paths)) {
            add(images, file, out);
        }
        return images;
    }

    private static void add(List<DicomObject> images, Path file, PrintWriter out) {
        try {
            DicomObject object = DicomObject.of(file);
            if (object.attributes().containsValue(Tag.Rows)) {
                images.add(object);
                return;
            }
        } catch (IOException | RuntimeException e) {
            out.println(file + ": skipped: not DICOM");
            return;
        }
        out.println(file + ": skipped: no image");
    }
}
