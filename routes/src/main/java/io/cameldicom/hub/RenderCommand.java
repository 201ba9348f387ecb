package io.cameldicom.hub;

import io.cameldicom.dicom.io.ReadLimits;
import io.cameldicom.dicom.render.ImageRenderer;
import io.cameldicom.dicom.render.Picture;
import io.cameldicom.dicom.render.PictureFormat;
import io.cameldicom.dicom.render.RenderOptions;
import io.cameldicom.dicom.render.Voi;
import io.cameldicom.dicom.transcode.DataSetSource;
import io.cameldicom.dicom.transcode.Frames;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a picture of a frame. */
@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        description = "Writes a picture of a frame of a DICOM image, PNG or JPEG as the file name says.",
        footer = {"", "Exit code 1, and one line on standard error, if there is no picture to be made."})
final class RenderCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "<file>", description = "The image.")
    private Path file;

    @Parameters(index = "1", paramLabel = "<picture>", description = "What to write: .png, .jpg or .jpeg.")
    private Path out;

    @Option(names = "--frame", paramLabel = "<number>", defaultValue = "1", description = "Which frame, from 1.")
    private int frame;

    @Option(
            names = "--window",
            paramLabel = "<center,width>",
            defaultValue = "image",
            description = "Gray values to show; also image:2 (its second window), lut, min-max or full.")
    private String window;

    @Option(
            names = "--size",
            paramLabel = "<pixels>",
            defaultValue = "0",
            description = "Most pixels of the longer side (default: as many as the frame has).")
    private int size;

    @Option(names = "--overlays", description = "Draw overlay planes into the picture.")
    private boolean overlays;

    @Option(names = "--quality", paramLabel = "<1-100>", defaultValue = "90", description = "Quality of JPEG.")
    private int quality;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Quiet.logging();
        PictureFormat format = format();
        RenderOptions options = options();
        try {
            Frames frames = Frames.open(DataSetSource.ofFile(file), ReadLimits.DEFAULT);
            if (frame < 1 || frame > frames.count()) {
                throw new IOException("there is no frame " + frame + ", the image has " + frames.count());
            }
            Picture picture = ImageRenderer.render(frames, frame, options);
            Files.write(out, format.encode(picture, quality));
            return 0;
        } catch (IOException | RuntimeException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(file + ": " + TranscodeCommand.reason(e));
            err.flush();
            return 1;
        }
    }

    private PictureFormat format() {
        String name = out.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".png")) {
            return PictureFormat.PNG;
        }
        if (name.endsWith(".jpg") || name.endsWith(".jpeg")) {
            return PictureFormat.JPEG;
        }
        throw new ParameterException(spec.commandLine(), out + ": must end with .png, .jpg or .jpeg");
    }

    private RenderOptions options() {
        try {
            if (quality < 1 || quality > 100) {
                throw new IllegalArgumentException("--quality " + quality + ": must be 1 to 100");
            }
            return RenderOptions.DEFAULT
                    .withVoi(Voi.parse(window))
                    .withSize(size, size)
                    .withOverlays(overlays);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
