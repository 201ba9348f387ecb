package io.cameldicom.dicom.transcode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.codec.PixelCodecs;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.io.Corpus;
import io.cameldicom.dicom.io.ReadLimits;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every image of the corpus to every lossless transfer syntax and back: the pixels are the same, and what is beside them. */
class CorpusMatrixTest {
    private static final List<TransferSyntax> TARGETS = Stream.of(
                    UID.ImplicitVRLittleEndian,
                    UID.ExplicitVRLittleEndian,
                    UID.ExplicitVRBigEndian,
                    UID.DeflatedExplicitVRLittleEndian,
                    UID.EncapsulatedUncompressedExplicitVRLittleEndian,
                    UID.DeflatedImageFrameCompression,
                    UID.RLELossless,
                    UID.JPEGLossless,
                    UID.JPEGLosslessSV1,
                    UID.JPEGLSLossless,
                    UID.JPEG2000Lossless)
            .filter(uid -> !TransferSyntax.of(uid).encapsulated()
                    || PixelCodecs.installed().encoderOf(uid).isPresent())
            .map(TransferSyntax::of)
            .toList();

    /** What may differ in a data set whose pixels are the same. */
    private static final Set<Integer> CHANGING = Set.of(
            Tag.PixelData,
            Tag.PhotometricInterpretation,
            Tag.PlanarConfiguration,
            Tag.LossyImageCompression,
            Tag.ExtendedOffsetTable,
            Tag.ExtendedOffsetTableLengths);

    @TestFactory
    Stream<DynamicTest> every_image_survives_every_lossless_transfer_syntax() throws IOException {
        Set<String> notDecoded = Corpus.reasons("frames-not-decoded.tsv").keySet();
        return Corpus.entries()
                .filter(entry -> entry.expect() == Corpus.Expect.OK && PixelOracle.of(entry) != null)
                .filter(entry -> !notDecoded.contains(entry.name()) && CorpusFramesTest.hasCodec(entry))
                .map(entry -> entry.test(CorpusMatrixTest::convertToAll));
    }

    @TestFactory
    Stream<DynamicTest> every_object_without_pixel_data_survives_every_native_transfer_syntax() throws IOException {
        Set<String> notRead = Corpus.reasons("read-differently.tsv").keySet();
        return Corpus.entries()
                .filter(entry -> entry.expect() == Corpus.Expect.OK && PixelOracle.of(entry) == null)
                .filter(entry -> !notRead.contains(entry.name()))
                .filter(entry -> !TransferSyntax.of(entry.transferSyntax()).video())
                .map(entry -> entry.test(each -> {
                    DataSetSource source = DataSetSource.ofFile(each.path());
                    Attributes before = source.readDataset(ReadLimits.DEFAULT);
                    for (TransferSyntax target : TARGETS) {
                        if (!target.encapsulated() && !source.transferSyntax().encapsulated()) {
                            DataSetSource converted = convert(source, target);
                            assertSame(before, convert(converted, source.transferSyntax()), Set.of());
                        }
                    }
                }));
    }

    private static void convertToAll(Corpus.Entry entry) throws Exception {
        DataSetSource source = DataSetSource.ofFile(entry.path());
        Frames before = Frames.open(source, ReadLimits.DEFAULT);
        List<byte[]> pixels = new ArrayList<>();
        for (int i = 0; i < before.count(); i++) {
            pixels.add(before.decoded(i));
        }
        for (TransferSyntax target : TARGETS) {
            Conversion plan = Transcoder.to(target).build().plan(before.attributes(), source.transferSyntax());
            if (!plan.isPossible()) {
                assertTrue(isOutOfRange(target, before), target + ": " + plan.reason());
                continue;
            }
            DataSetSource converted = convert(source, target);
            assertSame(before.attributes(), converted, CHANGING);
            DataSetSource back = convert(converted, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            for (DataSetSource each : List.of(converted, back)) {
                assertSameFrames(before.decoded(), pixels, Frames.open(each, ReadLimits.DEFAULT));
            }
        }
    }

    /** The codecs of pixels, unlike those of bytes, take 8 and 16 bits, and no overlays within them. */
    private static boolean isOutOfRange(TransferSyntax target, Frames frames) {
        boolean pixelCodec = target.keyword().startsWith("JPEG");
        int bits = frames.stored().bitsAllocated();
        return pixelCodec && (bits == 1 || bits == 32 || frames.attributes().contains(Tag.OverlayBitPosition));
    }

    private static DataSetSource convert(DataSetSource source, TransferSyntax target) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Transcoded transcoded = Transcoder.to(target).build().transcode(source, out);
        assertEquals(out.size(), transcoded.length());
        if (!target.equals(source.transferSyntax())) {
            assertEquals(0, out.size() % 2, "even length");
        }
        return DataSetSource.ofBytes(out.toByteArray(), 0, out.size(), target);
    }

    private static void assertSameFrames(PixelDescription pixels, List<byte[]> before, Frames after)
            throws IOException {
        assertEquals(before.size(), after.count());
        for (int i = 0; i < before.size(); i++) {
            byte[] frame = before.get(i);
            if (!pixels.equals(after.decoded())) {
                frame = FramePreparation.prepare(frame.clone(), pixels, after.decoded());
                frame = pixels.planarConfiguration() == 1 ? Planes.interleaved(frame, pixels) : frame;
            }
            assertArrayEquals(frame, after.decoded(i), "frame " + i);
        }
    }

    private static void assertSame(Attributes before, DataSetSource after, Set<Integer> changing) throws IOException {
        Attributes attributes = after.readDataset(ReadLimits.DEFAULT);
        List<Integer> differing = new ArrayList<>();
        for (int tag : before.tags()) {
            boolean groupLength = Tag.isGroupLength(tag);
            if (!groupLength && !changing.contains(tag) && !Values.areEqual(before, attributes, tag)) {
                differing.add(tag);
            }
        }
        assertEquals(List.of(), differing.stream().map(Tag::format).toList(), after.transferSyntax() + " changed");
    }
}
