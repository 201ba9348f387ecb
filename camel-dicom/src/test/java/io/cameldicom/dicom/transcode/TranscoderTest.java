package io.cameldicom.dicom.transcode;

import static io.cameldicom.dicom.transcode.TestImage.convert;
import static io.cameldicom.dicom.transcode.TestImage.frames;
import static io.cameldicom.dicom.transcode.TestImage.source;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.codec.CodecParameters;
import io.cameldicom.dicom.codec.Images;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Fragments;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.FileMetaInformation;
import io.cameldicom.dicom.pixel.PhotometricInterpretation;
import io.cameldicom.dicom.pixel.PixelDescription;
import io.cameldicom.dicom.transcode.Conversion.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is converted, what is refused with which words, and what else than the pixels changes. */
class TranscoderTest {
    private static final TransferSyntax NATIVE = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax JPEG = TransferSyntax.of(UID.JPEGBaseline8Bit);
    private static final TransferSyntax JPEG_LS = TransferSyntax.of(UID.JPEGLSLossless);
    private static final TransferSyntax NEAR_LOSSLESS = TransferSyntax.of(UID.JPEGLSNearLossless);
    private static final PixelDescription GRAY = PixelDescription.monochrome(64, 48, 8, 8);
    private static final byte[] FRAME = Images.frame(GRAY, Images.Content.SMOOTH, 1);

    private static Attributes gray() {
        return TestImage.of(GRAY, FRAME);
    }

    private static String refusal(Attributes image, TransferSyntax from, TransferSyntax to) {
        Conversion plan = Transcoder.to(to).build().plan(image, from);
        assertEquals(Kind.IMPOSSIBLE, plan.kind());
        IOException refused = assertThrows(
                TranscodeException.class, () -> Transcoder.to(to).build().transcode(source(image, from), attributes -> {
                    throw new AssertionError("opened all the same");
                }));
        assertEquals(plan.reason(), refused.getMessage());
        return plan.reason();
    }

    @Test
    void plans_say_what_would_be_done() {
        Transcoder toJpegLs = Transcoder.to(JPEG_LS).build();
        assertEquals(Kind.FRAMES, toJpegLs.plan(gray(), NATIVE).kind());
        assertEquals(Kind.NONE, toJpegLs.plan(gray(), JPEG_LS).kind());
        assertEquals(
                Kind.ELEMENTS,
                Transcoder.to(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                        .build()
                        .plan(gray(), NATIVE)
                        .kind());
        assertEquals(
                Kind.FRAMES, Transcoder.to(NATIVE).build().plan(gray(), JPEG_LS).kind());
        assertFalse(toJpegLs.plan(gray(), NATIVE).newInstance());
        assertTrue(Transcoder.to(JPEG)
                .allowLossy(true)
                .build()
                .plan(gray(), NATIVE)
                .newInstance());
    }

    @Test
    void what_has_the_transfer_syntax_already_is_copied_byte_for_byte() throws IOException {
        DataSetSource image = source(gray(), NATIVE);
        DataSetSource copy = convert(image, NATIVE);
        assertArrayEquals(image.openStream().readAllBytes(), copy.openStream().readAllBytes());
    }

    @Test
    void loss_is_refused_unless_allowed() {
        assertEquals(
                "JPEG Baseline (Process 1) loses information, which is not allowed (allowLossy=false)",
                refusal(gray(), NATIVE, JPEG));
        CodecParameters withoutLowBits = CodecParameters.DEFAULTS.with("pointTransform", 1);
        Conversion plan = Transcoder.to(TransferSyntax.of(UID.JPEGLossless))
                .parameters(withoutLowBits)
                .build()
                .plan(gray(), NATIVE);
        assertTrue(plan.reason().endsWith("(allowLossy=false)"), plan.reason());
    }

    @Test
    void video_jpip_and_unknown_transfer_syntaxes_are_refused_by_name() throws IOException {
        assertTrue(refusal(
                        TestImage.ofFragments(GRAY, 1, new byte[0], new byte[10]),
                        TransferSyntax.of(UID.MPEG4HP41),
                        NATIVE)
                .endsWith("is video, which passes through as it is: there is no conversion from or to it"));
        assertTrue(refusal(gray(), NATIVE, TransferSyntax.of(UID.HEVCMP51)).contains("is video"));
        assertTrue(refusal(gray(), TransferSyntax.of(UID.JPIPReferenced), NATIVE)
                .endsWith("has its pixels on a server, not in the object"));
        assertEquals("transfer syntax 1.2.3.4 is not known", refusal(gray(), NATIVE, TransferSyntax.of("1.2.3.4")));
        assertEquals(
                "JPEG XL Lossless cannot be encoded: no codec for it is installed",
                refusal(gray(), NATIVE, TransferSyntax.of(UID.JPEGXLLossless)));
        assertEquals(
                "JPEG XL cannot be decoded: no codec for it is installed",
                refusal(
                        TestImage.ofFragments(GRAY, 1, new byte[0], new byte[10]),
                        TransferSyntax.of(UID.JPEGXL),
                        NATIVE));
    }

    @Test
    void video_passes_to_its_own_transfer_syntax() throws IOException {
        TransferSyntax video = TransferSyntax.of(UID.MPEG4HP41);
        DataSetSource source = source(TestImage.ofFragments(GRAY, 30, new byte[0], new byte[10]), video);
        assertArrayEquals(
                source.openStream().readAllBytes(),
                convert(source, video).openStream().readAllBytes());
    }

    @Test
    void pixels_that_do_not_fit_the_codec_are_refused_with_its_words() throws IOException {
        PixelDescription bits = PixelDescription.monochrome(8, 8, 1, 1);
        assertEquals(
                "JPEG-LS needs 8 or 16 bits allocated, not 1",
                refusal(TestImage.of(bits, new byte[8]), NATIVE, JPEG_LS));
        Attributes incomplete = gray();
        incomplete.setInt(Tag.Rows, VR.US, 0);
        assertTrue(refusal(incomplete, NATIVE, JPEG_LS).startsWith("Rows (0028,0010) of 0"));
    }

    @Test
    void an_image_too_large_for_the_memory_allowed_is_refused() {
        Conversion plan = Transcoder.to(JPEG_LS).maxMemory(1000).build().plan(gray(), NATIVE);
        assertEquals(
                "work on a frame of 3072 bytes would take more than the 1000 bytes of memory allowed", plan.reason());
    }

    @Test
    void more_native_pixels_than_a_value_can_have_are_refused() {
        PixelDescription large = PixelDescription.monochrome(10_000, 10_000, 16, 16);
        Attributes head = TestImage.head(large, 30);
        Conversion plan = Transcoder.to(NATIVE).maxMemory(1L << 40).build().plan(head, JPEG_LS);
        assertEquals("30 native frames of 200000000 bytes are more than a value can have (4 GiB)", plan.reason());
    }

    @Test
    void loss_makes_a_new_instance_that_tells_what_it_was_made_of() throws IOException {
        Attributes image = gray();
        image.setString(Tag.DerivationDescription, VR.ST, "Subtracted");
        image.setString(Tag.LossyImageCompression, VR.CS, "01");
        image.setString(Tag.LossyImageCompressionRatio, VR.DS, "4");
        image.setString(Tag.LossyImageCompressionMethod, VR.CS, "ISO_10918_1");
        Attributes frameType = new Attributes();
        frameType.setString(Tag.FrameType, VR.CS, "ORIGINAL", "PRIMARY", "AXIAL", "NONE");
        Attributes shared = new Attributes();
        shared.newSequence(Tag.CTImageFrameTypeSequence).add(frameType);
        image.newSequence(Tag.SharedFunctionalGroupsSequence).add(shared);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Transcoded transcoded = Transcoder.to(NEAR_LOSSLESS)
                .allowLossy(true)
                .uids(() -> "2.25.99")
                .build()
                .transcode(source(image, NATIVE), out);
        assertTrue(transcoded.newInstance());
        DataSetSource written = DataSetSource.ofBytes(out.toByteArray(), 0, out.size(), NEAR_LOSSLESS);
        Frames frames = frames(written);
        Attributes result = frames.attributes();
        assertEquals("2.25.99", result.getString(Tag.SOPInstanceUID));
        assertEquals("2.25.99", transcoded.attributes().getString(Tag.SOPInstanceUID));
        assertEquals("01", result.getString(Tag.LossyImageCompression));
        double ratio = (double) FRAME.length / frames.encoded(0).length();
        assertEquals("4", result.getString(Tag.LossyImageCompressionRatio, 0, null));
        assertEquals(ratio, result.getDouble(Tag.LossyImageCompressionRatio, 1, 0), ratio / 100);
        assertArrayEquals(
                new String[] {"ISO_10918_1", "ISO_14495_1"}, result.getStrings(Tag.LossyImageCompressionMethod));
        assertTrue(result.getString(Tag.DerivationDescription)
                .startsWith("Subtracted; Lossy compression JPEGLSNearLossless, ratio "));
        Attributes derivation = result.getNestedDataset(Tag.DerivationCodeSequence);
        assertEquals("113040", derivation.getString(Tag.CodeValue));
        Attributes source = result.getNestedDataset(Tag.SourceImageSequence);
        assertEquals(UID.SecondaryCaptureImageStorage, source.getString(Tag.ReferencedSOPClassUID));
        assertEquals(TestImage.INSTANCE, source.getString(Tag.ReferencedSOPInstanceUID));
        assertEquals(
                "121320",
                source.getNestedDataset(Tag.PurposeOfReferenceCodeSequence).getString(Tag.CodeValue));
        assertArrayEquals(new String[] {"DERIVED", "PRIMARY", "AXIAL"}, result.getStrings(Tag.ImageType));
        assertEquals(
                "DERIVED",
                result.getNestedDataset(Tag.SharedFunctionalGroupsSequence)
                        .getNestedDataset(Tag.CTImageFrameTypeSequence)
                        .getString(Tag.FrameType));
    }

    @Test
    void what_was_lossy_says_so_when_it_no_longer_is() throws IOException {
        Transcoder lossy = Transcoder.to(JPEG).allowLossy(true).build();
        DataSetSource jpeg = convert(source(gray(), NATIVE), lossy);
        Attributes before = frames(jpeg).attributes();
        Attributes after = frames(convert(jpeg, JPEG_LS)).attributes();
        for (int tag : new int[] {
            Tag.SOPInstanceUID,
            Tag.LossyImageCompression,
            Tag.LossyImageCompressionRatio,
            Tag.LossyImageCompressionMethod,
            Tag.DerivationDescription
        }) {
            assertEquals(before.getString(tag), after.getString(tag));
        }
        // a writer that forgot to say so
        Attributes silent = TestImage.ofFragments(
                GRAY, 1, new byte[0], frames(jpeg).encoded(0).bytes());
        assertEquals(
                "01", frames(convert(source(silent, JPEG), NATIVE)).attributes().getString(Tag.LossyImageCompression));
        assertNull(frames(convert(source(gray(), NATIVE), JPEG_LS)).attributes().getVR(Tag.LossyImageCompression));
    }

    @Test
    void color_is_described_as_each_codec_leaves_it() throws IOException {
        PixelDescription rgb = PixelDescription.rgb(16, 16);
        DataSetSource image = source(TestImage.of(rgb, Images.frame(rgb, Images.Content.SMOOTH, 1)), NATIVE);
        DataSetSource jpeg = convert(image, Transcoder.to(JPEG).allowLossy(true).build());
        assertEquals(
                PhotometricInterpretation.YBR_FULL_422, frames(jpeg).stored().photometricInterpretation());
        assertEquals(rgb, frames(convert(jpeg, NATIVE)).stored());
        assertEquals(rgb, frames(convert(jpeg, JPEG_LS)).stored());
    }

    @Test
    void an_overlay_in_the_pixels_is_kept_or_the_image_refused() throws IOException {
        PixelDescription pixels = PixelDescription.monochrome(4, 4, 16, 12);
        byte[] frame = Images.frame(pixels, Images.Content.SMOOTH, 1);
        frame[7] |= (byte) 0x80;
        Attributes image = TestImage.of(pixels, frame);
        image.setInt(0x60020100, VR.US, 16);
        image.setInt(0x60020102, VR.US, 15);
        assertEquals(
                "the overlay of group 6002 lies in bit 15 of the pixels, which JPEG-LS Lossless Image Compression would lose",
                refusal(image, NATIVE, JPEG_LS));
        for (String uid : List.of(UID.RLELossless, UID.DeflatedImageFrameCompression)) {
            DataSetSource kept = convert(source(image, NATIVE), TransferSyntax.of(uid));
            assertArrayEquals(frame, frames(kept).decoded(0));
        }
        // bits that nothing declares are not lost either
        Attributes undeclared = TestImage.of(pixels, frame);
        TranscodeException refused =
                assertThrows(TranscodeException.class, () -> convert(source(undeclared, NATIVE), JPEG_LS));
        assertTrue(refused.getMessage().contains("bits above High Bit"), refused.getMessage());
    }

    @Test
    void a_compressed_icon_becomes_native_with_its_image() throws IOException {
        byte[] compressed =
                frames(convert(source(gray(), NATIVE), JPEG_LS)).encoded(0).bytes();
        Attributes icon = new Attributes();
        TestImage.describe(icon, GRAY);
        Fragments pixels = icon.newFragments(Tag.PixelData, VR.OB);
        pixels.add(new byte[0]);
        pixels.add(compressed);
        Attributes image = TestImage.ofFragments(GRAY, 1, new byte[0], compressed);
        image.newSequence(Tag.IconImageSequence).add(icon);
        for (TransferSyntax target : List.of(
                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
                TransferSyntax.of(UID.RLELossless))) {
            Attributes converted =
                    frames(convert(source(image, JPEG_LS), target)).attributes();
            Attributes iconAfter = converted.getNestedDataset(Tag.IconImageSequence);
            assertNull(iconAfter.getFragments(Tag.PixelData));
            assertArrayEquals(FRAME, iconAfter.getBytes(Tag.PixelData));
        }
    }

    @Test
    void an_icon_that_cannot_be_decoded_is_named() {
        Attributes icon = new Attributes();
        TestImage.describe(icon, GRAY);
        Fragments pixels = icon.newFragments(Tag.PixelData, VR.OB);
        pixels.add(new byte[0]);
        pixels.add(new byte[10]);
        Attributes image = TestImage.head(GRAY, 1);
        image.newSequence(Tag.IconImageSequence).add(icon);
        TranscodeException refused =
                assertThrows(TranscodeException.class, () -> convert(source(image, JPEG_LS), NATIVE));
        assertTrue(refused.getMessage().startsWith("the image in (0088,0200): frame 1: JPEG-LS"), refused.getMessage());
    }

    @Test
    void float_pixels_are_never_compressed() throws IOException {
        Attributes map = TestImage.head(PixelDescription.monochrome(2, 2, 32, 32), 1);
        map.remove(Tag.BitsStored);
        map.setFloat(Tag.FloatPixelData, VR.OF, 1.5f, -2f, Float.NaN, 1e30f);
        for (TransferSyntax target : List.of(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, JPEG_LS)) {
            assertEquals(
                    Kind.ELEMENTS,
                    Transcoder.to(target).build().plan(map, NATIVE).kind());
            Attributes converted = frames(convert(source(map, NATIVE), target)).attributes();
            assertArrayEquals(map.getFloats(Tag.FloatPixelData), converted.getFloats(Tag.FloatPixelData));
        }
    }

    @Test
    void objects_without_pixels_change_their_encoding_only() throws IOException {
        Attributes report = new Attributes();
        report.setString(Tag.SOPInstanceUID, VR.UI, "2.25.1");
        Sequence content = report.newSequence(Tag.ContentSequence);
        Attributes item = new Attributes();
        item.setString(Tag.TextValue, VR.UT, "words");
        content.add(item);
        for (TransferSyntax target : List.of(
                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, JPEG_LS)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Transcoded result = Transcoder.to(target).build().transcode(source(report, NATIVE), out);
            assertEquals(0, result.frames());
            Attributes converted = DataSetSource.ofBytes(out.toByteArray(), 0, out.size(), target)
                    .readDataset(io.cameldicom.dicom.io.ReadLimits.DEFAULT);
            assertEquals(
                    "words", converted.getNestedDataset(Tag.ContentSequence).getString(Tag.TextValue));
        }
    }

    @Test
    void pixel_data_of_odd_length_is_padded() throws IOException {
        byte[] even = source(TestImage.of(PixelDescription.monochrome(3, 5, 8, 8), new byte[15]), NATIVE)
                .openStream()
                .readAllBytes();
        byte[] odd = java.util.Arrays.copyOf(even, even.length - 1);
        odd[odd.length - 15 - 4] = 15;
        DataSetSource converted =
                convert(DataSetSource.ofBytes(odd, 0, odd.length, NATIVE), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        assertEquals(16, frames(converted).attributes().getBytes(Tag.PixelData).length);
    }

    @Test
    void a_deflated_object_is_inflated_within_the_limit() throws IOException {
        PixelDescription pixels = PixelDescription.monochrome(100, 100, 16, 16);
        DataSetSource deflated =
                source(TestImage.of(pixels, new byte[20_000]), TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
        assertArrayEquals(new byte[20_000], frames(convert(deflated, JPEG_LS)).decoded(0));
        Transcoder narrow = Transcoder.to(JPEG_LS).maxObjectSize(10_000).build();
        TranscodeException refused = assertThrows(TranscodeException.class, () -> convert(deflated, narrow));
        assertEquals("more than 10000 bytes would have to be kept aside", refused.getMessage());
    }

    @Test
    void a_file_becomes_another_with_its_own_meta_information(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(FileMetaInformation.of(UID.SecondaryCaptureImageStorage, TestImage.INSTANCE, NATIVE.uid())
                    .withSourceAeTitle("CT1")
                    .toBytes());
            source(gray(), NATIVE).openStream().transferTo(out);
        }
        Path result = folder.resolve("b.dcm");
        Transcoder.to(NEAR_LOSSLESS).allowLossy(true).build().transcode(file, result);
        try (DicomInputStream in = new DicomInputStream(result)) {
            FileMetaInformation meta = in.fileMetaInformation();
            assertEquals(NEAR_LOSSLESS.uid(), meta.transferSyntaxUid());
            assertEquals("CT1", meta.sourceAeTitle());
            assertNotEquals(TestImage.INSTANCE, meta.mediaStorageSopInstanceUid());
            assertEquals(in.readDataset().getString(Tag.SOPInstanceUID), meta.mediaStorageSopInstanceUid());
        }
        assertThrows(
                FileAlreadyExistsException.class,
                () -> Transcoder.to(JPEG_LS).build().transcode(file, result));
        assertTrue(Files.exists(result));
        Path refused = folder.resolve("c.dcm");
        assertThrows(TranscodeException.class, () -> Transcoder.to(JPEG).build().transcode(file, refused));
        assertFalse(Files.exists(refused));
    }

    @Test
    void the_stream_given_stays_open() throws IOException {
        OutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };
        Transcoder.to(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN).build().transcode(source(gray(), NATIVE), out);
        assertSame(JPEG_LS, Transcoder.to(JPEG_LS).build().target());
    }
}
