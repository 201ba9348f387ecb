package io.cameldicom.dicom.codec.jpeg2000;

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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * JPEG 2000 Part 1: decodes all that DICOM allows of it, and the code-blocks of Part 15 (HTJ2K); encodes Part 1: 1 to 24
 * bits without loss by the 5/3 transform, and up to 16 bits with loss by the 9/7 transform. The multi-component transfer
 * syntaxes of Part 2 are not supported: their codestreams hold several frames, transformed by arrays or wavelets.
 */
public final class Jpeg2000Codec implements PixelCodec {
    private static final Set<String> LOSSLESS = Set.of(UID.JPEG2000Lossless, UID.HTJ2KLossless, UID.HTJ2KLosslessRPCL);
    private static final Set<String> LOSSY = Set.of(UID.JPEG2000, UID.HTJ2K);
    private static final Set<String> DECODES =
            Stream.concat(LOSSLESS.stream(), LOSSY.stream()).collect(Collectors.toUnmodifiableSet());
    static final CodecParameter QUALITY = new CodecParameter(
            "quality",
            1,
            100,
            80,
            "Quality of lossy compression, by the quantization step: 100 a quarter, 75 one, 50 four, 25 sixteen 256ths of"
                    + " the range of values");
    static final CodecParameter RATE = new CodecParameter(
            "rate",
            0,
            10000,
            0,
            "Compression ratio to the stored bits that is held at least, with the best quality it allows; 0 for what"
                    + " quality makes");
    static final CodecParameter LAYERS =
            new CodecParameter("layers", 1, 32, 1, "Quality layers, each about as long as all before it");
    static final CodecParameter LEVELS = new CodecParameter("levels", 0, 32, 5, "Wavelet decompositions");
    static final CodecParameter CODE_BLOCK =
            new CodecParameter("codeBlock", 4, 64, 64, "Width and height of a code-block: 4, 8, 16, 32 or 64");

    private static final Set<String> ENCODES = Set.of(UID.JPEG2000Lossless, UID.JPEG2000);
    private static final int MOST_LOSSLESS_BITS = 24;
    private static final int MOST_LOSSY_BITS = 16;
    private static final Set<Integer> BITS_ALLOCATED = Set.of(1, 8, 16, 24, 32);

    @Override
    public String name() {
        return "JPEG 2000";
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
        return transferSyntax.equals(UID.JPEG2000Lossless)
                ? List.of(LAYERS, LEVELS, CODE_BLOCK)
                : List.of(QUALITY, RATE, LAYERS, LEVELS, CODE_BLOCK);
    }

    /** Color transforms are undone, and chrominance is as dense as luminance. */
    @Override
    public PixelDescription decoded(String transferSyntax, PixelDescription encoded) throws CodecException {
        PixelDescription pixels = encoded.withPlanarConfiguration(0);
        return check(
                switch (encoded.photometricInterpretation()) {
                    case YBR_RCT, YBR_ICT -> pixels.withPhotometricInterpretation(PhotometricInterpretation.RGB);
                    case YBR_FULL_422 -> pixels.withPhotometricInterpretation(PhotometricInterpretation.YBR_FULL);
                    default -> pixels;
                });
    }

    @Override
    public void decode(String transferSyntax, EncodedFrame frame, PixelDescription encoded, byte[] target)
            throws CodecException {
        boolean lossless = LOSSLESS.contains(transferSyntax);
        new Jpeg2000Decoder(frame, lossless, decoded(transferSyntax, encoded), target).decode();
    }

    /** RGB is decorrelated to YBR_RCT or YBR_ICT; everything else stays as it is. */
    @Override
    public PixelDescription encoded(String transferSyntax, PixelDescription pixels, CodecParameters parameters)
            throws CodecException {
        parameters.check(parameters(transferSyntax));
        if (Integer.bitCount(parameters.get(CODE_BLOCK)) != 1) {
            throw new CodecException("codeBlock=" + parameters.get(CODE_BLOCK) + ": must be 4, 8, 16, 32 or 64");
        }
        PixelDescription encoded = check(pixels).withPlanarConfiguration(0);
        boolean lossless = transferSyntax.equals(UID.JPEG2000Lossless);
        checkEncodable(pixels, lossless);
        return Jpeg2000Encoder.isTransformed(pixels)
                ? encoded.withPhotometricInterpretation(
                        lossless ? PhotometricInterpretation.YBR_RCT : PhotometricInterpretation.YBR_ICT)
                : encoded;
    }

    /** What PS3.5 section 8.2.4 allows. */
    private static void checkEncodable(PixelDescription pixels, boolean lossless) throws CodecException {
        PhotometricInterpretation interpretation = pixels.photometricInterpretation();
        boolean suitable =
                switch (interpretation) {
                    case YBR_FULL_422, YBR_PARTIAL_422, YBR_PARTIAL_420, YBR_RCT, YBR_ICT -> false;
                    case PALETTE_COLOR -> lossless;
                    default -> true;
                };
        if (!suitable) {
            throw new CodecException((lossless ? "lossless" : "lossy") + " JPEG 2000 does not encode pixels of"
                    + " photometric interpretation " + interpretation.term());
        }
        int most = lossless ? MOST_LOSSLESS_BITS : MOST_LOSSY_BITS;
        if (pixels.highBit() >= most) {
            throw new CodecException("pixels of " + (pixels.highBit() + 1) + " bits: JPEG 2000 is encoded with up to "
                    + most + (lossless ? "" : " where it is lossy"));
        }
        if (pixels.bitsAllocated() == 1 && !lossless) {
            throw new CodecException("pixels of one bit are not encoded by lossy JPEG 2000");
        }
    }

    @Override
    public ByteBuffer encode(String transferSyntax, byte[] frame, PixelDescription pixels, CodecParameters parameters)
            throws CodecException {
        encoded(transferSyntax, pixels, parameters);
        boolean lossless = transferSyntax.equals(UID.JPEG2000Lossless);
        EncoderSettings settings = new EncoderSettings(
                lossless,
                parameters.get(QUALITY),
                parameters.get(RATE),
                parameters.get(LAYERS),
                parameters.get(LEVELS),
                Integer.numberOfTrailingZeros(parameters.get(CODE_BLOCK)));
        return new Jpeg2000Encoder(frame, pixels, settings).encode();
    }

    private static PixelDescription check(PixelDescription pixels) throws CodecException {
        if (!BITS_ALLOCATED.contains(pixels.bitsAllocated())) {
            throw new CodecException(
                    "JPEG 2000 needs 1, 8, 16, 24 or 32 bits allocated, not " + pixels.bitsAllocated());
        }
        if (pixels.frameLength() > Integer.MAX_VALUE - 64) {
            throw new CodecException("frame of " + pixels.frameLength() + " bytes: must be below 2 GiB");
        }
        return pixels;
    }
}
