package io.cameldicom.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.io.Corpus;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Real images come back from every lossless codec as they were. */
class CorpusImagesRoundTripTest {
    private static final Set<String> NATIVE = Set.of(UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian);

    @TestFactory
    Stream<DynamicTest> every_native_image_survives_every_lossless_codec() throws IOException {
        return Corpus.entries()
                .filter(entry -> entry.expect() == Corpus.Expect.OK && NATIVE.contains(entry.transferSyntax()))
                .filter(entry -> CorpusPixelsTest.oracle(entry, ".pixels.tsv") != null)
                .map(entry -> entry.test(CorpusImagesRoundTripTest::roundTrip));
    }

    private static void roundTrip(Corpus.Entry entry) throws IOException {
        try (DicomInputStream in = new DicomInputStream(entry.path())) {
            Attributes image = in.readDataset();
            if (!image.contains(Tag.PixelData)) {
                // Float Pixel Data, which is never compressed
                return;
            }
            PixelDescription pixels = PixelDescription.of(image);
            byte[] frame = Arrays.copyOf(image.getBytes(Tag.PixelData), (int) pixels.frameLength());
            for (String syntax : LosslessRoundTripTest.LOSSLESS) {
                roundTrip(syntax, pixels, frame);
            }
        }
    }

    private static void roundTrip(String syntax, PixelDescription pixels, byte[] frame) throws CodecException {
        PixelCodec codec = PixelCodecs.installed().encoderOf(syntax).orElseThrow();
        try {
            codec.encoded(syntax, pixels, CodecParameters.DEFAULTS);
        } catch (CodecException e) {
            boolean outside = pixels.photometricInterpretation().isHorizontallySubsampled()
                    || pixels.bitsAllocated() == 1
                    || pixels.bitsAllocated() > 16;
            assertTrue(outside, e.getMessage());
            return;
        }
        try {
            PixelDescription arranged = pixels.withPlanarConfiguration(0);
            LosslessRoundTripTest.assertReturns(syntax, arranged, byPixel(frame, pixels), CodecParameters.DEFAULTS);
        } catch (CodecException e) {
            // the only reason left: an overlay embedded in the unused bits
            assertTrue(e.reason().startsWith("bits above High Bit"), e.getMessage());
        }
    }

    /** Color by pixel whatever it was, for that is what comes back. */
    private static byte[] byPixel(byte[] frame, PixelDescription pixels) {
        if (pixels.planarConfiguration() == 0) {
            return frame;
        }
        int bytes = pixels.bitsAllocated() / 8;
        int samples = pixels.samplesPerPixel();
        int plane = frame.length / bytes / samples;
        byte[] byPixel = new byte[frame.length];
        for (int i = 0; i < plane * samples; i++) {
            System.arraycopy(frame, i * bytes, byPixel, (i % plane * samples + i / plane) * bytes, bytes);
        }
        return byPixel;
    }
}
