package io.cameldicom.dicom.codec.jpeg2000;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.EncodedFrame;
import io.cameldicom.dicom.codec.Images;
import io.cameldicom.dicom.codec.PeerTool;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams that OpenJPEG writes with its many options decode as it decodes them. */
class OpenJpegStreamsTest {
    private static final PixelDescription GREY_8 = Images.describe(93, 130, 1, 8, false);
    private static final PixelDescription GREY_12 = Images.describe(93, 130, 1, 12, false);
    private static final PixelDescription SIGNED_16 = Images.describe(93, 130, 1, 16, true);
    private static final PixelDescription COLOR = Images.describe(93, 130, 3, 8, false);

    @TempDir
    Path folder;

    static byte[] decode(String syntax, byte[] codestream, PixelDescription pixels) throws CodecException {
        byte[] target = new byte[(int) pixels.frameLength()];
        new Jpeg2000Codec().decode(syntax, EncodedFrame.of(codestream), pixels, target);
        return target;
    }

    static Stream<String> options() {
        Stream<String> progressions = Stream.of("LRCP", "RLCP", "RPCL", "PCRL", "CPRL")
                .flatMap(order -> Stream.of(
                        "-p " + order + " -r 20,10,1 -c [64,64],[32,32],[16,16] -SOP -EPH",
                        "-p " + order + " -t 80,64 -r 4,2,1 -TP R -PLT -TLM",
                        "-p " + order + " -d 13,7 -T 5,3 -t 61,40 -c [32,16] -n 4",
                        "-p " + order + " -I -r 30,10 -c [128,64],[64,128] -d 3,1"));
        Stream<String> styles = IntStream.range(0, 64).mapToObj(style -> "-M " + style + " -b 16,32");
        Stream<String> layeredStyles = Stream.of(1, 4, 5, 9, 13, 37, 61, 63)
                .flatMap(style -> Stream.of("-M " + style + " -r 30,12,5,1", "-I -M " + style + " -r 30,12,5"));
        Stream<String> blocks = Stream.of(
                        "4,4", "4,1024", "1024,4", "64,64", "8,256", "16,4", "256,16 -n 1", "128,8 -n 1 -M 13")
                .map(size -> "-b " + size);
        Stream<String> levels = IntStream.rangeClosed(1, 7).mapToObj(each -> "-n " + each);
        Stream<String> others = Stream.of(
                "-n 1 -I",
                "-n 7 -I",
                "-I",
                "-I -q 30,40,50",
                "-mct 0",
                "-mct 0 -I",
                "-ROI c=0,U=7",
                "-ROI c=0,U=11 -I",
                "-GuardBits 4",
                "-POC T1=0,0,1,3,3,LRCP/T1=0,0,3,6,3,RPCL -r 10,5,1",
                "-POC T1=0,0,2,6,3,RLCP/T1=0,0,3,6,3,CPRL -r 10,5,1",
                "-TP L -r 10,5,1",
                "-p CPRL -TP C -r 10,5,1",
                "-t 1,200 -n 1",
                "-t 17,17 -n 5");
        return Stream.of(progressions, styles, layeredStyles, blocks, levels, others)
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("options")
    void decode_as_openjpeg_decodes_them(String options) throws Exception {
        OpenJpeg openJpeg = new OpenJpeg(folder);
        List<String> split = List.of(options.split(" "));
        for (PixelDescription pixels : List.of(GREY_8, GREY_12, SIGNED_16, COLOR)) {
            if (pixels == SIGNED_16 && options.contains("ROI")
                    || pixels.samplesPerPixel() == 1 && options.contains("mct")) {
                continue;
            }
            byte[] frame = Images.frame(pixels, Images.Content.SMOOTH, 5);
            byte[] codestream = openJpeg.compress(frame, pixels, "", split);
            byte[] expected = openJpeg.decompress(codestream, pixels);
            byte[] actual = decode(UID.JPEG2000, codestream, pixels);
            // its constants of the 9/7 transform have seven digits or less, which shows in 16 bits
            int tolerance = !options.contains("-I") ? 0 : pixels == SIGNED_16 ? 3 : 1;
            assertWithin(tolerance, expected, actual, pixels);
        }
    }

    @Test
    void chrominance_of_every_second_pixel_and_row_is_spread() throws Exception {
        PixelDescription pixels = Images.describe(62, 86, 3, 8, false);
        byte[] planes = Images.frame(Images.describe(93, 86, 1, 8, false), Images.Content.SMOOTH, 5);
        Files.write(folder.resolve("in.rawl"), planes);
        PeerTool.run(
                "libopenjp2-tools",
                folder,
                "opj_compress",
                "-i",
                "in.rawl",
                "-o",
                "out.j2k",
                "-F",
                "86,62,3,8,u@1x1:2x2:2x2",
                "-mct",
                0,
                "-p",
                "PCRL",
                "-t",
                "40,40",
                "-n",
                3);
        byte[] decoded = decode(UID.JPEG2000Lossless, Files.readAllBytes(folder.resolve("out.j2k")), pixels);
        for (int y = 0; y < 62; y++) {
            for (int x = 0; x < 86; x++) {
                int chrominance = 86 * 62 + y / 2 * 43 + x / 2;
                assertEquals(planes[y * 86 + x], decoded[3 * (y * 86 + x)]);
                assertEquals(planes[chrominance], decoded[3 * (y * 86 + x) + 1]);
                assertEquals(planes[chrominance + 43 * 31], decoded[3 * (y * 86 + x) + 2]);
            }
        }
    }

    static void assertWithin(int tolerance, byte[] expected, byte[] actual, PixelDescription pixels) {
        assertEquals(expected.length, actual.length);
        int bytes = pixels.bitsAllocated() / 8;
        for (int i = 0; i < expected.length; i += bytes) {
            int wanted = sample(expected, i, pixels);
            int got = sample(actual, i, pixels);
            if (Math.abs(wanted - got) > tolerance) {
                fail("sample " + i / bytes + " is " + got + ", expected " + wanted + ": " + pixels);
            }
        }
    }

    private static int sample(byte[] frame, int at, PixelDescription pixels) {
        if (pixels.bitsAllocated() == 8) {
            return pixels.signed() ? frame[at] : frame[at] & 0xFF;
        }
        int cell = frame[at + 1] << 8 | frame[at] & 0xFF;
        return pixels.signed() ? cell : cell & 0xFFFF;
    }
}
