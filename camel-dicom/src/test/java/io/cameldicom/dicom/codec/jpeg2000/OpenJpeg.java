package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.PeerTool;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** OpenJPEG's commands, with frames as raw files: little endian, samples by plane. */
final class OpenJpeg {
    private static final String PACKAGE = "libopenjp2-tools";

    private final Path folder;

    OpenJpeg(Path folder) {
        this.folder = folder;
    }

    byte[] compress(byte[] frame, PixelDescription pixels, String subsampling, List<String> options)
            throws IOException, InterruptedException {
        Files.write(folder.resolve("in.rawl"), byPlane(frame, pixels));
        String format = pixels.columns() + "," + pixels.rows() + "," + pixels.samplesPerPixel() + ","
                + pixels.bitsStored() + "," + (pixels.signed() ? "s" : "u") + subsampling;
        Object[] arguments = Stream.concat(Stream.of("-i", "in.rawl", "-o", "out.j2k", "-F", format), options.stream())
                .toArray();
        PeerTool.run(PACKAGE, folder, "opj_compress", arguments);
        return Files.readAllBytes(folder.resolve("out.j2k"));
    }

    byte[] decompress(byte[] codestream, PixelDescription pixels, String... options)
            throws IOException, InterruptedException {
        Files.write(folder.resolve("in.j2k"), codestream);
        Object[] arguments = Stream.concat(Stream.of("-i", "in.j2k", "-o", "decoded.rawl"), Stream.of(options))
                .toArray();
        PeerTool.run(PACKAGE, folder, "opj_decompress", arguments);
        return withSign(byPixel(Files.readAllBytes(folder.resolve("decoded.rawl")), pixels), pixels);
    }

    static byte[] byPlane(byte[] frame, PixelDescription pixels) {
        return rearranged(frame, pixels, true);
    }

    static byte[] byPixel(byte[] planes, PixelDescription pixels) {
        return rearranged(planes, pixels, false);
    }

    private static byte[] rearranged(byte[] from, PixelDescription pixels, boolean toPlanes) {
        int bytes = pixels.bitsAllocated() / 8;
        int samples = pixels.samplesPerPixel();
        int plane = (int) pixels.pixels();
        byte[] to = new byte[from.length];
        for (int i = 0; i < plane * samples; i++) {
            int inPlanes = i % samples * plane + i / samples;
            System.arraycopy(from, (toPlanes ? i : inPlanes) * bytes, to, (toPlanes ? inPlanes : i) * bytes, bytes);
        }
        return to;
    }

    /** Its raw files have no bits above those of the component's precision. */
    private static byte[] withSign(byte[] frame, PixelDescription pixels) {
        int bytes = pixels.bitsAllocated() / 8;
        int unused = 32 - pixels.bitsStored();
        for (int i = 0; i < frame.length && pixels.signed(); i += bytes) {
            int cell = bytes == 1 ? frame[i] : frame[i + 1] << 8 | frame[i] & 0xFF;
            int value = cell << unused >> unused;
            for (int b = 0; b < bytes; b++) {
                frame[i + b] = (byte) (value >> 8 * b);
            }
        }
        return frame;
    }
}
