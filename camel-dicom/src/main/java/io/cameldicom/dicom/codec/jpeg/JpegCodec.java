package io.cameldicom.dicom.codec.jpeg;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.CodecParameter;
import io.cameldicom.dicom.codec.CodecParameters;
import io.cameldicom.dicom.codec.EncodedFrame;
import io.cameldicom.dicom.codec.PixelCodec;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pixel.PhotometricInterpretation;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/**
 * JPEG with Huffman coding: baseline (process 1), extended of 8 and 12 bits (2 and 4), lossless of 2 to 16 bits with
 * every predictor (14, and 14 SV1); of the retired processes spectral selection and full progression (6, 8, 10, 12) are
 * decoded. Arithmetic coding and hierarchical processes, which DICOM retired as well, are refused.
 */
public final class JpegCodec implements PixelCodec {
    static final CodecParameter QUALITY = new CodecParameter(
            "quality", 1, 100, 90, "Quality of lossy compression, by the scale of the Independent JPEG Group");
    static final CodecParameter CHROMA = new CodecParameter(
            "chroma", 422, 444, 422, "Chrominance of color: 422 for every second pixel, 444 for every pixel");
    static final CodecParameter PREDICTOR =
            new CodecParameter("predictor", 1, 7, 1, "Predictor of lossless compression (T.81 table H.1)");
    static final CodecParameter POINT_TRANSFORM =
            new CodecParameter("pointTransform", 0, 15, 0, "Low bits left out, which is then no longer lossless");
    static final CodecParameter RESTART_INTERVAL = new CodecParameter(
            "restartInterval", 0, 65535, 0, "Lines (lossless) or rows of blocks between restart markers, 0 for none");

    private static final Set<String> LOSSLESS = Set.of(UID.JPEGLossless, UID.JPEGLosslessSV1);
    private static final Set<String> ENCODES =
            Set.of(UID.JPEGBaseline8Bit, UID.JPEGExtended12Bit, UID.JPEGLossless, UID.JPEGLosslessSV1);
    private static final Set<String> DECODES = Set.of(
            UID.JPEGBaseline8Bit,
            UID.JPEGExtended12Bit,
            UID.JPEGSpectralSelectionNonHierarchical68,
            UID.JPEGFullProgressionNonHierarchical1012,
            UID.JPEGLossless,
            UID.JPEGLosslessSV1);

    @Override
    public String name() {
        return "JPEG";
    }

    @Override
    public Set<String> decodes() {
        return DECODES;
    }

    @Override
    public Set<String> encodes() {
        return ENCODES;
    }

    @Override
    public List<CodecParameter> parameters(String transferSyntax) {
        return switch (transferSyntax) {
            case UID.JPEGLosslessSV1 -> List.of(RESTART_INTERVAL);
            case UID.JPEGLossless -> List.of(PREDICTOR, POINT_TRANSFORM, RESTART_INTERVAL);
            default -> List.of(QUALITY, CHROMA, RESTART_INTERVAL);
        };
    }

    /** Lossy color becomes RGB; the lossless process has no transform to undo, and never less chrominance. */
    @Override
    public PixelDescription decoded(String transferSyntax, PixelDescription encoded) throws CodecException {
        PixelDescription pixels = encoded.withPlanarConfiguration(0);
        PhotometricInterpretation interpretation = encoded.photometricInterpretation();
        if (!LOSSLESS.contains(transferSyntax) && interpretation.isYbr()) {
            pixels = pixels.withPhotometricInterpretation(PhotometricInterpretation.RGB);
        } else if (interpretation.isHorizontallySubsampled()) {
            pixels = pixels.withPhotometricInterpretation(PhotometricInterpretation.YBR_FULL);
        }
        return check(pixels);
    }

    @Override
    public void decode(String transferSyntax, EncodedFrame frame, PixelDescription encoded, byte[] target)
            throws CodecException {
        PixelDescription pixels = decoded(transferSyntax, encoded);
        if (target.length < pixels.frameLength()) {
            throw new IllegalArgumentException(
                    "target of " + target.length + " bytes: must be at least " + pixels.frameLength());
        }
        new JpegDecoder(frame, encoded, LOSSLESS.contains(transferSyntax), pixels, target).decode();
    }

    /**
     * Lossy color is coded as YBR_FULL_422 or, with {@code chroma=444}, as YBR_FULL; lossy samples have all the bits of
     * their process, for what is lost may make them larger than they were (PS3.5 table 8.2.1-1).
     */
    @Override
    public PixelDescription encoded(String transferSyntax, PixelDescription pixels, CodecParameters parameters)
            throws CodecException {
        parameters.check(parameters(transferSyntax));
        check(pixels);
        if (pixels.photometricInterpretation().isHorizontallySubsampled()) {
            throw new CodecException("YBR_FULL_422 must be made YBR_FULL or RGB before it is encoded by JPEG");
        }
        PixelDescription encoded = pixels.withPlanarConfiguration(0);
        if (LOSSLESS.contains(transferSyntax)) {
            return encoded;
        }
        checkLossy(transferSyntax, pixels);
        encoded = encoded.withBitsStored(lossyPrecision(pixels));
        return pixels.samplesPerPixel() == 1
                ? encoded
                : encoded.withPhotometricInterpretation(
                        isSubsampled(parameters)
                                ? PhotometricInterpretation.YBR_FULL_422
                                : PhotometricInterpretation.YBR_FULL);
    }

    /** What PS3.5 table 8.2.1-1 allows. */
    private static void checkLossy(String transferSyntax, PixelDescription pixels) throws CodecException {
        boolean suitable =
                switch (pixels.photometricInterpretation()) {
                    case MONOCHROME1, MONOCHROME2, RGB, YBR_FULL -> true;
                    default -> false;
                };
        if (!suitable) {
            throw new CodecException("lossy JPEG does not go with photometric interpretation "
                    + pixels.photometricInterpretation().term());
        }
        if (pixels.signed()) {
            throw new CodecException("lossy JPEG needs unsigned pixels: an error would change their sign");
        }
        boolean baseline = transferSyntax.equals(UID.JPEGBaseline8Bit);
        if (baseline && pixels.bitsAllocated() != 8) {
            throw new CodecException("baseline JPEG needs 8 bits allocated, not " + pixels.bitsAllocated());
        }
        int most = baseline ? 8 : 12;
        if (pixels.highBit() >= most) {
            throw new CodecException(
                    "pixels of " + (pixels.highBit() + 1) + " bits: this JPEG process has at most " + most);
        }
    }

    private static int lossyPrecision(PixelDescription pixels) {
        return pixels.bitsAllocated() == 8 ? 8 : 12;
    }

    @Override
    public boolean isLossy(String transferSyntax, CodecParameters parameters) {
        return !LOSSLESS.contains(transferSyntax) || parameters.get(POINT_TRANSFORM) > 0;
    }

    private static boolean isSubsampled(CodecParameters parameters) throws CodecException {
        return switch (parameters.get(CHROMA)) {
            case 422 -> true;
            case 444 -> false;
            default -> throw new CodecException("chroma=" + parameters.get(CHROMA) + ": must be 422 or 444");
        };
    }

    @Override
    public ByteBuffer encode(String transferSyntax, byte[] frame, PixelDescription pixels, CodecParameters parameters)
            throws CodecException {
        encoded(transferSyntax, pixels, parameters);
        int restartInterval = parameters.get(RESTART_INTERVAL);
        if (LOSSLESS.contains(transferSyntax)) {
            int predictor = parameters.get(PREDICTOR);
            int pointTransform = parameters.get(POINT_TRANSFORM);
            return new LosslessEncoder(frame, pixels, predictor, pointTransform, restartInterval).encode();
        }
        boolean baseline = transferSyntax.equals(UID.JPEGBaseline8Bit);
        return new DctEncoder(
                        frame,
                        pixels,
                        baseline ? Markers.SOF0_BASELINE : Markers.SOF1_EXTENDED,
                        lossyPrecision(pixels),
                        parameters.get(QUALITY),
                        isSubsampled(parameters),
                        restartInterval)
                .encode();
    }

    private static PixelDescription check(PixelDescription pixels) throws CodecException {
        if (pixels.bitsAllocated() != 8 && pixels.bitsAllocated() != 16) {
            throw new CodecException("JPEG needs 8 or 16 bits allocated, not " + pixels.bitsAllocated());
        }
        if (pixels.frameLength() > Integer.MAX_VALUE - 64) {
            throw new CodecException("frame of " + pixels.frameLength() + " bytes: must be below 2 GiB");
        }
        return pixels;
    }
}
