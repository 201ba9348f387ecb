package io.cameldicom.dicom.codec.jpeg2000;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.CodecParameters;
import io.cameldicom.dicom.codec.EncodedFrame;
import io.cameldicom.dicom.codec.Images;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** OpenJPEG decodes what we encode: exactly where it is lossless, as we do where it is not. */
class OpenJpegReadsOursTest {
    @TempDir
    Path folder;

    static byte[] encode(String syntax, byte[] frame, PixelDescription pixels, CodecParameters parameters)
            throws CodecException {
        EncodedFrame encoded = EncodedFrame.of(new Jpeg2000Codec().encode(syntax, frame, pixels, parameters));
        return Arrays.copyOfRange(encoded.bytes(), encoded.start(), encoded.end());
    }

    static Stream<Arguments> lossless_streams() {
        CodecParameters none = CodecParameters.DEFAULTS;
        Stream<Arguments> depths = IntStream.rangeClosed(1, 16)
                .boxed()
                .flatMap(stored -> Stream.of(
                        Arguments.of(Images.describe(57, 90, 1, stored, false), none),
                        Arguments.of(Images.describe(57, 90, 1, stored, true), none),
                        Arguments.of(Images.describe(57, 90, 3, stored, false), none)));
        Stream<Arguments> levels = IntStream.of(0, 1, 3, 6)
                .mapToObj(each -> Arguments.of(
                        Images.describe(131, 70, 3, 8, false),
                        none.with("levels", each).with("layers", 4)));
        Stream<Arguments> blocks = IntStream.of(4, 8, 32)
                .mapToObj(each -> Arguments.of(
                        Images.describe(70, 131, 1, 12, true),
                        none.with("codeBlock", each).with("layers", 2)));
        Stream<Arguments> sizes = Stream.of(new int[] {1, 1}, new int[] {1, 77}, new int[] {77, 1}, new int[] {2, 3})
                .map(size -> Arguments.of(Images.describe(size[0], size[1], 1, 8, false), none));
        return Stream.of(depths, levels, blocks, sizes).flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource
    void lossless_streams(PixelDescription pixels, CodecParameters parameters) throws Exception {
        for (Images.Content content : Images.Content.values()) {
            byte[] frame = Images.frame(pixels, content, 3);
            byte[] codestream = encode(UID.JPEG2000Lossless, frame, pixels, parameters);
            assertArrayEquals(frame, new OpenJpeg(folder).decompress(codestream, pixels), content + " " + pixels);
        }
    }

    static Stream<Arguments> lossy_streams() {
        CodecParameters none = CodecParameters.DEFAULTS;
        return Stream.of(
                        none,
                        none.with("quality", 100),
                        none.with("quality", 10),
                        none.with("rate", 10),
                        none.with("rate", 40).with("layers", 5),
                        none.with("levels", 0),
                        none.with("levels", 1).with("codeBlock", 8))
                .flatMap(parameters -> Stream.of(
                        Arguments.of(Images.describe(131, 70, 1, 8, false), parameters),
                        Arguments.of(Images.describe(131, 70, 1, 12, true), parameters),
                        Arguments.of(Images.describe(131, 70, 3, 8, false), parameters)));
    }

    @ParameterizedTest
    @MethodSource
    void lossy_streams(PixelDescription pixels, CodecParameters parameters) throws Exception {
        for (Images.Content content : Images.Content.values()) {
            byte[] codestream = encode(UID.JPEG2000, Images.frame(pixels, content, 3), pixels, parameters);
            byte[] theirs = new OpenJpeg(folder).decompress(codestream, pixels);
            byte[] ours = OpenJpegStreamsTest.decode(UID.JPEG2000, codestream, pixels);
            OpenJpegStreamsTest.assertWithin(1, theirs, ours, pixels);
        }
    }
}
