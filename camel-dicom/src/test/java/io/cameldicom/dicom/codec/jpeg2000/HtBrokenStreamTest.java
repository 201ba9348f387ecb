package io.cameldicom.dicom.codec.jpeg2000;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.Images;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A broken high-throughput frame ends in a {@link CodecException}, soon, and in nothing else. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HtBrokenStreamTest {
    private static final PixelDescription GREY_16 = Images.describe(12, 19, 1, 16, false);
    private static final PixelDescription COLOR = Images.describe(12, 19, 3, 8, false);

    @TempDir
    Path folder;

    static Stream<Arguments> streams() {
        return Stream.of(
                Arguments.of(GREY_16, "-reversible true"),
                Arguments.of(GREY_16, "-reversible true -num_decomps 0"),
                Arguments.of(COLOR, "-reversible true -block_size {4,4} -num_decomps 2"),
                Arguments.of(COLOR, "-reversible false -qstep 0.01"));
    }

    private byte[] encode(PixelDescription pixels, Images.Content content, String options) throws Exception {
        return new OpenJph(folder).compress(Images.frame(pixels, content, 11), pixels, List.of(options.split(" ")));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void cut_at_any_byte_it_fails_or_has_lost_only_padding(PixelDescription pixels, String options) throws Exception {
        for (Images.Content content : Images.Content.values()) {
            byte[] encoded = encode(pixels, content, options);
            byte[] whole = OpenJpegStreamsTest.decode(UID.HTJ2KLossless, encoded, pixels);
            for (int length = 0; length < encoded.length; length++) {
                byte[] cut = Arrays.copyOf(encoded, length);
                try {
                    assertArrayEquals(whole, OpenJpegStreamsTest.decode(UID.HTJ2KLossless, cut, pixels));
                    assertTrue(encoded.length - length <= 5, () -> cut.length + " bytes were enough");
                } catch (CodecException e) {
                    assertTrue(e.position() <= cut.length, e.getMessage());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void changed_at_random_it_decodes_to_something_or_fails(PixelDescription pixels, String options) throws Exception {
        for (Images.Content content : Images.Content.values()) {
            changeAndDecode(encode(pixels, content, options), pixels, 1000);
        }
    }

    /** Changes a few bytes, or makes noise of everything from somewhere on. */
    static void changeAndDecode(byte[] encoded, PixelDescription pixels, int tries) {
        Random random = new Random(17);
        for (int i = 0; i < tries; i++) {
            byte[] changed = encoded.clone();
            int noise =
                    random.nextInt(3) == 0 ? changed.length / 2 + random.nextInt(changed.length / 2) : changed.length;
            for (int at = noise; at < changed.length; at++) {
                changed[at] = (byte) random.nextInt();
            }
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            try {
                OpenJpegStreamsTest.decode(UID.HTJ2K, changed, pixels);
            } catch (CodecException e) {
                assertTrue(e.position() <= changed.length, e.getMessage());
            } catch (RuntimeException | Error e) {
                fail("try " + i, e);
            }
        }
    }
}
