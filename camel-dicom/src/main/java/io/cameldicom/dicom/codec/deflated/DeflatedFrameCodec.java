package io.cameldicom.dicom.codec.deflated;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.CodecParameter;
import io.cameldicom.dicom.codec.CodecParameters;
import io.cameldicom.dicom.codec.EncodedFrame;
import io.cameldicom.dicom.codec.PixelCodec;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Native frames, deflated one by one. Any pixels; planar configuration stays. */
public final class DeflatedFrameCodec implements PixelCodec {
    static final CodecParameter LEVEL =
            new CodecParameter("level", 1, 9, 6, "Effort of compression, 1 for the fastest, 9 for the smallest");

    private static final Set<String> TRANSFER_SYNTAXES = Set.of(UID.DeflatedImageFrameCompression);
    private static final int CHUNK = 16 * 1024;

    @Override
    public String name() {
        return "deflated frames";
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
        return List.of(LEVEL);
    }

    @Override
    public PixelDescription decoded(String transferSyntax, PixelDescription encoded) {
        return encoded;
    }

    @Override
    public void decode(String transferSyntax, EncodedFrame frame, PixelDescription encoded, byte[] target)
            throws CodecException {
        int length = (int) encoded.frameLength();
        if (target.length < length) {
            throw new IllegalArgumentException("target of " + target.length + " bytes: must be at least " + length);
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(frame.bytes(), frame.start(), frame.length());
            int filled = 0;
            while (filled < length) {
                int count = inflater.inflate(target, filled, length - filled);
                if (count == 0) {
                    throw new CodecException(
                            "the stream ends after " + filled + " of " + length + " bytes", position(inflater));
                }
                filled += count;
            }
        } catch (DataFormatException e) {
            throw new CodecException("broken deflate stream", position(inflater));
        } finally {
            inflater.end();
        }
    }

    private static int position(Inflater inflater) {
        return (int) inflater.getBytesRead();
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
        Deflater deflater = new Deflater(parameters.get(LEVEL), true);
        try {
            deflater.setInput(frame, 0, (int) length);
            deflater.finish();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] chunk = new byte[CHUNK];
            while (!deflater.finished()) {
                bytes.write(chunk, 0, deflater.deflate(chunk));
            }
            return ByteBuffer.wrap(bytes.toByteArray());
        } finally {
            deflater.end();
        }
    }
}
