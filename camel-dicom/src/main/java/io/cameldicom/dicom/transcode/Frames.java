package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.EncodedFrame;
import io.cameldicom.dicom.codec.PixelCodec;
import io.cameldicom.dicom.codec.PixelCodecs;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.io.ReadLimits;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/**
 * The frames of an image, each to be read by itself and in any order: native ones, also those of one-bit pixels that
 * begin within a byte, and compressed ones, found by the basic or extended offset table or, where these are missing or
 * wrong, by their fragments (PS3.5 section A.4). Nothing but the frame asked for is read.
 *
 * <p>Thread-safe as long as the attributes are not changed.
 */
public final class Frames {
    private final Attributes attributes;
    private final int count;
    private final PixelDescription stored;
    private final PixelDescription decoded;
    private final PixelReader pixels;

    private Frames(
            Attributes attributes, int count, PixelDescription stored, PixelDescription decoded, PixelReader pixels) {
        this.attributes = attributes;
        this.count = count;
        this.stored = stored;
        this.decoded = decoded;
        this.pixels = pixels;
    }

    /**
     * The frames of an encoded data set. A deflated one is inflated into memory, as far as the limits allow.
     *
     * @throws io.cameldicom.dicom.io.DicomParseException if it is no data set
     * @throws TranscodeException as {@link #of(Attributes, TransferSyntax, PixelCodecs, long)}
     */
    public static Frames open(DataSetSource source, ReadLimits limits) throws IOException {
        return of(
                source.readDataset(limits),
                source.transferSyntax(),
                PixelCodecs.installed(),
                limits.maxElementLength());
    }

    /**
     * The frames of a data set read before, whose pixel data may be in memory or left in a file.
     *
     * @param transferSyntax as labelled, which tells the codec
     * @throws TranscodeException as {@link #of(Attributes, TransferSyntax, PixelCodecs, long)}
     */
    public static Frames of(Attributes attributes, TransferSyntax transferSyntax) throws IOException {
        return of(attributes, transferSyntax, PixelCodecs.installed(), ReadLimits.DEFAULT.maxElementLength());
    }

    /**
     * The frames of a data set read before, whose pixel data may be in memory or left in a file.
     *
     * @param transferSyntax as labelled, which tells the codec
     * @param maxFrameLength bytes a frame may have, compressed and native
     * @throws TranscodeException if it has no frames, their number and places are contradictory, or they are longer than
     *     allowed
     */
    public static Frames of(
            Attributes attributes, TransferSyntax transferSyntax, PixelCodecs codecs, long maxFrameLength)
            throws IOException {
        int tag = PixelElement.tagIn(attributes);
        if (tag == PixelElement.NONE) {
            throw new TranscodeException("there is no pixel data " + Tag.format(Tag.PixelData));
        }
        if (transferSyntax.video()) {
            throw new TranscodeException(Words.video(transferSyntax));
        }
        int count = PixelElement.framesOf(attributes);
        PixelDescription stored = PixelElement.describe(attributes);
        if (attributes.getFragments(tag) == null) {
            checkLength(stored, maxFrameLength);
            NativePixels pixels = new NativePixels(attributes, tag, stored, count);
            return new Frames(attributes, count, stored, stored, pixels);
        }
        Optional<PixelCodec> codec = codecs.decoderOf(transferSyntax.uid());
        PixelDescription decoded = codec.isEmpty() ? null : decoded(codec.get(), transferSyntax, stored);
        checkLength(decoded == null ? stored : decoded, maxFrameLength);
        EncapsulatedPixels pixels =
                new EncapsulatedPixels(attributes, count, transferSyntax.uid(), codec, stored, maxFrameLength);
        return new Frames(attributes, count, stored, decoded, pixels);
    }

    private static PixelDescription decoded(PixelCodec codec, TransferSyntax transferSyntax, PixelDescription stored)
            throws TranscodeException {
        try {
            return codec.decoded(transferSyntax.uid(), stored);
        } catch (CodecException e) {
            throw new TranscodeException(codec.name() + ": " + e.getMessage(), e);
        }
    }

    private static void checkLength(PixelDescription pixels, long maxFrameLength) throws TranscodeException {
        long length = pixels.frameLength();
        // arrays end a little before 2 GiB
        if (length > Math.min(maxFrameLength, Integer.MAX_VALUE - 64)) {
            throw new TranscodeException(
                    "a frame of " + length + " bytes is more than the limit of " + maxFrameLength + " bytes");
        }
    }

    /** The data set, pixel data and other long values left where they are. */
    public Attributes attributes() {
        return attributes;
    }

    /** How many frames there are, at least 1. */
    public int count() {
        return count;
    }

    /** The pixels as the attributes describe them. */
    public PixelDescription stored() {
        return stored;
    }

    /**
     * The pixels that {@link #decoded(int)} gives: of compressed frames color by pixel, and RGB where the codec undoes a
     * transform.
     *
     * @throws TranscodeException if there is no codec for the transfer syntax
     */
    public PixelDescription decoded() throws IOException {
        if (decoded == null) {
            pixels.decoded(0);
        }
        return decoded;
    }

    /** True when the frames are in fragments, compressed or not. */
    public boolean isEncapsulated() {
        return pixels instanceof EncapsulatedPixels;
    }

    /**
     * One native frame: little endian in Bits Allocated, one-bit pixels packed from the lowest bit of the first byte.
     *
     * @param frame from 0
     * @return {@link PixelDescription#frameLength()} bytes of {@link #decoded()}
     * @throws TranscodeException if there is no codec for the transfer syntax, or the frame is broken
     * @throws IndexOutOfBoundsException if there is no such frame
     */
    public byte[] decoded(int frame) throws IOException {
        return pixels.decoded(Objects.checkIndex(frame, count));
    }

    /**
     * The bytes of one frame as they are in its fragments, put together.
     *
     * @throws TranscodeException if the pixel data is not in fragments
     * @throws IndexOutOfBoundsException if there is no such frame
     */
    public EncodedFrame encoded(int frame) throws IOException {
        return pixels.encoded(Objects.checkIndex(frame, count));
    }
}
