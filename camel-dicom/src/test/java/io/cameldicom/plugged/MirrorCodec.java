package io.cameldicom.plugged;

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

/** As somebody else might write one: frames are their bytes the other way round. */
public class MirrorCodec implements PixelCodec {
    /** For this there is no codec in the library. */
    public static final String FOREIGN = UID.JPEGXLLossless;

    /** A codec whose native library is missing. */
    public static final class Unloadable extends MirrorCodec {
        public Unloadable() {
            throw new UnsatisfiedLinkError("no such native library");
        }
    }

    @Override
    public String name() {
        return "mirror";
    }

    @Override
    public Set<String> decodes() {
        return Set.of(FOREIGN, UID.RLELossless);
    }

    @Override
    public Set<String> encodes() {
        return decodes();
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
        int length = (int) encoded.frameLength();
        if (frame.length() < length) {
            throw new CodecException("frame is cut off", frame.length());
        }
        for (int i = 0; i < length; i++) {
            target[i] = frame.bytes()[frame.start() + length - 1 - i];
        }
    }

    @Override
    public PixelDescription encoded(String transferSyntax, PixelDescription pixels, CodecParameters parameters)
            throws CodecException {
        parameters.check(List.of());
        return pixels;
    }

    @Override
    public ByteBuffer encode(String transferSyntax, byte[] frame, PixelDescription pixels, CodecParameters parameters) {
        ByteBuffer mirrored = ByteBuffer.allocate((int) pixels.frameLength());
        for (int i = mirrored.capacity() - 1; i >= 0; i--) {
            mirrored.put(frame[i]);
        }
        return mirrored.flip();
    }
}
