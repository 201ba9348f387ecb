package io.cameldicom.hub;

import io.cameldicom.component.transcode.Transcoding;
import io.cameldicom.dicom.codec.CodecParameters;
import io.cameldicom.dicom.codec.PixelCodecs;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.ElementStop;
import io.cameldicom.dicom.transcode.Transcoded;
import io.cameldicom.dicom.transcode.Transcoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes DICOM files in another transfer syntax. */
@Command(
        name = "transcode",
        mixinStandardHelpOptions = true,
        description = "Writes DICOM files in another transfer syntax: compresses, decompresses, recompresses.",
        footer = {
            "",
            "Of a file that cannot be converted nothing is written, and one line on standard error says why; the other",
            "files go on. Exit code 1 if there was any. An output file that exists is replaced when the new one is whole.",
            "What has no pixels, such as a report, is not called compressed: it is copied as it is."
        })
final class TranscodeCommand implements Callable<Integer> {

    @Parameters(
            arity = "2..*",
            paramLabel = "<file>... <out>",
            description = "What to convert, and the file to write; a folder if there are several files.")
    private List<Path> paths;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "<transfer syntax>",
            description = "Name or UID, such as JPEGLSLossless, jpeg-ls-lossless or 1.2.840.10008.1.2.4.80.")
    private String to;

    @Option(names = "--lossy", description = "Pixels may lose information; the result is another SOP instance.")
    private boolean lossy;

    @Option(names = "--quality", paramLabel = "<1-100>", description = "Quality of lossy compression.")
    private Integer quality;

    @Option(
            names = "--parameters",
            paramLabel = "<name=number,...>",
            description = "More parameters of the encoder, such as chroma=444.")
    private String parameters;

    @Spec
    private CommandSpec spec;

    /** What each target was written from, for files of one name in different folders. */
    private final Map<Path, Path> written = new HashMap<>();

    @Override
    public Integer call() throws HubException {
        Quiet.logging();
        Path out = paths.get(paths.size() - 1);
        List<Path> files = paths.subList(0, paths.size() - 1);
        boolean intoFolder = files.size() > 1 || Files.isDirectory(out);
        Transcoder.Builder options = options();
        int processors = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = new ThreadPoolExecutor(0, processors, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
        try {
            Transcoder transcoder = options.parallel(threads, processors).build();
            boolean all = true;
            for (Path file : files) {
                all &= transcode(transcoder, file, intoFolder ? inFolder(out, file) : out);
            }
            return all ? 0 : 1;
        } finally {
            threads.shutdownNow();
        }
    }

    private Transcoder.Builder options() {
        try {
            TransferSyntax target = Transcoding.target(to);
            if (target.encapsulated()
                    && PixelCodecs.installed().encoderOf(target.uid()).isEmpty()) {
                throw new IllegalArgumentException("there is no encoder for " + target);
            }
            CodecParameters codec = Transcoding.parameters(target, parameters, quality);
            return Transcoder.to(target).allowLossy(lossy).parameters(codec);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static Path inFolder(Path folder, Path file) throws HubException {
        try {
            return Files.createDirectories(folder).resolve(file.getFileName());
        } catch (IOException e) {
            throw new HubException("Cannot make the folder " + folder + ": " + e, e);
        }
    }

    private boolean transcode(Transcoder transcoder, Path file, Path target) {
        Path part = target.resolveSibling(".part-" + UUID.randomUUID());
        try {
            Path other = written.putIfAbsent(target, file);
            if (other != null) {
                throw new IOException(target + " is written already, from " + other);
            }
            if (hasNothingToCompress(transcoder, file)) {
                Files.copy(file, part);
                out(file + ": has no pixel data to compress, is left in its transfer syntax");
            } else {
                Transcoded result = transcoder.transcode(file, part);
                if (result.newInstance()) {
                    out(file + ": compressed with loss, now SOP Instance UID "
                            + result.attributes().getString(Tag.SOPInstanceUID));
                }
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException | RuntimeException e) {
            complain(file, e);
            return false;
        } finally {
            delete(part);
        }
    }

    private static boolean hasNothingToCompress(Transcoder transcoder, Path file) throws IOException {
        try (DicomInputStream in = new DicomInputStream(file)) {
            TransferSyntax from = in.transferSyntax();
            return !from.equals(transcoder.target())
                    && Transcoding.leavesAsIs(transcoder.plan(in.readDataset(ElementStop.PIXEL_DATA), from));
        }
    }

    private void out(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private void complain(Path file, Exception e) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(file + ": " + reason(e));
        err.flush();
    }

    static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder: " + e.getMessage();
        }
        return e instanceof AccessDeniedException || e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            complain(part, e);
        }
    }
}
