package io.cameldicom.dicom.render;

import io.cameldicom.dicom.pixel.PixelDescription;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The pixels of a native frame of one sample, cell by cell: the Bits Stored below High Bit, with their sign
 * (PS3.5 section 8.1.1), or numbers of floating point (PS3.3 C.7.6.24, C.7.6.25).
 */
final class StoredValues {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] frame;
    private final PixelDescription pixels;
    private final int columns;
    private final int shift;
    private final long mask;
    private final boolean floating;

    /** @param floating whether a cell of 32 or 64 bits is a number of floating point */
    StoredValues(byte[] frame, PixelDescription pixels, boolean floating) {
        this.frame = frame;
        this.pixels = pixels;
        this.columns = pixels.columns();
        this.shift = pixels.highBit() + 1 - pixels.bitsStored();
        this.floating = floating;
        this.mask = -1L >>> 64 - pixels.bitsStored();
    }

    /** The stored bits of a row without regard to their sign; of at most 16 Bits Stored. */
    void readBits(int y, int[] into) {
        int start = y * columns;
        int bits = (int) mask;
        switch (pixels.bitsAllocated()) {
            case 8 -> {
                for (int x = 0; x < columns; x++) {
                    into[x] = frame[start + x] >> shift & bits;
                }
            }
            case 16 -> {
                for (int x = 0; x < columns; x++) {
                    into[x] = (short) SHORT.get(frame, 2 * (start + x)) >> shift & bits;
                }
            }
            default -> {
                for (int x = 0; x < columns; x++) {
                    into[x] = (int) (cell(start + x) >> shift & mask);
                }
            }
        }
    }

    /** The value the stored bits stand for. */
    long value(long bits) {
        int above = 64 - pixels.bitsStored();
        return pixels.signed() ? bits << above >> above : bits;
    }

    /** Whether the pixels are numbers of floating point, of which no smallest and no largest is known. */
    boolean isFloating() {
        return floating;
    }

    /** The value of a pixel; not a number for one of floating point that is none. */
    double value(int y, int x) {
        if (floating) {
            long bits = cell(y * columns + x);
            return pixels.bitsAllocated() == 64 ? Double.longBitsToDouble(bits) : Float.intBitsToFloat((int) bits);
        }
        long value = value(cell(y * columns + x) >> shift & mask);
        return value < 0 && !pixels.signed() ? (value >>> 1) * 2.0 : value;
    }

    /** A bit of a pixel's cell, stored or not. */
    boolean bit(int y, int x, int position) {
        return (cell(y * columns + x) >> position & 1) != 0;
    }

    private long cell(int index) {
        return switch (pixels.bitsAllocated()) {
            case 1 -> frame[index >> 3] >> (index & 7) & 1;
            case 8 -> frame[index];
            case 16 -> (short) SHORT.get(frame, 2 * index);
            case 32 -> (int) INT.get(frame, 4 * index);
            case 64 -> (long) LONG.get(frame, 8 * index);
            default -> anyCell(index);
        };
    }

    private long anyCell(int index) {
        int bytes = pixels.bitsAllocated() / 8;
        long cell = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            cell = cell << 8 | frame[index * bytes + i] & 0xFF;
        }
        return cell;
    }
}
