package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.EncodedFrame;
import io.cameldicom.dicom.codec.PixelCodec;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.data.Fragments;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Frames in fragments (PS3.5 section A.4). */
final class EncapsulatedPixels implements PixelReader {
    private final Fragments fragments;
    private final FragmentIndex index;
    private final String transferSyntax;
    private final Optional<PixelCodec> codec;
    private final PixelDescription stored;
    private final long maxFrameLength;

    /** @throws TranscodeException if the fragments are not those of so many frames */
    EncapsulatedPixels(
            Attributes attributes,
            int frames,
            String transferSyntax,
            Optional<PixelCodec> codec,
            PixelDescription stored,
            long maxFrameLength)
            throws IOException {
        this.fragments = attributes.getFragments(Tag.PixelData);
        this.index = FragmentIndex.of(attributes, fragments, frames);
        this.transferSyntax = transferSyntax;
        this.codec = codec;
        this.stored = stored;
        this.maxFrameLength = maxFrameLength;
    }

    @Override
    public byte[] decoded(int frame) throws IOException {
        EncodedFrame encoded = encoded(frame);
        PixelCodec decoder = codec.orElseThrow(() -> new TranscodeException(Words.noDecoder(transferSyntax)));
        try {
            byte[] pixels =
                    new byte[(int) decoder.decoded(transferSyntax, stored).frameLength()];
            decoder.decode(transferSyntax, encoded, stored, pixels);
            return pixels;
        } catch (CodecException e) {
            throw new TranscodeException(decoder.name() + ": " + e.getMessage() + where(frame), frame, e);
        }
    }

    private String where(int frame) {
        BulkData place = fragments.bulkData(index.first(frame));
        return " in " + Tag.format(Tag.PixelData)
                + (place == null ? "" : " at offset " + place.offset() + " of the data set");
    }

    @Override
    public EncodedFrame encoded(int frame) throws IOException {
        long length = 0;
        for (int i = index.first(frame); i < index.end(frame); i++) {
            length += fragments.length(i);
        }
        if (length > maxFrameLength) {
            throw new TranscodeException(
                    "its " + length + " compressed bytes are more than the limit of " + maxFrameLength, frame, null);
        }
        byte[] bytes = new byte[(int) length];
        int filled = 0;
        for (int i = index.first(frame); i < index.end(frame); i++) {
            try (InputStream in = fragments.openStream(i)) {
                int count = (int) fragments.length(i);
                if (in.readNBytes(bytes, filled, count) < count) {
                    throw new TranscodeException("the source ends within its pixel data");
                }
                filled += count;
            }
        }
        long exact = index.length(frame);
        return new EncodedFrame(bytes, 0, exact < 0 ? filled : (int) exact);
    }
}
