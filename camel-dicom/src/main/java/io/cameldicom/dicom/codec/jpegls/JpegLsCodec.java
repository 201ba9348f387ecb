package io.cameldicom.dicom.codec.jpegls;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.CodecParameter;
import io.cameldicom.dicom.codec.CodecParameters;
import io.cameldicom.dicom.codec.EncodedFrame;
import io.cameldicom.dicom.codec.PixelCodec;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/**
 * JPEG-LS lossless and near-lossless: 2 to 16 bits, all interleave modes, preset coding parameters, restart intervals.
 * Refuses mapping tables and the color transforms of HP's encoder, which DICOM does not allow.
 */
public final class JpegLsCodec implements PixelCodec {
    static final CodecParameter NEAR = new CodecParameter(
            "near", 1, 255, 2, "Largest difference between a pixel and its original, in stored units");
    static final CodecParameter INTERLEAVE = new CodecParameter(
            "interleave", 0, 2, 1, "Order of the samples of color: 0 by plane, 1 by line, 2 by pixel");
    static final CodecParameter RESTART_INTERVAL =
            new CodecParameter("restartInterval", 0, 65535, 0, "Lines between restart markers, 0 for none");

    private static final Set<String> TRANSFER_SYNTAXES = Set.of(UID.JPEGLSLossless, UID.JPEGLSNearLossless);

    @Override
    public String name() {
        return "JPEG-LS";
    }

    @Override
    public Set<String> decodes() {
        return TRANSFER_SYNTAXES;
    }

    @Override
    public Set<String> encodes() {
        return TRANSFER_SYNTAXES;
    }

    @Override
    public List<CodecParameter> parameters(String transferSyntax) {
        return transferSyntax.equals(UID.JPEGLSLossless)
                ? List.of(INTERLEAVE, RESTART_INTERVAL)
                : List.of(NEAR, INTERLEAVE, RESTART_INTERVAL);
    }

    @Override
    public PixelDescription decoded(String transferSyntax, PixelDescription encoded) throws CodecException {
        check(encoded);
        return encoded.withPlanarConfiguration(0);
    }

    @Override
    public void decode(String transferSyntax, EncodedFrame frame, PixelDescription encoded, byte[] target)
            throws CodecException {
        new JpegLsDecoder(frame, decoded(transferSyntax, encoded), target).decode();
    }

    /** Near-lossless samples have all the bits that are coded, for they may become larger than any was. */
    @Override
    public PixelDescription encoded(String transferSyntax, PixelDescription pixels, CodecParameters parameters)
            throws CodecException {
        check(pixels);
        parameters.check(parameters(transferSyntax));
        PixelDescription encoded = pixels.withPlanarConfiguration(0);
        return transferSyntax.equals(UID.JPEGLSLossless) || pixels.signed()
                ? encoded
                : encoded.withBitsStored(precision(transferSyntax, pixels));
    }

    /** The sign of a value that may change is where the attributes say that it is. */
    private static int precision(String transferSyntax, PixelDescription pixels) {
        return transferSyntax.equals(UID.JPEGLSNearLossless) && pixels.signed()
                ? Math.max(2, pixels.highBit() + 1)
                : pixels.codedPrecision();
    }

    @Override
    public ByteBuffer encode(String transferSyntax, byte[] frame, PixelDescription pixels, CodecParameters parameters)
            throws CodecException {
        encoded(transferSyntax, pixels, parameters);
        int maxVal = (1 << precision(transferSyntax, pixels)) - 1;
        int near = transferSyntax.equals(UID.JPEGLSLossless) ? 0 : parameters.get(NEAR);
        if (near > maxVal / 2) {
            throw new CodecException("near=" + near + ": must be at most " + maxVal / 2 + " for these pixels");
        }
        InterleaveMode interleave = pixels.samplesPerPixel() == 1
                ? InterleaveMode.NONE
                : InterleaveMode.values()[parameters.get(INTERLEAVE)];
        CodingParameters coding = CodingParameters.defaults(maxVal, near);
        return new JpegLsEncoder(frame, pixels, coding, interleave, parameters.get(RESTART_INTERVAL)).encode();
    }

    private static void check(PixelDescription pixels) throws CodecException {
        if (pixels.bitsAllocated() != 8 && pixels.bitsAllocated() != 16) {
            throw new CodecException("JPEG-LS needs 8 or 16 bits allocated, not " + pixels.bitsAllocated());
        }
        if (pixels.photometricInterpretation().isHorizontallySubsampled()) {
            throw new CodecException("JPEG-LS has no subsampled chrominance: it does not go with YBR_FULL_422");
        }
        if (pixels.frameLength() > Integer.MAX_VALUE - 64) {
            throw new CodecException("frame of " + pixels.frameLength() + " bytes: must be below 2 GiB");
        }
    }
}
