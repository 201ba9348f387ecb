package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.dicom.io.FileMetaInformation;
import io.cameldicom.dicom.transcode.Transcoder;
import io.cameldicom.it.peer.ChildProcess;
import io.cameldicom.it.wire.Part10File;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A multi-frame of one gigabyte is compressed and decompressed by a process with a quarter of that as heap. */
@org.junit.jupiter.api.Tag("load")
class LargeTranscodeIT {
    private static final int SIDE = 512;
    private static final int FRAMES = 2048;

    @TempDir
    static Path folder;

    /** What the child process does: file, result, transfer syntax. */
    public static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws IOException {
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                Transcoder.to(TransferSyntax.of(arguments[2]))
                        .parallel(threads, 2)
                        .temporaryFolder(Path.of(arguments[1]).getParent())
                        .build()
                        .transcode(Path.of(arguments[0]), Path.of(arguments[1]));
            } finally {
                threads.shutdown();
            }
        }
    }

    @Test
    void a_gigabyte_of_frames_is_compressed_and_decompressed_with_a_heap_of_256_megabytes() throws Exception {
        Path image = write(folder.resolve("large.dcm"));
        Path compressed = folder.resolve("compressed.dcm");
        Path back = folder.resolve("back.dcm");
        transcode(image, compressed, UID.RLELossless);
        transcode(compressed, back, UID.ExplicitVRLittleEndian);
        assertEquals(
                Part10File.read(image).dataSetSha256(), Part10File.read(back).dataSetSha256());
        for (Path file : List.of(image, compressed, back)) {
            Files.delete(file);
        }
    }

    private static void transcode(Path from, Path to, String transferSyntax) throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                from.toString(),
                to.toString(),
                transferSyntax);
        try (ChildProcess child = ChildProcess.start("transcode-to-" + transferSyntax, folder, command)) {
            assertEquals(0, child.awaitExit(Duration.ofMinutes(3)));
        }
    }

    private static Path write(Path file) throws IOException {
        Attributes image = new Attributes();
        image.setString(Tag.SOPClassUID, VR.UI, UID.EnhancedCTImageStorage);
        image.setString(Tag.SOPInstanceUID, VR.UI, "2.25.77");
        image.setInt(Tag.SamplesPerPixel, VR.US, 1);
        image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        image.setInt(Tag.NumberOfFrames, VR.IS, FRAMES);
        image.setInt(Tag.Rows, VR.US, SIDE);
        image.setInt(Tag.Columns, VR.US, SIDE);
        image.setInt(Tag.BitsAllocated, VR.US, 16);
        image.setInt(Tag.BitsStored, VR.US, 12);
        image.setInt(Tag.HighBit, VR.US, 11);
        image.setInt(Tag.PixelRepresentation, VR.US, 0);
        BulkData.Source frames = (offset, length) -> new FrameStream();
        image.setBulkData(Tag.PixelData, VR.OW, BulkData.of(frames, 0, 2L * SIDE * SIDE * FRAMES, false));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
                DicomOutputStream dicom = new DicomOutputStream(out, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)) {
            dicom.writeFileMetaInformation(
                    FileMetaInformation.of(UID.EnhancedCTImageStorage, "2.25.77", UID.ExplicitVRLittleEndian));
            dicom.writeDataset(image);
        }
        return file;
    }

    /** The frames one after the other, each made when it is read. */
    private static final class FrameStream extends InputStream {
        private InputStream current = InputStream.nullInputStream();
        private int next;

        @Override
        public int read(byte[] to, int offset, int count) throws IOException {
            int read = current.read(to, offset, count);
            if (read >= 0 || next == FRAMES) {
                return read;
            }
            current = new ByteArrayInputStream(pixels(next++));
            return current.read(to, offset, count);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }
    }

    /** Slopes that move on from frame to frame, with some bits of noise. */
    private static byte[] pixels(int frame) {
        byte[] pixels = new byte[2 * SIDE * SIDE];
        int noise = frame;
        for (int i = 0; i < SIDE * SIDE; i++) {
            noise = noise * 1_103_515_245 + 12_345;
            int value = (i % SIDE + i / SIDE * 2 + frame & 0x7FF) + (noise >>> 28);
            pixels[2 * i] = (byte) value;
            pixels[2 * i + 1] = (byte) (value >> 8);
        }
        return pixels;
    }
}
