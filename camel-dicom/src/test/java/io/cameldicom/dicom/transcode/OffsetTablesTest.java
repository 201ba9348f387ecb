package io.cameldicom.dicom.transcode;

import static io.cameldicom.dicom.transcode.TestImage.convert;
import static io.cameldicom.dicom.transcode.TestImage.frames;
import static io.cameldicom.dicom.transcode.TestImage.source;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.codec.CodecParameters;
import io.cameldicom.dicom.codec.Images;
import io.cameldicom.dicom.codec.PixelCodec;
import io.cameldicom.dicom.codec.PixelCodecs;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Fragments;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.io.DicomParseException;
import io.cameldicom.dicom.io.ReadLimits;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which fragments make up a frame, whatever tables say (PS3.5 section A.4). */
class OffsetTablesTest {
    private static final TransferSyntax JPEG_LS = TransferSyntax.of(UID.JPEGLSLossless);
    private static final PixelDescription PIXELS = Images.describe(40, 30, 1, 12, false);
    private static final byte[][] NATIVE = {
        Images.frame(PIXELS, Images.Content.SMOOTH, 1),
        Images.frame(PIXELS, Images.Content.NOISE, 2),
        Images.frame(PIXELS, Images.Content.EXTREMES, 3)
    };
    private static final byte[] NO_TABLE = {};

    @ParameterizedTest
    @EnumSource
    void every_kind_of_table_is_written_and_read(OffsetTable table) throws IOException {
        Transcoder transcoder = Transcoder.to(JPEG_LS).offsetTable(table).build();
        DataSetSource converted =
                convert(source(TestImage.of(PIXELS, NATIVE), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), transcoder);
        assertFrames(converted);
        Attributes attributes = frames(converted).attributes();
        Fragments fragments = attributes.getFragments(Tag.PixelData);
        assertEquals(table == OffsetTable.BASIC ? 12 : 0, fragments.length(0));
        if (table == OffsetTable.EXTENDED) {
            long[] offsets = attributes.getLongs(Tag.ExtendedOffsetTable);
            assertArrayEquals(
                    new long[] {0, fragments.length(1) + 8, fragments.length(1) + fragments.length(2) + 16}, offsets);
            // the lengths are those of the codestreams, which the padding of a fragment is no part of
            assertEquals(encoded(NATIVE[0]).length, attributes.getLongs(Tag.ExtendedOffsetTableLengths)[0]);
        } else {
            assertNull(attributes.getLongs(Tag.ExtendedOffsetTable));
        }
    }

    @Test
    void an_extended_table_goes_when_its_frames_become_native() throws IOException {
        Transcoder extended =
                Transcoder.to(JPEG_LS).offsetTable(OffsetTable.EXTENDED).build();
        DataSetSource converted =
                convert(source(TestImage.of(PIXELS, NATIVE), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), extended);
        Attributes back = frames(convert(converted, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN))
                .attributes();
        assertNull(back.getVR(Tag.ExtendedOffsetTable));
        assertNull(back.getVR(Tag.ExtendedOffsetTableLengths));
    }

    @Test
    void fragments_of_a_frame_are_put_together_by_the_basic_table() throws IOException {
        byte[][] fragments = fragments(true);
        fragments[0] = table(0, length(fragments, 1, 3), length(fragments, 1, 4));
        assertFrames(source(TestImage.ofFragments(PIXELS, 3, fragments), JPEG_LS));
    }

    @Test
    void fragments_of_a_frame_are_put_together_by_the_markers_where_no_table_tells() throws IOException {
        assertFrames(source(TestImage.ofFragments(PIXELS, 3, fragments(true)), JPEG_LS));
    }

    @Test
    void fragments_of_a_frame_are_put_together_by_where_images_end() throws IOException {
        // a fill byte before the first marker hides where an image starts (T.81 B.1.1.2)
        byte[][] fragments = fragments(true);
        for (int first : new int[] {1, 3, 4}) {
            byte[] filled = new byte[fragments[first].length + 2];
            System.arraycopy(fragments[first], 0, filled, 2, fragments[first].length);
            Arrays.fill(filled, 0, 2, (byte) 0xFF);
            fragments[first] = filled;
        }
        Frames frames = frames(source(TestImage.ofFragments(PIXELS, 3, fragments), JPEG_LS));
        assertEquals(
                even(fragments[1].length) + even(fragments[2].length),
                frames.encoded(0).length());
        assertEquals(even(fragments[4].length), frames.encoded(2).length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "0 1 2", "0 8 4", "0 4000000000 4000000001", "8 16 24", "0 0 0", "0 1 2 3 4 5 6 7", "-1"})
    void a_basic_table_of_nonsense_is_passed_over(String offsets) throws IOException {
        byte[][] fragments = fragments(false);
        fragments[0] = table(
                Arrays.stream(offsets.split(" ")).mapToLong(Long::parseLong).toArray());
        assertFrames(source(TestImage.ofFragments(PIXELS, 3, fragments), JPEG_LS));
    }

    @Test
    void an_extended_table_of_nonsense_is_passed_over() throws IOException {
        Attributes image = TestImage.ofFragments(PIXELS, 3, fragments(false));
        image.setLong(Tag.ExtendedOffsetTable, VR.OV, 0, Long.MAX_VALUE, -1);
        image.setLong(Tag.ExtendedOffsetTableLengths, VR.OV, 1, -5, Long.MIN_VALUE);
        assertFrames(source(image, JPEG_LS));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 1_000_000, Integer.MAX_VALUE})
    void more_frames_claimed_than_there_are_fragments_are_refused(int claimed) throws IOException {
        DataSetSource source = source(TestImage.ofFragments(PIXELS, claimed, fragments(false)), JPEG_LS);
        TranscodeException refused = assertThrows(TranscodeException.class, () -> frames(source));
        assertEquals(
                "(7FE0,0010) has 3 fragments, too few for the " + claimed + " frames of (0028,0008) (PS3.5 A.4)",
                refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 1_000_000, Integer.MAX_VALUE})
    void more_native_frames_claimed_than_there_are_bytes_are_refused(int claimed) {
        Attributes image = TestImage.of(PIXELS, NATIVE);
        image.setInt(Tag.NumberOfFrames, VR.IS, claimed);
        DataSetSource source = source(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        TranscodeException refused = assertThrows(TranscodeException.class, () -> frames(source));
        assertTrue(refused.getMessage().startsWith("(7FE0,0010) has 7200 bytes, too few"), refused.getMessage());
    }

    @Test
    void fragments_that_nothing_tells_apart_are_refused() {
        byte[] same = {1, 2, 3, 4};
        DataSetSource source = source(
                TestImage.ofFragments(PIXELS, 2, NO_TABLE, same, same, same), TransferSyntax.of(UID.RLELossless));
        TranscodeException refused = assertThrows(TranscodeException.class, () -> frames(source));
        assertTrue(refused.getMessage().contains("has 3 fragments for the 2 frames"), refused.getMessage());
    }

    @Test
    void a_fragment_longer_than_the_file_is_refused_with_its_place() throws IOException {
        DataSetSource whole = source(TestImage.ofFragments(PIXELS, 3, fragments(false)), JPEG_LS);
        byte[] bytes = whole.openStream().readAllBytes();
        // the length of the first fragment, behind the pixel data's header and the empty table
        int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("\u00e0\u007f\u0010\0") + 24;
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, 0x7FFFFFF0);
        DataSetSource cut = DataSetSource.ofBytes(bytes, 0, bytes.length, JPEG_LS);
        DicomParseException refused =
                assertThrows(DicomParseException.class, () -> Frames.open(cut, ReadLimits.DEFAULT));
        assertEquals(Tag.PixelData, refused.tag());
        assertEquals(at - 4, refused.offset());
        assertThrows(DicomParseException.class, () -> convert(cut, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    }

    @Test
    void a_broken_frame_says_which_it_is_and_where() throws IOException {
        byte[][] fragments = fragments(false);
        fragments[2] = new byte[2000];
        DataSetSource source = source(TestImage.ofFragments(PIXELS, 3, fragments), JPEG_LS);
        TranscodeException broken =
                assertThrows(TranscodeException.class, () -> convert(source, TransferSyntax.of(UID.RLELossless)));
        assertEquals(1, broken.frame());
        assertTrue(broken.getMessage().startsWith("frame 2: JPEG-LS: "), broken.getMessage());
        assertTrue(broken.getMessage().contains("in (7FE0,0010) at offset "), broken.getMessage());
        TranscodeException decoded =
                assertThrows(TranscodeException.class, () -> convert(source, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        assertEquals(broken.getMessage(), decoded.getMessage());
    }

    private static void assertFrames(DataSetSource source) throws IOException {
        Frames frames = frames(source);
        assertEquals(3, frames.count());
        for (int i = 2; i >= 0; i--) {
            assertArrayEquals(NATIVE[i], frames.decoded(i), "frame " + i);
        }
    }

    /** An empty table, then the frames, the first of them in two fragments if asked for. */
    private static byte[][] fragments(boolean firstInTwo) throws IOException {
        byte[] first = encoded(NATIVE[0]);
        int cut = first.length / 4 * 2;
        return firstInTwo
                ? new byte[][] {
                    NO_TABLE,
                    Arrays.copyOf(first, cut),
                    Arrays.copyOfRange(first, cut, first.length),
                    encoded(NATIVE[1]),
                    encoded(NATIVE[2])
                }
                : new byte[][] {NO_TABLE, first, encoded(NATIVE[1]), encoded(NATIVE[2])};
    }

    private static byte[] encoded(byte[] frame) throws IOException {
        PixelCodec codec = PixelCodecs.installed().encoderOf(UID.JPEGLSLossless).orElseThrow();
        ByteBuffer bytes = codec.encode(UID.JPEGLSLossless, frame, PIXELS, CodecParameters.DEFAULTS);
        byte[] exact = new byte[bytes.remaining()];
        bytes.get(exact);
        return exact;
    }

    private static long length(byte[][] fragments, int from, int to) {
        long length = 0;
        for (int i = from; i < to; i++) {
            length += 8 + even(fragments[i].length);
        }
        return length;
    }

    private static int even(int length) {
        return (length + 1) / 2 * 2;
    }

    private static byte[] table(long... offsets) {
        ByteBuffer table = ByteBuffer.allocate(offsets.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (long offset : offsets) {
            table.putInt((int) offset);
        }
        return table.array();
    }
}
