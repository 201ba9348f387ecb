package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.codec.PixelCodecs;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.ByteOrders;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.IOException;

/**
 * Images within items, such as those of the Icon Image Sequence (0088,0200). They may be compressed only in the transfer
 * syntax of the data set around them, and may be native in any (PS3.5 section A.4); so compressed ones become native.
 */
final class NestedPixels {
    private static final int ONE_BYTE = 8;

    private final TransferSyntax from;
    private final PixelCodecs codecs;
    private final long maxLength;

    NestedPixels(TransferSyntax from, PixelCodecs codecs, long maxLength) {
        this.from = from;
        this.codecs = codecs;
        this.maxLength = maxLength;
    }

    /** @throws TranscodeException if one cannot be decoded, naming the sequence it is in */
    void makeNative(Attributes attributes) throws IOException {
        for (int tag : attributes.tags()) {
            Sequence sequence = attributes.getSequence(tag);
            if (sequence == null) {
                continue;
            }
            for (Attributes item : sequence) {
                if (item.getFragments(Tag.PixelData) != null) {
                    decode(item, tag);
                }
                makeNative(item);
            }
        }
    }

    private void decode(Attributes item, int sequence) throws IOException {
        try {
            Frames frames = Frames.of(item, from, codecs, maxLength);
            PixelDescription pixels = frames.decoded();
            byte[] frame = frames.decoded(0);
            VR vr = pixels.bitsAllocated() > ONE_BYTE ? VR.OW : VR.OB;
            if (item.bigEndian()) {
                ByteOrders.swap(frame, 0, frame.length, vr.swapUnit());
            }
            new ResultAttributes(item).describe(pixels);
            item.setBytes(Tag.PixelData, vr, frame);
        } catch (TranscodeException e) {
            throw new TranscodeException("the image in " + Tag.format(sequence) + ": " + e.getMessage(), e);
        }
    }
}
