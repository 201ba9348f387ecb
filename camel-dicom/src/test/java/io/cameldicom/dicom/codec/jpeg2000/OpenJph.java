package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.PeerTool;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** OpenJPH's commands, with frames as raw files: little endian, samples by plane. */
final class OpenJph {
    private static final String PACKAGE = "openjph-tools";

    private final Path folder;

    OpenJph(Path folder) {
        this.folder = folder;
    }

    byte[] compress(byte[] frame, PixelDescription pixels, List<String> options)
            throws IOException, InterruptedException {
        Files.write(folder.resolve("in.yuv"), OpenJpeg.byPlane(frame, pixels));
        int samples = pixels.samplesPerPixel();
        List<String> image = List.of(
                "-i",
                "in.yuv",
                "-o",
                "out.j2c",
                "-dims",
                "{" + pixels.columns() + "," + pixels.rows() + "}",
                "-num_comps",
                String.valueOf(samples),
                "-signed",
                String.join(",", Collections.nCopies(samples, String.valueOf(pixels.signed()))),
                "-bit_depth",
                String.join(",", Collections.nCopies(samples, String.valueOf(pixels.bitsStored()))),
                "-downsamp",
                String.join(",", Collections.nCopies(samples, "{1,1}")));
        Object[] arguments = Stream.concat(image.stream(), options.stream()).toArray();
        PeerTool.run(PACKAGE, folder, "ojph_compress", arguments);
        return Files.readAllBytes(folder.resolve("out.j2c"));
    }

    byte[] expand(byte[] codestream, PixelDescription pixels) throws IOException, InterruptedException {
        Files.write(folder.resolve("in.j2c"), codestream);
        PeerTool.run(PACKAGE, folder, "ojph_expand", "-i", "in.j2c", "-o", "decoded.yuv");
        return OpenJpeg.byPixel(Files.readAllBytes(folder.resolve("decoded.yuv")), pixels);
    }
}
