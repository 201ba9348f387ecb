package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.codec.EncodedFrame;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.io.ReadLimits;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.IOException;

/**
 * The frames of an image, each to be read by itself and in any order: native ones, also those of one-bit pixels that
 * begin within a byte, and compressed ones, found by the basic or extended offset table or, where these are missing or
 * wrong, by their fragments (PS3.5 section A.4). Nothing but the frame asked for is read.
 *
 * <p>Thread-safe as long as the attributes are not changed.
 */
public final class Frames {

    private Frames() {}

    /**
     * The frames of an encoded data set.
     *
     * @throws io.cameldicom.dicom.io.DicomParseException if it is no data set
     * @throws TranscodeException if it has no frames, or their number and places are contradictory
     */
    public static Frames open(DataSetSource source, ReadLimits limits) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * The frames of a data set read before, whose pixel data may be in memory or left in a file.
     *
     * @param transferSyntax as labelled, which tells the codec
     * @throws TranscodeException if it has no frames, or their number and places are contradictory
     */
    public static Frames of(Attributes attributes, TransferSyntax transferSyntax) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The data set, pixel data and other long values left where they are. */
    public Attributes attributes() {
        throw new UnsupportedOperationException();
    }

    /** How many frames there are, at least 1. */
    public int count() {
        throw new UnsupportedOperationException();
    }

    /** The pixels as the attributes describe them. */
    public PixelDescription stored() {
        throw new UnsupportedOperationException();
    }

    /** The pixels that {@link #decoded(int)} gives: of compressed frames color by pixel, and RGB where the codec undoes a transform. */
    public PixelDescription decoded() throws IOException {
        throw new UnsupportedOperationException();
    }

    /** True when the frames are in fragments, compressed or not. */
    public boolean isEncapsulated() {
        throw new UnsupportedOperationException();
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
        throw new UnsupportedOperationException();
    }

    /**
     * The bytes of one frame as they are in its fragments, put together.
     *
     * @throws TranscodeException if the pixel data is not in fragments
     * @throws IndexOutOfBoundsException if there is no such frame
     */
    public EncodedFrame encoded(int frame) throws IOException {
        throw new UnsupportedOperationException();
    }
}
