package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.IOException;
import java.io.InputStream;

/**
 * Native pixel data made frame by frame while it is read: frames one right behind the other, one-bit pixels without a
 * gap between them, a zero byte at the end where the length would be odd (PS3.5 sections 8.1.1 and 7.1.1).
 */
final class NativeStream extends InputStream {
    private final FramePipeline<byte[]> frames;
    private final PixelDescription pixels;
    private int left;
    private boolean padded;

    private byte[] current = {};
    private int position;
    private int limit;
    /** One-bit pixels: the bits of the last byte, which the next frame fills up. */
    private int carry;

    private int carried;

    NativeStream(FramePipeline<byte[]> frames, PixelDescription pixels, int count) {
        this.frames = frames;
        this.pixels = pixels;
        this.left = count;
        this.padded = NativePixels.lengthOf(pixels, count) % 2 == 0;
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? current[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] to, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int part = Math.min(count, limit - position);
        System.arraycopy(current, position, to, offset, part);
        position += part;
        return part;
    }

    private boolean hasMore() throws IOException {
        while (position == limit) {
            if (left > 0) {
                left--;
                show(frames.take());
            } else if (!padded) {
                padded = true;
                show(new byte[1], 1);
            } else {
                return false;
            }
        }
        return true;
    }

    private void show(byte[] frame) {
        if (pixels.bitsAllocated() != 1) {
            show(frame, (int) pixels.frameLength());
            return;
        }
        long bits = pixels.pixels() * pixels.samplesPerPixel();
        byte[] bytes = OneBit.shiftedUp(frame, bits, carry, carried);
        carried = (int) ((carried + bits) % 8);
        boolean holdsBack = carried != 0 && left > 0;
        carry = holdsBack ? bytes[bytes.length - 1] & 0xFF : 0;
        show(bytes, holdsBack ? bytes.length - 1 : bytes.length);
    }

    private void show(byte[] bytes, int length) {
        current = bytes;
        position = 0;
        limit = length;
    }

    @Override
    public void close() {
        frames.close();
    }
}
