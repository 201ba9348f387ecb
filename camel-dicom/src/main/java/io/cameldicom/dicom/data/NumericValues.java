package io.cameldicom.dicom.data;

import io.cameldicom.dicom.dict.VR;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Binary numbers in the bytes of a value, in either byte order (PS3.5 7.3). */
final class NumericValues {

    private static final VarHandle SHORT_LE = view(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT_BE = view(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT_LE = view(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_BE = view(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG_LE = view(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG_BE = view(long[].class, ByteOrder.BIG_ENDIAN);

    private NumericValues() {}

    private static VarHandle view(Class<?> type, ByteOrder order) {
        return MethodHandles.byteArrayViewVarHandle(type, order);
    }

    /** Whether the bytes of this VR can be read as numbers: binary numbers and arrays of such. */
    static boolean isNumeric(VR vr) {
        return vr.isNumber() || vr.isBulk() && vr != VR.UN;
    }

    /** How many whole numbers fit. */
    static int count(VR vr, int length) {
        return length / vr.valueSize();
    }

    /** One number as an integer; floating point is truncated towards zero. UV beyond 2^63 - 1 comes out negative. */
    static long toLong(VR vr, byte[] b, int offset, boolean bigEndian) {
        return switch (vr) {
            case OB, UN -> b[offset] & 0xFF;
            case SS -> getShort(b, offset, bigEndian);
            case US, OW -> getShort(b, offset, bigEndian) & 0xFFFF;
            case SL -> getInt(b, offset, bigEndian);
            case UL, OL -> getInt(b, offset, bigEndian) & 0xFFFFFFFFL;
            case AT -> getTag(b, offset, bigEndian) & 0xFFFFFFFFL;
            case SV, UV, OV -> getLong(b, offset, bigEndian);
            case FL, OF -> (long) Float.intBitsToFloat(getInt(b, offset, bigEndian));
            case FD, OD -> (long) Double.longBitsToDouble(getLong(b, offset, bigEndian));
            default -> throw new IllegalArgumentException(vr + " holds no binary numbers");
        };
    }

    /** Whether an integer has a meaning in 32 bits: signed, and for the VRs of 32 unsigned bits as two's complement. */
    static boolean isInt(VR vr, long value) {
        boolean unsigned = vr == VR.UL || vr == VR.OL || vr == VR.AT;
        return value == (int) value || unsigned && value >>> 32 == 0;
    }

    static double toDouble(VR vr, byte[] b, int offset, boolean bigEndian) {
        return switch (vr) {
            case FL, OF -> Float.intBitsToFloat(getInt(b, offset, bigEndian));
            case FD, OD -> Double.longBitsToDouble(getLong(b, offset, bigEndian));
            case UV, OV -> unsignedToDouble(getLong(b, offset, bigEndian));
            default -> toLong(vr, b, offset, bigEndian);
        };
    }

    private static double unsignedToDouble(long value) {
        return value >= 0 ? value : (value >>> 1 | value & 1) * 2.0;
    }

    /** One number in the way people write it: AT as eight hexadecimal digits. */
    static String toString(VR vr, byte[] b, int offset, boolean bigEndian) {
        return switch (vr) {
            case FL, OF -> Float.toString(Float.intBitsToFloat(getInt(b, offset, bigEndian)));
            case FD, OD -> Double.toString(Double.longBitsToDouble(getLong(b, offset, bigEndian)));
            case UV, OV -> Long.toUnsignedString(getLong(b, offset, bigEndian));
            case AT -> String.format("%08X", getTag(b, offset, bigEndian));
            default -> Long.toString(toLong(vr, b, offset, bigEndian));
        };
    }

    /**
     * Puts one number.
     *
     * @throws IllegalArgumentException when the VR cannot hold it
     */
    static void put(VR vr, long value, byte[] b, int offset, boolean bigEndian) {
        switch (vr) {
            case OB, UN -> b[offset] = (byte) checked(vr, value, Byte.MIN_VALUE, 0xFF);
            case SS -> putShort(b, offset, checked(vr, value, Short.MIN_VALUE, Short.MAX_VALUE), bigEndian);
            case US -> putShort(b, offset, checked(vr, value, 0, 0xFFFF), bigEndian);
            case OW -> putShort(b, offset, checked(vr, value, Short.MIN_VALUE, 0xFFFF), bigEndian);
            case SL -> putInt(b, offset, (int) checked(vr, value, Integer.MIN_VALUE, Integer.MAX_VALUE), bigEndian);
            case UL, OL -> putInt(b, offset, (int) checked(vr, value, Integer.MIN_VALUE, 0xFFFFFFFFL), bigEndian);
            case AT -> putTag(b, offset, (int) checked(vr, value, Integer.MIN_VALUE, 0xFFFFFFFFL), bigEndian);
            case SV, UV, OV -> putLong(b, offset, value, bigEndian);
            case FL, OF -> putInt(b, offset, Float.floatToRawIntBits(value), bigEndian);
            case FD, OD -> putLong(b, offset, Double.doubleToRawLongBits(value), bigEndian);
            default -> throw new IllegalArgumentException(vr + " holds no binary numbers");
        }
    }

    static void put(VR vr, double value, byte[] b, int offset, boolean bigEndian) {
        switch (vr) {
            case FL, OF -> putInt(b, offset, Float.floatToRawIntBits((float) value), bigEndian);
            case FD, OD -> putLong(b, offset, Double.doubleToRawLongBits(value), bigEndian);
            default -> {
                if (value != Math.rint(value)) {
                    throw new IllegalArgumentException(vr + " holds whole numbers only");
                }
                put(vr, (long) value, b, offset, bigEndian);
            }
        }
    }

    private static long checked(VR vr, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("out of the range of " + vr + ", " + min + " to " + max);
        }
        return value;
    }

    static short getShort(byte[] b, int offset, boolean bigEndian) {
        return bigEndian ? (short) SHORT_BE.get(b, offset) : (short) SHORT_LE.get(b, offset);
    }

    static int getInt(byte[] b, int offset, boolean bigEndian) {
        return bigEndian ? (int) INT_BE.get(b, offset) : (int) INT_LE.get(b, offset);
    }

    static long getLong(byte[] b, int offset, boolean bigEndian) {
        return bigEndian ? (long) LONG_BE.get(b, offset) : (long) LONG_LE.get(b, offset);
    }

    /** A tag is two numbers of two bytes: group, then element. */
    static int getTag(byte[] b, int offset, boolean bigEndian) {
        return getShort(b, offset, bigEndian) << 16 | getShort(b, offset + 2, bigEndian) & 0xFFFF;
    }

    private static void putShort(byte[] b, int offset, long value, boolean bigEndian) {
        if (bigEndian) {
            SHORT_BE.set(b, offset, (short) value);
        } else {
            SHORT_LE.set(b, offset, (short) value);
        }
    }

    private static void putInt(byte[] b, int offset, int value, boolean bigEndian) {
        if (bigEndian) {
            INT_BE.set(b, offset, value);
        } else {
            INT_LE.set(b, offset, value);
        }
    }

    private static void putLong(byte[] b, int offset, long value, boolean bigEndian) {
        if (bigEndian) {
            LONG_BE.set(b, offset, value);
        } else {
            LONG_LE.set(b, offset, value);
        }
    }

    private static void putTag(byte[] b, int offset, int tag, boolean bigEndian) {
        putShort(b, offset, tag >>> 16, bigEndian);
        putShort(b, offset + 2, tag & 0xFFFF, bigEndian);
    }
}
