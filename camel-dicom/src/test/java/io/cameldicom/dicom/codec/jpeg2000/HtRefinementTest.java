package io.cameldicom.dicom.codec.jpeg2000;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.Images;
import io.cameldicom.dicom.codec.jpeg2000.HtForgery.Contribution;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SigProp and MagRef passes of any bytes decode as two others decode them. Placeholder passes, layers and several sets,
 * which those do not decode, are held against streams without.
 */
class HtRefinementTest {
    private static final int ROWS = 29;
    private static final int COLUMNS = 37;
    private static final PixelDescription DECODED = Images.describe(ROWS, COLUMNS, 1, 12, false);
    /** Lblock is 3 + 9. */
    private static final String LENGTH_BITS = "1111111110";

    private static final int LBLOCK = 12;

    @TempDir
    Path folder;

    private HtForgery forgery;

    @BeforeEach
    void forge() throws Exception {
        PixelDescription pixels = Images.describe(ROWS, COLUMNS, 1, 8, false);
        byte[] frame = new byte[ROWS * COLUMNS];
        Random random = new Random(4);
        for (int i = 0; i < frame.length; i++) {
            // sparse, so that there is something left to become significant
            frame[i] = (byte) (random.nextInt(6) == 0 ? random.nextInt(256) : 128);
        }
        List<String> options = List.of("-reversible", "true", "-num_decomps", "0");
        forgery = new HtForgery(new OpenJph(folder).compress(frame, pixels, options));
    }

    private byte[] decode(byte[] codestream) throws CodecException {
        return OpenJpegStreamsTest.decode(UID.HTJ2KLossless, codestream, DECODED);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static byte[] refinement(int length) {
        byte[] bytes = new byte[length];
        Random random = new Random(length);
        for (int i = 0; i < length; i++) {
            // with many bytes behind which, or of which, a bit is stuffed
            int value = random.nextInt(4) == 0 ? random.nextBoolean() ? 0xFF : 0x7F : random.nextInt(256);
            bytes[i] = (byte) (i > 0 && bytes[i - 1] == -1 ? value & 0x7F : value);
        }
        if (length > 0) {
            bytes[length - 1] = 0x55;
        }
        return bytes;
    }

    private Contribution whole(String passes, byte[] refinement, int refinements) {
        String header = passes
                + LENGTH_BITS
                + HtForgery.bits(forgery.cleanup.length, LBLOCK)
                + HtForgery.bits(refinement.length, LBLOCK + refinements - 1);
        return new Contribution(header, joined(forgery.cleanup, refinement));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 1, 20, false",
        "10, 2, 150, true",
        "1100, 1, 40, false",
        "1100, 1, 300, true",
        "1100, 2, 300, false",
        "1100, 3, 120, true",
        "1100, 1, 1000, false"
    })
    void refinement_of_any_bytes_decodes_as_openjpeg_and_openjph_decode_it(
            String passes, int lift, int length, boolean causal) throws Exception {
        Contribution contribution = whole(passes, refinement(length), passes.equals("10") ? 1 : 2);
        byte[] codestream = forgery.codestream(lift, causal, contribution);
        byte[] actual = decode(codestream);
        assertArrayEquals(new OpenJph(folder).expand(codestream, DECODED), actual, "OpenJPH");
        assertArrayEquals(new OpenJpeg(folder).decompress(codestream, DECODED), actual, "OpenJPEG");
        byte[] unrefined = decode(forgery.codestream(lift, causal, cleanupOnly()));
        assertFalse(Arrays.equals(unrefined, actual), "refined");
    }

    private Contribution cleanupOnly() {
        return new Contribution("0" + LENGTH_BITS + HtForgery.bits(forgery.cleanup.length, LBLOCK), forgery.cleanup);
    }

    @Test
    void placeholder_passes_move_the_cleanup_pass_down() throws Exception {
        byte[] refinement = refinement(77);
        // six passes: three without bytes, then the set; the length of four passes has two bits more
        String header = "111100000"
                + LENGTH_BITS
                + HtForgery.bits(forgery.cleanup.length, LBLOCK + 2)
                + HtForgery.bits(refinement.length, LBLOCK + 1);
        byte[] codestream = forgery.codestream(2, false, new Contribution(header, joined(forgery.cleanup, refinement)));
        byte[] actual = decode(codestream);
        assertArrayEquals(decode(forgery.codestream(1, false, whole("1100", refinement, 2))), actual);
    }

    @Test
    void a_layer_of_placeholder_passes_only_has_no_bytes() throws Exception {
        byte[] refinement = refinement(77);
        Contribution three = new Contribution("1100" + LENGTH_BITS + HtForgery.bits(0, LBLOCK + 1), new byte[0]);
        String header = "1100"
                + "0"
                + HtForgery.bits(forgery.cleanup.length, LBLOCK)
                + HtForgery.bits(refinement.length, LBLOCK + 1);
        Contribution set = new Contribution(header, joined(forgery.cleanup, refinement));
        assertArrayEquals(
                decode(forgery.codestream(1, false, whole("1100", refinement, 2))),
                decode(forgery.codestream(2, false, three, set)));
    }

    @Test
    void passes_of_a_set_may_come_in_layers_of_their_own() throws Exception {
        byte[] refinement = refinement(77);
        Contribution propagation =
                new Contribution("0" + "0" + HtForgery.bits(30, LBLOCK), Arrays.copyOf(refinement, 30));
        Contribution magnitudes =
                new Contribution("0" + "0" + HtForgery.bits(47, LBLOCK), Arrays.copyOfRange(refinement, 30, 77));
        assertArrayEquals(
                decode(forgery.codestream(1, false, whole("1100", refinement, 2))),
                decode(forgery.codestream(1, false, cleanupOnly(), propagation, magnitudes)));
    }

    @Test
    void of_several_sets_the_last_counts() throws Exception {
        byte[] refinement = refinement(77);
        // four passes: a set of three and the cleanup pass of the next
        String header = "1101" + LENGTH_BITS + HtForgery.bits(4, LBLOCK + 2) + HtForgery.bits(0, LBLOCK);
        assertThrows(
                CodecException.class,
                () -> decode(forgery.codestream(1, false, new Contribution(header, new byte[4]))));
        Contribution next =
                new Contribution("0" + "0" + HtForgery.bits(forgery.cleanup.length, LBLOCK), forgery.cleanup);
        assertArrayEquals(
                decode(forgery.codestream(0, false, cleanupOnly())),
                decode(forgery.codestream(1, false, whole("1100", refinement, 2), next)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10"})
    void a_cleanup_pass_of_one_byte_is_refused(String passes) {
        String header = passes + LENGTH_BITS + HtForgery.bits(1, LBLOCK) + HtForgery.bits(0, LBLOCK);
        assertThrows(
                CodecException.class,
                () -> decode(forgery.codestream(1, false, new Contribution(header, new byte[1]))));
    }

    @Test
    void changed_at_random_it_decodes_to_something_or_fails() throws CodecException {
        HtBrokenStreamTest.changeAndDecode(
                forgery.codestream(2, false, whole("1100", refinement(77), 2)), DECODED, 2000);
    }

    @Test
    void code_blocks_of_part_1_among_them_are_refused() {
        byte[] codestream = forgery.codestream(0, false, cleanupOnly());
        codestream[forgery.codingStyle + 12] = (byte) 0xC0;
        CodecException e = assertThrows(CodecException.class, () -> decode(codestream));
        assertTrue(e.getMessage().contains("side by side"), e.getMessage());
    }
}
