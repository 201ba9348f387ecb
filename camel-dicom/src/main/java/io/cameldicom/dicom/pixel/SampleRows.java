package io.cameldicom.dicom.pixel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Rows of samples read from and written to a native little-endian frame of 8 or 16 bits allocated, whatever its planar
 * configuration. A row read holds the bits 0 to High Bit of each cell, never negative; a row written is extended by its
 * sign where the pixels are signed. Not thread-safe.
 */
public final class SampleRows {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] frame;
    private final int columns;
    private final boolean wide;
    private final int samples;
    private final int pixelStride;
    private final int sampleStride;
    private final int valueBits;
    private final boolean signed;
    private int strayBits;

    /**
     * @param frame at least {@link PixelDescription#frameLength()} bytes
     * @param valueBits the bits a value has; the highest of them is the sign of a signed value
     * @throws IllegalArgumentException if Bits Allocated is neither 8 nor 16, chrominance is subsampled, or the frame is
     *     short
     */
    public SampleRows(byte[] frame, PixelDescription pixels, int valueBits) {
        if (pixels.bitsAllocated() != 8 && pixels.bitsAllocated() != 16) {
            throw new IllegalArgumentException("Bits Allocated " + pixels.bitsAllocated() + ": must be 8 or 16");
        }
        long length = pixels.pixels() * pixels.samplesPerPixel() * (pixels.bitsAllocated() / 8);
        if (frame.length < length) {
            throw new IllegalArgumentException("frame of " + frame.length + " bytes: must be at least " + length);
        }
        this.frame = frame;
        this.columns = pixels.columns();
        this.wide = pixels.bitsAllocated() == 16;
        this.samples = pixels.samplesPerPixel();
        this.pixelStride = pixels.pixelStride();
        this.sampleStride = pixels.sampleStride();
        this.valueBits = valueBits;
        this.signed = pixels.signed();
    }

    /** Reads one sample of each pixel of a row into {@code to[at]} and the elements after it. */
    public void read(int row, int sample, int[] to, int at) {
        int mask = (1 << valueBits) - 1;
        int source = start(row, sample);
        if (signed) {
            readSigned(source, to, at, mask);
            return;
        }
        int all = 0;
        if (wide) {
            for (int x = 0; x < columns; x++) {
                int cell = (short) SHORT.get(frame, 2 * (source + x * pixelStride)) & 0xFFFF;
                all |= cell;
                to[at + x] = cell & mask;
            }
        } else if (pixelStride == 1) {
            for (int x = 0; x < columns; x++) {
                int cell = frame[source + x] & 0xFF;
                all |= cell;
                to[at + x] = cell & mask;
            }
        } else {
            for (int x = 0; x < columns; x++) {
                int cell = frame[source + x * pixelStride] & 0xFF;
                all |= cell;
                to[at + x] = cell & mask;
            }
        }
        strayBits |= all & ~mask;
    }

    private void readSigned(int source, int[] to, int at, int mask) {
        int extension = 32 - valueBits;
        int stray = 0;
        for (int x = 0; x < columns; x++) {
            int index = source + x * pixelStride;
            int cell = wide ? (short) SHORT.get(frame, 2 * index) : frame[index];
            stray |= cell << extension >> extension ^ cell;
            to[at + x] = cell & mask;
        }
        strayBits |= stray;
    }

    /** Writes {@code from[at]} and the elements after it as one sample of each pixel of a row. */
    public void write(int row, int sample, int[] from, int at) {
        int target = start(row, sample);
        if (pixelStride == 1) {
            writeTogether(target, columns, from, at);
            return;
        }
        int extension = signed ? 32 - valueBits : 0;
        for (int x = 0; x < columns; x++, target += pixelStride) {
            int cell = from[at + x] << extension >> extension;
            if (wide) {
                SHORT.set(frame, 2 * target, (short) cell);
            } else {
                frame[target] = (byte) cell;
            }
        }
    }

    /**
     * Writes all samples of a row, those of a pixel together.
     *
     * @throws IllegalStateException if the frame has color by plane
     */
    public void write(int row, int[] from) {
        if (pixelStride != samples) {
            throw new IllegalStateException("the frame has color by plane");
        }
        writeTogether(start(row, 0), columns * pixelStride, from, 0);
    }

    /** Writes so many samples that lie together; of two bytes four at a time. */
    private void writeTogether(int target, int count, int[] from, int at) {
        int extension = signed ? 32 - valueBits : 0;
        int x = 0;
        if (wide) {
            for (; x + 3 < count; x += 4) {
                long first = (from[at + x] << extension >> extension) & 0xFFFF
                        | (from[at + x + 1] << extension >> extension) << 16;
                long second = (from[at + x + 2] << extension >> extension) & 0xFFFF
                        | (from[at + x + 3] << extension >> extension) << 16;
                LONG.set(frame, 2 * (target + x), first & 0xFFFF_FFFFL | second << 32);
            }
            for (; x < count; x++) {
                SHORT.set(frame, 2 * (target + x), (short) (from[at + x] << extension >> extension));
            }
        } else {
            for (; x < count; x++) {
                frame[target + x] = (byte) (from[at + x] << extension >> extension);
            }
        }
    }

    /**
     * Whether a row read so far had bits above its values that were neither zero nor the sign, such as an overlay kept
     * there (retired, PS3.5 section 8.1.2). A codec would lose them.
     */
    public boolean hasStrayBits() {
        return strayBits != 0;
    }

    private int start(int row, int sample) {
        return row * columns * pixelStride + sample * sampleStride;
    }
}
