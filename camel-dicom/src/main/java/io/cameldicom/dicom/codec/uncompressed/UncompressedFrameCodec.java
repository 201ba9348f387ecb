package io.cameldicom.dicom.codec.uncompressed;

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

/** Native frames as they are, each at the start of a fragment. Any pixels; planar configuration stays. */
public final class UncompressedFrameCodec implements PixelCodec {
    private static final Set<String> TRANSFER_SYNTAXES = Set.of(UID.EncapsulatedUncompressedExplicitVRLittleEndian);

    @Override
    public String name() {
        return "uncompressed";
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
    public PixelDescription decoded(String transferSyntax, PixelDescription encoded) {
        return encoded;
    }

    @Override
    public void decode(String transferSyntax, EncodedFrame frame, PixelDescription encoded, byte[] target)
            throws CodecException {
        long length = encoded.frameLength();
        if (target.length < length) {
            throw new IllegalArgumentException("target of " + target.length + " bytes: must be at least " + length);
        }
        if (frame.length() < length) {
            throw new CodecException(
                    "frame of " + frame.length() + " bytes: its pixels take " + length, frame.length());
        }
        System.arraycopy(frame.bytes(), frame.start(), target, 0, (int) length);
    }

    @Override
    public PixelDescription encoded(String transferSyntax, PixelDescription pixels, CodecParameters parameters)
            throws CodecException {
        parameters.check(parameters(transferSyntax));
        return pixels;
    }

    @Override
    public ByteBuffer encode(String transferSyntax, byte[] frame, PixelDescription pixels, CodecParameters parameters)
            throws CodecException {
        encoded(transferSyntax, pixels, parameters);
        long length = pixels.frameLength();
        if (frame.length < length) {
            throw new IllegalArgumentException("frame of " + frame.length + " bytes: must be at least " + length);
        }
        return ByteBuffer.wrap(frame, 0, (int) length);
    }
}
