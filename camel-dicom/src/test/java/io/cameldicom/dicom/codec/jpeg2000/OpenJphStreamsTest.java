package io.cameldicom.dicom.codec.jpeg2000;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.cameldicom.dicom.codec.Images;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** High-throughput streams that OpenJPH writes decode to what went in or, where they are lossy, as it decodes them. */
class OpenJphStreamsTest {
    private static final PixelDescription GREY_8 = Images.describe(93, 130, 1, 8, false);
    private static final PixelDescription GREY_12 = Images.describe(93, 130, 1, 12, false);
    private static final PixelDescription GREY_16 = Images.describe(93, 130, 1, 16, false);
    private static final PixelDescription COLOR = Images.describe(93, 130, 3, 8, false);

    @TempDir
    Path folder;

    static Stream<String> options() {
        Stream<String> progressions = Stream.of("LRCP", "RLCP", "RPCL", "PCRL", "CPRL")
                .flatMap(order -> Stream.of(
                        "-prog_order " + order,
                        "-prog_order " + order + " -precincts {32,32},{64,64} -num_decomps 3",
                        "-prog_order " + order + " -tile_size {40,61} -tile_offset {3,2} -image_offset {7,5}"));
        Stream<String> blocks = Stream.of("4,4", "4,1024", "1024,4", "64,64", "32,128", "8,256", "16,4")
                .map(size -> "-block_size {" + size + "}");
        Stream<String> levels = IntStream.rangeClosed(0, 7).mapToObj(each -> "-num_decomps " + each);
        return Stream.of(progressions, blocks, levels).flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("options")
    void reversible_streams_decode_to_what_went_in(String options) throws Exception {
        List<String> split = List.of((options + " -reversible true").split(" "));
        for (PixelDescription pixels : List.of(GREY_8, GREY_12, GREY_16, COLOR)) {
            for (Images.Content content : List.of(Images.Content.SMOOTH, Images.Content.EXTREMES)) {
                byte[] frame = Images.frame(pixels, content, 5);
                byte[] codestream = new OpenJph(folder).compress(frame, pixels, split);
                assertArrayEquals(
                        frame,
                        OpenJpegStreamsTest.decode(UID.HTJ2KLossless, codestream, pixels),
                        options + " " + content + " " + pixels);
            }
        }
    }

    static Stream<Arguments> sizes() {
        int[] edges = {1, 2, 3, 4, 5, 7, 64, 65, 130};
        return IntStream.of(edges).boxed().flatMap(rows -> IntStream.of(edges)
                .mapToObj(columns -> Arguments.of(rows, columns)));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void frames_of_any_size_decode_to_what_went_in(int rows, int columns) throws Exception {
        for (int stored : new int[] {8, 16}) {
            PixelDescription pixels = Images.describe(rows, columns, 1, stored, false);
            byte[] frame = Images.frame(pixels, Images.Content.SMOOTH, 7);
            byte[] codestream =
                    new OpenJph(folder).compress(frame, pixels, List.of("-reversible", "true", "-num_decomps", "3"));
            assertArrayEquals(frame, OpenJpegStreamsTest.decode(UID.HTJ2KLosslessRPCL, codestream, pixels));
        }
    }

    /** Not signed: its tool reads raw files as unsigned. */
    static Stream<PixelDescription> depths() {
        return IntStream.rangeClosed(1, 16)
                .boxed()
                .flatMap(stored -> Stream.of(
                        Images.describe(57, 90, 1, stored, false), Images.describe(57, 90, 3, stored, false)));
    }

    @ParameterizedTest
    @MethodSource("depths")
    void every_depth_decodes_to_what_went_in(PixelDescription pixels) throws Exception {
        for (Images.Content content : Images.Content.values()) {
            byte[] frame = Images.frame(pixels, content, 9);
            byte[] codestream = new OpenJph(folder).compress(frame, pixels, List.of("-reversible", "true"));
            assertArrayEquals(frame, OpenJpegStreamsTest.decode(UID.HTJ2KLossless, codestream, pixels));
        }
    }

    @ParameterizedTest
    @MethodSource("options")
    void irreversible_streams_decode_as_openjph_decodes_them(String options) throws Exception {
        Map<String, PixelDescription> steps = Map.of("0.003", GREY_8, "0.01", GREY_12, "0.0001", GREY_16, "0.1", COLOR);
        for (Map.Entry<String, PixelDescription> step : steps.entrySet()) {
            PixelDescription pixels = step.getValue();
            OpenJph openJph = new OpenJph(folder);
            byte[] frame = Images.frame(pixels, Images.Content.SMOOTH, 5);
            List<String> split = List.of((options + " -reversible false -qstep " + step.getKey()).split(" "));
            byte[] codestream = openJph.compress(frame, pixels, split);
            byte[] expected = openJph.expand(codestream, pixels);
            byte[] actual = OpenJpegStreamsTest.decode(UID.HTJ2K, codestream, pixels);
            OpenJpegStreamsTest.assertWithin(1, expected, actual, pixels);
        }
    }
}
