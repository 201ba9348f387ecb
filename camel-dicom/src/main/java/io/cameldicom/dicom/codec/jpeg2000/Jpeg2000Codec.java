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

/** JPEG 2000, lossless and lossy. */
public final class Jpeg2000Codec implements PixelCodec {
    private static final Set<String> DECODES = Set.of(UID.JPEG2000Lossless, UID.JPEG2000);
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
        return Set.of();
    }

    @Override
    public List<CodecParameter> parameters(String transferSyntax) {
        return List.of();
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
        boolean lossless = transferSyntax.equals(UID.JPEG2000Lossless);
        new Jpeg2000Decoder(frame, lossless, decoded(transferSyntax, encoded), target).decode();
    }

    @Override
    public PixelDescription encoded(String transferSyntax, PixelDescription pixels, CodecParameters parameters)
            throws CodecException {
        throw new CodecException("JPEG 2000 is not encoded");
    }

    @Override
    public ByteBuffer encode(String transferSyntax, byte[] frame, PixelDescription pixels, CodecParameters parameters)
            throws CodecException {
        throw new CodecException("JPEG 2000 is not encoded");
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
