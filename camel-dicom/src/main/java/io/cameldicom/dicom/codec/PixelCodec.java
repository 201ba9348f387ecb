package io.cameldicom.dicom.codec;

import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/**
 * Decodes and encodes single frames of one family of transfer syntaxes. Found by {@link java.util.ServiceLoader}; to
 * plug in another, name it in {@code META-INF/services/io.cameldicom.dicom.codec.PixelCodec}. It goes before the codecs
 * of this library.
 *
 * <p>Implementations are stateless and thread-safe, so that the frames of an object may be converted in parallel. What a
 * call allocates is bounded by the frame described, not by what the compressed bytes claim, and its time by the size of
 * both; a broken frame ends in a {@link CodecException} and nothing else.
 *
 * <p>Native frames are little endian in Bits Allocated, signed values extended by their sign, one-bit pixels packed from
 * the lowest bit of the first byte.
 */
public interface PixelCodec {

    /** A short name for messages, such as {@code JPEG-LS}. */
    String name();

    /** UIDs of the transfer syntaxes this codec decodes. */
    Set<String> decodes();

    /** UIDs of the transfer syntaxes this codec encodes. */
    Set<String> encodes();

    /** What may be set when encoding to one of {@link #encodes()}. */
    List<CodecParameter> parameters(String transferSyntax);

    /**
     * What {@link #decode} makes of frames described so: color by pixel, and RGB where the codec undoes a color
     * transform.
     *
     * @param encoded the attributes that stand beside the compressed frames
     * @throws CodecException if this codec cannot decode such pixels
     */
    PixelDescription decoded(String transferSyntax, PixelDescription encoded) throws CodecException;

    /**
     * Decodes one frame.
     *
     * @param encoded the attributes that stand beside the compressed frame
     * @param target receives the native frame of {@link #decoded} from index 0 on; undefined after an exception
     * @throws CodecException if the frame is broken, or is not what the description says
     * @throws IllegalArgumentException if the target is too short
     */
    void decode(String transferSyntax, EncodedFrame frame, PixelDescription encoded, byte[] target)
            throws CodecException;

    /**
     * The attributes that must stand beside frames that {@link #encode} made: photometric interpretation and planar
     * configuration (PS3.5 section 8.2).
     *
     * @throws CodecException if this codec cannot encode such pixels, or a parameter is wrong
     */
    PixelDescription encoded(String transferSyntax, PixelDescription pixels, CodecParameters parameters)
            throws CodecException;

    /** Whether {@link #encode} may change pixels with these parameters. */
    default boolean isLossy(String transferSyntax, CodecParameters parameters) {
        return TransferSyntax.of(transferSyntax).lossy();
    }

    /**
     * Encodes one frame. The result has the length the codec gave it, which may be odd.
     *
     * @param frame a native frame of the pixels described, from index 0 on
     * @throws CodecException if these pixels cannot be encoded, or not without loss where the transfer syntax is lossless
     * @throws IllegalArgumentException if the frame is too short
     */
    ByteBuffer encode(String transferSyntax, byte[] frame, PixelDescription pixels, CodecParameters parameters)
            throws CodecException;
}
