package io.cameldicom.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Fragments;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.dicom.io.FileMetaInformation;
import io.cameldicom.dicom.io.ReadLimits;
import io.cameldicom.dicom.pixel.PixelDescription;
import io.cameldicom.dicom.transcode.DataSetSource;
import io.cameldicom.dicom.transcode.Frames;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * DCMTK and GDCM read what our codecs write and the other way round, pixel by pixel. Each file has a frame of every
 * {@link Images.Content}.
 */
class PeerCodecTest {
    private static final CodecParameter UNINTERLEAVED = new CodecParameter("interleave", 0, 2, 1, "");
    private static final String INSTANCE = "2.25.91823";

    private static final PixelDescription GREY_8 = Images.describe(61, 84, 1, 8, false);
    private static final PixelDescription GREY_12 = Images.describe(61, 83, 1, 12, false);
    private static final PixelDescription GREY_16 = Images.describe(61, 83, 1, 16, false);
    private static final PixelDescription SIGNED_16 = Images.describe(61, 83, 1, 16, true);
    /** As many bits as a byte has, but in cells of two. */
    private static final PixelDescription WIDE_8 = PixelDescription.monochrome(61, 83, 16, 8);

    private static final PixelDescription GREY_7 = Images.describe(61, 83, 1, 7, false);
    private static final PixelDescription COLOR = Images.describe(61, 84, 3, 8, false);

    @TempDir
    Path folder;

    private static List<byte[]> frames(PixelDescription pixels, Images.Content... contents) {
        return Stream.of(contents)
                .map(content -> Images.frame(pixels, content, 21))
                .toList();
    }

    private static Attributes image(PixelDescription pixels, int frames) {
        Attributes image = new Attributes();
        image.setString(Tag.SOPClassUID, VR.UI, sopClass(pixels));
        image.setString(Tag.SOPInstanceUID, VR.UI, INSTANCE);
        image.setString(Tag.StudyInstanceUID, VR.UI, INSTANCE + ".1");
        image.setString(Tag.SeriesInstanceUID, VR.UI, INSTANCE + ".2");
        image.setInt(Tag.SamplesPerPixel, VR.US, pixels.samplesPerPixel());
        image.setString(
                Tag.PhotometricInterpretation,
                VR.CS,
                pixels.photometricInterpretation().term());
        if (pixels.samplesPerPixel() > 1) {
            image.setInt(Tag.PlanarConfiguration, VR.US, pixels.planarConfiguration());
        }
        image.setInt(Tag.NumberOfFrames, VR.IS, frames);
        image.setInt(Tag.Rows, VR.US, pixels.rows());
        image.setInt(Tag.Columns, VR.US, pixels.columns());
        image.setInt(Tag.BitsAllocated, VR.US, pixels.bitsAllocated());
        image.setInt(Tag.BitsStored, VR.US, pixels.bitsStored());
        image.setInt(Tag.HighBit, VR.US, pixels.highBit());
        image.setInt(Tag.PixelRepresentation, VR.US, pixels.signed() ? 1 : 0);
        return image;
    }

    /** GDCM writes signed frames, more than one, of few SOP classes only. */
    private static String sopClass(PixelDescription pixels) {
        return pixels.samplesPerPixel() == 1
                ? UID.EnhancedCTImageStorage
                : UID.MultiFrameTrueColorSecondaryCaptureImageStorage;
    }

    private void write(String file, Attributes image, String transferSyntax) throws IOException {
        try (OutputStream to = Files.newOutputStream(folder.resolve(file));
                DicomOutputStream out = new DicomOutputStream(to, TransferSyntax.of(transferSyntax))) {
            out.writeFileMetaInformation(
                    FileMetaInformation.of(image.getString(Tag.SOPClassUID), INSTANCE, transferSyntax));
            out.writeDataset(image);
        }
    }

    private void writeNative(String file, PixelDescription pixels, List<byte[]> frames) throws IOException {
        Attributes image = image(pixels, frames.size());
        ByteBuffer all = ByteBuffer.allocate(frames.size() * (int) pixels.frameLength());
        frames.forEach(all::put);
        image.setBytes(Tag.PixelData, pixels.bitsAllocated() > 8 ? VR.OW : VR.OB, all.array());
        write(file, image, UID.ExplicitVRLittleEndian);
    }

    private void writeEncoded(
            String file,
            String transferSyntax,
            PixelDescription pixels,
            List<byte[]> frames,
            CodecParameters parameters)
            throws IOException {
        PixelCodec codec = PixelCodecs.installed().encoderOf(transferSyntax).orElseThrow();
        Attributes image = image(codec.encoded(transferSyntax, pixels, parameters), frames.size());
        Fragments fragments = image.newFragments(Tag.PixelData, VR.OB);
        fragments.add(new byte[0]);
        for (byte[] frame : frames) {
            ByteBuffer encoded = codec.encode(transferSyntax, frame, pixels, parameters);
            byte[] fragment = new byte[encoded.remaining()];
            encoded.get(fragment);
            fragments.add(fragment);
        }
        write(file, image, transferSyntax);
    }

    /** The frames of a native file, color by pixel. */
    private List<byte[]> readNative(String file) throws IOException {
        try (DicomInputStream in = new DicomInputStream(folder.resolve(file))) {
            Attributes image = in.readDataset();
            PixelDescription pixels = PixelDescription.of(image);
            byte[] all = image.getBytes(Tag.PixelData);
            int length = (int) pixels.frameLength();
            return IntStream.range(0, image.getInt(Tag.NumberOfFrames, 1))
                    .mapToObj(i -> Arrays.copyOfRange(all, i * length, (i + 1) * length))
                    .map(frame -> pixels.planarConfiguration() == 0 ? frame : byPixel(frame))
                    .toList();
        }
    }

    private static byte[] byPixel(byte[] planes) {
        byte[] frame = new byte[planes.length];
        int plane = planes.length / 3;
        for (int i = 0; i < planes.length; i++) {
            frame[i % plane * 3 + i / plane] = planes[i];
        }
        return frame;
    }

    private List<byte[]> decode(String file) throws IOException {
        Frames image = Frames.open(DataSetSource.ofFile(folder.resolve(file)), ReadLimits.DEFAULT);
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < image.count(); i++) {
            frames.add(image.decoded(i));
        }
        return frames;
    }

    private static Arguments ours(String syntax, PixelDescription pixels, String decoder, Object... parameters) {
        CodecParameters all = CodecParameters.DEFAULTS;
        for (int i = 0; i < parameters.length; i += 2) {
            all = all.with((String) parameters[i], (Integer) parameters[i + 1]);
        }
        return Arguments.of(syntax, pixels, decoder, all);
    }

    static Stream<Arguments> lossless_streams_of_ours_are_decoded_by_dcmtk_and_gdcm() {
        Stream<Arguments> depths = Stream.of(GREY_8, GREY_12, GREY_16, SIGNED_16, WIDE_8, COLOR)
                .flatMap(pixels -> Stream.of(
                        ours(UID.RLELossless, pixels, "dcmdrle"),
                        ours(UID.JPEGLosslessSV1, pixels, "dcmdjpeg"),
                        ours(UID.JPEGLossless, pixels, "dcmdjpeg", "predictor", 4),
                        ours(UID.JPEGLSLossless, pixels, "dcmdjpls")));
        Stream<Arguments> predictors =
                Stream.of(2, 3, 5, 6, 7).map(value -> ours(UID.JPEGLossless, GREY_12, "dcmdjpeg", "predictor", value));
        Stream<Arguments> others = Stream.of(
                ours(UID.JPEGLSLossless, GREY_7, "dcmdjpls"),
                ours(UID.JPEGLosslessSV1, COLOR, "dcmdjpeg", "restartInterval", 7),
                ours(UID.JPEGLSLossless, COLOR, "dcmdjpls", "interleave", 0),
                ours(UID.JPEGLSLossless, COLOR, "dcmdjpls", "interleave", 2));
        return Stream.of(depths, predictors, others).flatMap(each -> each);
    }

    static Stream<Arguments> jpeg_2000_streams_of_ours_are_decoded_by_gdcm() {
        return Stream.of(GREY_8, GREY_12, GREY_16, SIGNED_16, COLOR)
                .flatMap(pixels -> Stream.of(
                        ours(UID.JPEG2000Lossless, pixels, ""),
                        ours(UID.JPEG2000Lossless, pixels, "", "layers", 3, "levels", 2, "codeBlock", 16),
                        ours(UID.JPEG2000, pixels, "", "rate", 8, "layers", 4),
                        ours(UID.JPEG2000, pixels, "", "quality", 60)));
    }

    @ParameterizedTest
    @MethodSource
    void jpeg_2000_streams_of_ours_are_decoded_by_gdcm(
            String syntax, PixelDescription pixels, String decoder, CodecParameters parameters) throws Exception {
        // lossy noise leaves the range of values, where decoders cut it differently
        List<byte[]> frames = syntax.equals(UID.JPEG2000Lossless)
                ? frames(pixels, Images.Content.values())
                : frames(pixels, Images.Content.CONSTANT, Images.Content.SMOOTH);
        writeEncoded("ours.dcm", syntax, pixels, frames, parameters);
        PeerTool.run("libgdcm-tools", folder, "gdcmconv", "--raw", "ours.dcm", "gdcm.dcm");
        boolean lossless = syntax.equals(UID.JPEG2000Lossless);
        // its 9/7 transform is that of OpenJPEG, with constants of few digits
        int tolerance = lossless ? 0 : pixels.bitsStored() == 16 ? 3 : 1;
        assertWithin(tolerance, lossless ? frames : decode("ours.dcm"), readNative("gdcm.dcm"), pixels);
    }

    @ParameterizedTest
    @MethodSource
    void lossless_streams_of_ours_are_decoded_by_dcmtk_and_gdcm(
            String syntax, PixelDescription pixels, String decoder, CodecParameters parameters) throws Exception {
        List<byte[]> frames = frames(pixels, Images.Content.values());
        writeEncoded("ours.dcm", syntax, pixels, frames, parameters);
        PeerTool.run("dcmtk", folder, decoder, "ours.dcm", "dcmtk.dcm");
        assertWithin(0, frames, readNative("dcmtk.dcm"), pixels);
        if (parameters.get(UNINTERLEAVED) == 0) {
            // GDCM 3.0.21 mixes up the planes of uninterleaved JPEG-LS when there are several frames
            return;
        }
        PeerTool.run("libgdcm-tools", folder, "gdcmconv", "--raw", "ours.dcm", "gdcm.dcm");
        assertWithin(0, frames, readNative("gdcm.dcm"), pixels);
    }

    static Stream<Arguments> lossless_streams_of_theirs_are_decoded_by_us() {
        return Stream.of(GREY_8, GREY_12, GREY_16, SIGNED_16, COLOR).flatMap(pixels -> {
            Stream<Arguments> everywhere = Stream.of(
                    Arguments.of(pixels, List.of("dcmcrle")),
                    Arguments.of(pixels, List.of("dcmcjpeg", "+e1")),
                    Arguments.of(pixels, List.of("dcmcjpeg", "+el", "+sv", "7")),
                    Arguments.of(pixels, List.of("dcmcjpls", "+el")),
                    Arguments.of(pixels, List.of("dcmcjpls", "+el", "+pc", "+t1", "5", "+t2", "9", "+t3", "30")),
                    Arguments.of(pixels, List.of("gdcmconv", "--rle")),
                    Arguments.of(pixels, List.of("gdcmconv", "--jpeg")),
                    Arguments.of(pixels, List.of("gdcmconv", "--jpegls")),
                    Arguments.of(pixels, List.of("gdcmconv", "--j2k")));
            Stream<Arguments> predictors = pixels == GREY_12
                    ? Stream.of("1", "2", "3", "4", "5", "6")
                            .map(value -> Arguments.of(pixels, List.of("dcmcjpeg", "+el", "+sv", value)))
                    : Stream.of();
            Stream<Arguments> interleaves = pixels == COLOR
                    ? Stream.of("+in", "+il", "+is").map(mode -> Arguments.of(pixels, List.of("dcmcjpls", "+el", mode)))
                    : Stream.of();
            return Stream.of(everywhere, predictors, interleaves).flatMap(each -> each);
        });
    }

    @ParameterizedTest
    @MethodSource
    void lossless_streams_of_theirs_are_decoded_by_us(PixelDescription pixels, List<String> encoder) throws Exception {
        // DCMTK 3.6.7 writes, in its "cooked" mode, a stream that it cannot read when noise makes it grow
        List<byte[]> frames = encoder.contains("+pc")
                ? frames(pixels, Images.Content.CONSTANT, Images.Content.SMOOTH, Images.Content.EXTREMES)
                : frames(pixels, Images.Content.values());
        writeNative("native.dcm", pixels, frames);
        run(encoder, "native.dcm", "theirs.dcm");
        assertWithin(0, frames, decode("theirs.dcm"), pixels);
    }

    private void run(List<String> command, String from, String to) throws IOException, InterruptedException {
        Object[] arguments =
                Stream.concat(command.stream().skip(1), Stream.of(from, to)).toArray();
        String tool = command.get(0);
        PeerTool.run(tool.startsWith("gdcm") ? "libgdcm-tools" : "dcmtk", folder, tool, arguments);
    }

    static Stream<Arguments> lossy_streams_of_theirs_decode_as_they_decode_them() {
        return Stream.of(
                Arguments.of(GREY_8, List.of("dcmcjpeg", "+eb"), "dcmdjpeg", 1),
                Arguments.of(COLOR, List.of("dcmcjpeg", "+eb"), "dcmdjpeg", 3),
                Arguments.of(COLOR, List.of("dcmcjpeg", "+eb", "+s4"), "dcmdjpeg", 3),
                Arguments.of(COLOR, List.of("dcmcjpeg", "+eb", "+cr"), "dcmdjpeg", 1),
                Arguments.of(GREY_12, List.of("dcmcjpeg", "+ee", "+bt"), "dcmdjpeg", 1),
                Arguments.of(GREY_8, List.of("dcmcjpeg", "+es"), "dcmdjpeg", 1),
                Arguments.of(GREY_8, List.of("dcmcjpeg", "+ep"), "dcmdjpeg", 1),
                Arguments.of(GREY_12, List.of("dcmcjpeg", "+ep", "+bt"), "dcmdjpeg", 1),
                Arguments.of(COLOR, List.of("dcmcjpeg", "+ep"), "dcmdjpeg", 3),
                Arguments.of(GREY_16, List.of("dcmcjpls", "+en", "+md", "5"), "dcmdjpls", 0),
                Arguments.of(COLOR, List.of("dcmcjpls", "+en", "+md", "3"), "dcmdjpls", 0),
                Arguments.of(COLOR, List.of("dcmcjpls", "+en", "+is"), "dcmdjpls", 0));
    }

    @ParameterizedTest
    @MethodSource
    void lossy_streams_of_theirs_decode_as_they_decode_them(
            PixelDescription pixels, List<String> encoder, String decoder, int tolerance) throws Exception {
        writeNative("native.dcm", pixels, frames(pixels, Images.Content.values()));
        run(encoder, "native.dcm", "theirs.dcm");
        PeerTool.run("dcmtk", folder, decoder, "theirs.dcm", "decoded.dcm");
        assertWithin(tolerance, readNative("decoded.dcm"), decode("theirs.dcm"), pixels);
    }

    static Stream<Arguments> lossy_streams_of_ours_decode_as_we_decode_them() {
        return Stream.of(
                ours(UID.JPEGBaseline8Bit, GREY_8, "dcmdjpeg"),
                ours(UID.JPEGBaseline8Bit, COLOR, "dcmdjpeg"),
                ours(UID.JPEGBaseline8Bit, COLOR, "dcmdjpeg", "chroma", 444, "restartInterval", 2),
                ours(UID.JPEGBaseline8Bit, GREY_8, "dcmdjpeg", "quality", 100),
                ours(UID.JPEGExtended12Bit, GREY_12, "dcmdjpeg"),
                ours(UID.JPEGExtended12Bit, GREY_8, "dcmdjpeg"),
                ours(UID.JPEGExtended12Bit, WIDE_8, "dcmdjpeg"),
                ours(UID.JPEGLSNearLossless, WIDE_8, "dcmdjpls", "near", 2),
                ours(UID.JPEGLSNearLossless, GREY_16, "dcmdjpls", "near", 4),
                ours(UID.JPEGLSNearLossless, COLOR, "dcmdjpls", "near", 1, "interleave", 0),
                ours(UID.JPEGLSNearLossless, COLOR, "dcmdjpls", "near", 3, "interleave", 1),
                ours(UID.JPEGLSNearLossless, COLOR, "dcmdjpls", "near", 3, "interleave", 2));
    }

    @ParameterizedTest
    @MethodSource
    void lossy_streams_of_ours_decode_as_we_decode_them(
            String syntax, PixelDescription pixels, String decoder, CodecParameters parameters) throws Exception {
        writeEncoded("ours.dcm", syntax, pixels, frames(pixels, Images.Content.values()), parameters);
        PeerTool.run("dcmtk", folder, decoder, "ours.dcm", "decoded.dcm");
        int tolerance = syntax.equals(UID.JPEGLSNearLossless) ? 0 : pixels.samplesPerPixel() == 3 ? 3 : 1;
        assertWithin(tolerance, readNative("decoded.dcm"), decode("ours.dcm"), pixels);
    }

    private static void assertWithin(
            int tolerance, List<byte[]> expected, List<byte[]> actual, PixelDescription pixels) {
        assertEquals(expected.size(), actual.size(), "frames");
        for (int frame = 0; frame < expected.size(); frame++) {
            byte[] wanted = expected.get(frame);
            byte[] got = actual.get(frame);
            assertEquals(wanted.length, got.length);
            int bytes = pixels.bitsAllocated() / 8;
            for (int i = 0; i < wanted.length; i += bytes) {
                if (Math.abs(sample(wanted, i, bytes) - sample(got, i, bytes)) > tolerance) {
                    fail("frame " + frame + ", sample " + i / bytes + " is " + sample(got, i, bytes) + ", expected "
                            + sample(wanted, i, bytes));
                }
            }
        }
    }

    private static int sample(byte[] frame, int at, int bytes) {
        return bytes == 1 ? frame[at] & 0xFF : (frame[at + 1] & 0xFF) << 8 | frame[at] & 0xFF;
    }
}
