package io.cameldicom.dicom.codec.rle;

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
 * RLE Lossless (PS3.5 Annex G): any whole number of bytes a sample, and one-bit pixels, up to 15 segments. Exact, the
 * bits above the stored ones too.
 */
public final class RleCodec implements PixelCodec {
    private static final Set<String> TRANSFER_SYNTAXES = Set.of(UID.RLELossless);

    @Override
    public String name() {
        return "RLE";
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
        return List.of();
    }

    @Override
    public PixelDescription decoded(String transferSyntax, PixelDescription encoded) throws CodecException {
        RleSegments.check(encoded);
        return encoded.withPlanarConfiguration(0);
    }

    @Override
    public void decode(String transferSyntax, EncodedFrame frame, PixelDescription encoded, byte[] target)
            throws CodecException {
        RleSegments segments = RleSegments.of(decoded(transferSyntax, encoded), target.length);
        new RleDecoder(frame, segments, target).decode();
    }

    /** The attributes stay as they are: the planar configuration says nothing about RLE segments (PS3.5 8.2.2). */
    @Override
    public PixelDescription encoded(String transferSyntax, PixelDescription pixels, CodecParameters parameters)
            throws CodecException {
        RleSegments.check(pixels);
        parameters.check(parameters(transferSyntax));
        return pixels;
    }

    @Override
    public ByteBuffer encode(String transferSyntax, byte[] frame, PixelDescription pixels, CodecParameters parameters)
            throws CodecException {
        encoded(transferSyntax, pixels, parameters);
        return new RleEncoder(frame, RleSegments.of(pixels, frame.length)).encode();
    }
}
