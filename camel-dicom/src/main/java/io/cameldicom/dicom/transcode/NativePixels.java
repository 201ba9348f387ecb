package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.codec.EncodedFrame;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.data.ByteOrders;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Frames of native pixel data, one right behind the other; those of one-bit pixels may begin within a byte (PS3.5
 * section 8.1.1). Numbers are swapped as their VR has it, which for cells of 32 bits in OW is by words of 16.
 */
final class NativePixels implements PixelReader {
    private final ByteBuffer inMemory;
    private final BulkData bulkData;
    private final int swapUnit;
    private final long length;
    private final PixelDescription pixels;

    /** @throws TranscodeException if there are fewer bytes than so many frames need */
    NativePixels(Attributes attributes, int tag, PixelDescription pixels, int frames) throws TranscodeException {
        this.inMemory = attributes.getBuffer(tag);
        this.bulkData = attributes.getBulkData(tag);
        this.pixels = pixels;
        this.length = bulkData != null ? bulkData.length() : inMemory == null ? 0 : inMemory.remaining();
        boolean bigEndian = bulkData != null ? bulkData.bigEndian() : attributes.bigEndian();
        this.swapUnit = bigEndian ? attributes.getVR(tag).swapUnit() : 1;
        long needed = lengthOf(pixels, frames);
        if (needed < 0 || needed > length) {
            throw new TranscodeException(Tag.format(tag) + " has " + length + " bytes, too few for " + frames
                    + " frames of " + pixels.frameLength() + " bytes");
        }
    }

    /** Bytes that so many native frames take without padding, or -1 if no long can tell. */
    static long lengthOf(PixelDescription pixels, int frames) {
        try {
            return pixels.bitsAllocated() == 1
                    ? (Math.multiplyExact(bits(pixels), frames) + 7) / 8
                    : Math.multiplyExact(pixels.frameLength(), frames);
        } catch (ArithmeticException e) {
            return -1;
        }
    }

    private static long bits(PixelDescription pixels) {
        return pixels.pixels() * pixels.samplesPerPixel();
    }

    @Override
    public byte[] decoded(int frame) throws IOException {
        if (pixels.bitsAllocated() != 1) {
            return read(pixels.frameLength() * frame, (int) pixels.frameLength());
        }
        long firstBit = bits(pixels) * frame;
        long firstByte = firstBit / 8;
        int shift = (int) (firstBit % 8);
        int whole = (int) ((firstBit + bits(pixels) + 7) / 8 - firstByte);
        return OneBit.shiftedDown(read(firstByte, whole), shift, bits(pixels));
    }

    private byte[] read(long from, int count) throws IOException {
        // numbers are swapped as a whole
        long start = from - from % swapUnit;
        long end = Math.min(length, (from + count + swapUnit - 1) / swapUnit * swapUnit);
        byte[] bytes = new byte[(int) (end - start)];
        if (bulkData == null) {
            inMemory.get((int) start, bytes);
        } else {
            try (InputStream in = bulkData.range(start, bytes.length).openStream()) {
                if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
                    throw new TranscodeException("the source ends within its pixel data");
                }
            }
        }
        ByteOrders.swap(bytes, 0, bytes.length, swapUnit);
        if (bytes.length == count) {
            return bytes;
        }
        byte[] part = new byte[count];
        System.arraycopy(bytes, (int) (from - start), part, 0, count);
        return part;
    }

    @Override
    public EncodedFrame encoded(int frame) throws IOException {
        throw new TranscodeException("the frames are native, not in fragments");
    }
}
