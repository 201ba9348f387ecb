package io.cameldicom.dicom.codec.jpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.CodecParameters;
import io.cameldicom.dicom.codec.EncodedFrame;
import io.cameldicom.dicom.codec.Images;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that no encoder at hand writes: a scan for each component, each with its own Huffman tables. */
class JpegScansTest {
    private static final int ROWS = 21;
    private static final int COLUMNS = 37;

    private final JpegCodec codec = new JpegCodec();
    private final PixelDescription grey = Images.describe(ROWS, COLUMNS, 1, 8, false);
    private final PixelDescription rgb = PixelDescription.rgb(ROWS, COLUMNS);

    /** Three streams of one component as one of three components; the tables come again before each scan. */
    private static byte[] scanByScan(int process, byte[][] streams) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(new byte[] {(byte) 0xFF, (byte) Markers.SOI});
        whole.writeBytes(new byte[] {
            (byte) 0xFF, (byte) process, 0, 17, 8, 0, ROWS, 0, COLUMNS, 3, 'R', 0x11, 0, 'G', 0x11, 0, 'B', 0x11, 0
        });
        for (int i = 0; i < streams.length; i++) {
            byte[] stream = streams[i];
            int at = 2;
            while ((stream[at + 1] & 0xFF) != Markers.SOS) {
                int end = at + 2 + ((stream[at + 2] & 0xFF) << 8 | stream[at + 3] & 0xFF);
                if ((stream[at + 1] & 0xFF) != process) {
                    whole.write(stream, at, end - at);
                }
                at = end;
            }
            stream[at + 5] = (byte) "RGB".charAt(i);
            whole.write(stream, at, stream.length - 2 - at);
        }
        whole.writeBytes(new byte[] {(byte) 0xFF, (byte) Markers.EOI});
        return whole.toByteArray();
    }

    private byte[][] components(String syntax, CodecParameters parameters, byte[][] decoded) throws CodecException {
        byte[][] streams = new byte[3][];
        for (int i = 0; i < 3; i++) {
            byte[] frame = Images.frame(grey, Images.Content.values()[i], i);
            EncodedFrame encoded = EncodedFrame.of(codec.encode(syntax, frame, grey, parameters));
            streams[i] = Arrays.copyOfRange(encoded.bytes(), encoded.start(), encoded.end());
            decoded[i] = new byte[frame.length];
            codec.decode(syntax, encoded, grey, decoded[i]);
        }
        return streams;
    }

    @ParameterizedTest
    @ValueSource(strings = {UID.JPEGBaseline8Bit, UID.JPEGLosslessSV1})
    void components_may_come_in_scans_of_their_own(String syntax) throws CodecException {
        int process = syntax.equals(UID.JPEGBaseline8Bit) ? Markers.SOF0_BASELINE : Markers.SOF3_LOSSLESS;
        for (int restart = 0; restart < 3; restart++) {
            byte[][] decoded = new byte[3][];
            CodecParameters parameters = CodecParameters.DEFAULTS.with("restartInterval", restart);
            byte[] stream = scanByScan(process, components(syntax, parameters, decoded));
            byte[] color = new byte[(int) rgb.frameLength()];
            codec.decode(syntax, EncodedFrame.of(stream), rgb, color);
            byte[] expected = new byte[color.length];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = decoded[i % 3][i / 3];
            }
            assertArrayEquals(expected, color);
        }
    }

    @Test
    void a_scan_that_is_missing_is_missed() throws CodecException {
        byte[][] streams = components(UID.JPEGBaseline8Bit, CodecParameters.DEFAULTS, new byte[3][]);
        byte[] stream = scanByScan(Markers.SOF0_BASELINE, new byte[][] {streams[0], streams[1]});
        CodecException e = assertThrows(
                CodecException.class,
                () -> codec.decode(UID.JPEGBaseline8Bit, EncodedFrame.of(stream), rgb, new byte[3 * ROWS * COLUMNS]));
        assertEquals("JPEG stream ends before all components were decoded", e.reason());
    }

    @Test
    void the_lossless_process_is_no_surprise_in_a_lossy_transfer_syntax() throws CodecException {
        byte[] frame = Images.frame(grey, Images.Content.SMOOTH, 1);
        EncodedFrame lossless =
                EncodedFrame.of(codec.encode(UID.JPEGLosslessSV1, frame, grey, CodecParameters.DEFAULTS));
        CodecException e = assertThrows(
                CodecException.class, () -> codec.decode(UID.JPEGBaseline8Bit, lossless, grey, frame.clone()));
        assertEquals("lossless process in a transfer syntax that is not", e.reason());
    }

    @Test
    void a_point_transform_leaves_out_the_low_bits() throws CodecException {
        byte[] frame = Images.frame(grey, Images.Content.NOISE, 4);
        CodecParameters parameters =
                CodecParameters.DEFAULTS.with("predictor", 5).with("pointTransform", 3);
        EncodedFrame encoded = EncodedFrame.of(codec.encode(UID.JPEGLossless, frame, grey, parameters));
        byte[] decoded = new byte[frame.length];
        codec.decode(UID.JPEGLossless, encoded, grey, decoded);
        for (int i = 0; i < frame.length; i++) {
            assertEquals((byte) (frame[i] & 0xF8), decoded[i]);
        }
    }
}
