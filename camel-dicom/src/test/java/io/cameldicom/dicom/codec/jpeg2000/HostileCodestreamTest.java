package io.cameldicom.dicom.codec.jpeg2000;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.CodecParameters;
import io.cameldicom.dicom.codec.Images;
import io.cameldicom.dicom.codec.marker.MarkerWriter;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small codestreams that claim much end soon. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HostileCodestreamTest {
    private static final PixelDescription LARGE = Images.describe(4096, 4096, 1, 8, false);

    /** A codestream of one component, with one tile-part for each of the first tiles. */
    private static byte[] codestream(
            int size, int tileSize, Progression order, int layers, byte[] style, byte[] more, int tiles, byte[] packets)
            throws CodecException {
        MarkerWriter out = new MarkerWriter(1024);
        out.putMarker(Markers.SOC);
        out.putSegment(
                Markers.SIZ,
                ByteBuffer.allocate(39)
                        .putShort((short) 0)
                        .putInt(size)
                        .putInt(size)
                        .putLong(0)
                        .putInt(tileSize)
                        .putInt(tileSize)
                        .putLong(0)
                        .putShort((short) 1)
                        .put(new byte[] {7, 1, 1})
                        .array());
        byte[] coding = ByteBuffer.allocate(5 + style.length)
                .put((byte) (style.length > 5 ? 1 : 0))
                .put((byte) order.ordinal())
                .putShort((short) layers)
                .put((byte) 0)
                .put(style)
                .array();
        out.putSegment(Markers.COD, coding);
        byte[] steps = new byte[98];
        Arrays.fill(steps, (byte) 0x50);
        steps[0] = 0x40;
        out.putSegment(Markers.QCD, steps);
        if (more.length > 0) {
            out.putSegment(Markers.POC, more);
        }
        for (int tile = 0; tile < tiles; tile++) {
            ByteBuffer part = ByteBuffer.allocate(8)
                    .putShort((short) tile)
                    .putInt(14 + packets.length)
                    .putShort((short) 1);
            out.putSegment(Markers.SOT, part.array());
            out.putMarker(Markers.SOD);
            System.arraycopy(packets, 0, out.reserve(packets.length), out.length(), packets.length);
            out.length(out.length() + packets.length);
        }
        out.putMarker(Markers.EOC);
        ByteBuffer written = out.written();
        return Arrays.copyOf(written.array(), written.limit());
    }

    private static byte[] style(int levels, int block, int flags, int precinct) {
        byte[] style = new byte[5 + (precinct < 0 ? 0 : levels + 1)];
        style[0] = (byte) levels;
        style[1] = (byte) (block - 2);
        style[2] = (byte) (block - 2);
        style[3] = (byte) flags;
        style[4] = 1;
        Arrays.fill(style, 5, style.length, (byte) precinct);
        return style;
    }

    private static CodecException assertRefused(byte[] codestream, PixelDescription pixels) {
        return assertThrows(
                CodecException.class, () -> OpenJpegStreamsTest.decode(UID.JPEG2000Lossless, codestream, pixels));
    }

    @ParameterizedTest
    @EnumSource
    void more_layers_tiles_and_precincts_than_bytes(Progression order) throws CodecException {
        byte[] none = {};
        byte[] few = {0, 0, 0, (byte) 0x80, 1, 2, 3};
        byte[] manyPrecincts = style(32, 2, 0, 0x11);
        assertRefused(codestream(4096, 4096, order, 65535, manyPrecincts, none, 1, few), LARGE);
        assertRefused(codestream(4096, 4096, order, 65535, style(0, 2, 0, 0), none, 1, few), LARGE);
        assertRefused(codestream(4096, 16, order, 65535, manyPrecincts, none, 65535, few), LARGE);
        assertRefused(codestream(4096, 16, order, 65535, manyPrecincts, none, 1, few), LARGE);
        assertRefused(codestream(4096, 1, order, 65535, manyPrecincts, none, 1, few), LARGE);
    }

    @Test
    void the_same_packets_named_by_thousands_of_progression_order_changes() throws CodecException {
        ByteBuffer changes = ByteBuffer.allocate(7 * 9000);
        while (changes.hasRemaining()) {
            changes.put(new byte[] {0, 0, -1, -1, 33, 1, (byte) Progression.LRCP.ordinal()});
        }
        byte[] packets = new byte[200_000];
        byte[] codestream =
                codestream(4096, 4096, Progression.LRCP, 1, style(5, 5, 0, 0x55), changes.array(), 1, packets);
        CodecException refused = assertRefused(codestream, LARGE);
        assertTrue(refused.getMessage().startsWith("progression order changes"), refused.getMessage());
    }

    @Test
    void components_that_the_attributes_do_not_know_are_refused_unread() throws CodecException {
        byte[] codestream = codestream(64, 64, Progression.LRCP, 1, style(0, 6, 0, -1), new byte[0], 1, new byte[1]);
        codestream[40] = 0x40;
        CodecException refused = assertThrows(
                CodecException.class,
                () -> OpenJpegStreamsTest.decode(
                        UID.JPEG2000Lossless, codestream, Images.describe(64, 64, 1, 8, false)));
        assertTrue(refused.getMessage().contains("components"), refused.getMessage());
    }

    @Test
    void noise_for_packets_ends_in_pixels_or_a_reason() throws CodecException {
        Random random = new Random(4);
        PixelDescription pixels = Images.describe(256, 256, 1, 8, false);
        for (int i = 0; i < 300; i++) {
            byte[] packets = new byte[2000];
            random.nextBytes(packets);
            for (int k = 0; k < packets.length; k++) {
                packets[k] &= packets[k] == -1 ? 0 : -1;
            }
            int flags = random.nextInt(64);
            Progression order = Progression.values()[random.nextInt(5)];
            byte[] codestream =
                    codestream(256, 256, order, 3, style(random.nextInt(6), 4, flags, 0x66), new byte[0], 1, packets);
            try {
                OpenJpegStreamsTest.decode(UID.JPEG2000, codestream, pixels);
            } catch (CodecException e) {
                assertTrue(e.position() <= codestream.length, e.getMessage());
            }
        }
    }

    @Test
    void a_stream_without_its_last_layers_is_decoded_where_loss_is_expected_and_refused_where_not()
            throws CodecException {
        PixelDescription pixels = Images.describe(64, 64, 1, 8, false);
        byte[] frame = Images.frame(pixels, Images.Content.SMOOTH, 8);
        byte[] codestream = OpenJpegReadsOursTest.encode(UID.JPEG2000Lossless, frame, pixels, CodecParameters.DEFAULTS);
        int layers = 49;
        assertEquals(Markers.COD, codestream[46] & 0xFF);
        codestream[layers + 2] = 2;
        assertEquals(64 * 64, OpenJpegStreamsTest.decode(UID.JPEG2000, codestream, pixels).length);
        assertRefused(codestream, pixels);
    }
}
