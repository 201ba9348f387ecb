package io.cameldicom.dicom.data;

import io.cameldicom.dicom.dict.VR;
import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as text: IS, DS, and what else is written in decimal (PS3.5 table 6.2-1). */
final class TextNumbers {

    /** A DS has at most this many characters. */
    private static final int DS_LENGTH = 16;

    private TextNumbers() {}

    /**
     * A whole number; a fraction is cut off.
     *
     * @throws NumberFormatException when it is none, or beyond 64 bits
     */
    static long integer(String text) {
        if (isPlain(text)) {
            return Long.parseLong(text);
        }
        double number = decimal(text);
        // 2^63 itself is beyond
        if (!(number >= Long.MIN_VALUE && number < 0x1p63)) {
            throw new NumberFormatException();
        }
        return (long) number;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (i > 0 || c != '-' && c != '+')) {
                return false;
            }
        }
        return true;
    }

    /** @throws NumberFormatException when it is no number of decimal digits */
    static double decimal(String text) {
        // Java would also take "1f", "0x1p3" and surrounding blanks
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
                throw new NumberFormatException();
            }
        }
        return Double.parseDouble(text);
    }

    /** @throws IllegalArgumentException when the VR cannot hold a number */
    static String[] toStrings(VR vr, long[] values) {
        String[] texts = new String[values.length];
        for (int i = 0; i < texts.length; i++) {
            if (vr == VR.IS && values[i] != (int) values[i]) {
                throw new IllegalArgumentException(
                        "out of the range of IS, " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE);
            }
            texts[i] = vr == VR.DS ? shortened(Long.toString(values[i])) : Long.toString(values[i]);
        }
        return texts;
    }

    /** As {@link #toStrings(VR, long[])}. */
    static String[] toStrings(VR vr, float[] values) {
        String[] texts = new String[values.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text(vr, values[i], Float.toString(values[i]));
        }
        return texts;
    }

    /** As {@link #toStrings(VR, long[])}. */
    static String[] toStrings(VR vr, double[] values) {
        String[] texts = new String[values.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text(vr, values[i], Double.toString(values[i]));
        }
        return texts;
    }

    private static String text(VR vr, double value, String number) {
        if (vr == VR.IS) {
            if (value != Math.rint(value)) {
                throw new IllegalArgumentException("IS holds whole numbers only");
            }
            return toStrings(vr, new long[] {(long) value})[0];
        }
        if (vr == VR.DS && !Double.isFinite(value)) {
            throw new IllegalArgumentException("DS holds finite numbers only");
        }
        return shortened(number.endsWith(".0") ? number.substring(0, number.length() - 2) : number);
    }

    /** With as many digits as DS has room for. */
    private static String shortened(String number) {
        if (number.length() <= DS_LENGTH) {
            return number;
        }
        BigDecimal value = new BigDecimal(number);
        for (int digits = DS_LENGTH - 1; digits > 0; digits--) {
            BigDecimal rounded = value.round(new MathContext(digits)).stripTrailingZeros();
            String plain = rounded.toPlainString();
            String shortest = plain.length() <= DS_LENGTH ? plain : rounded.toString();
            if (shortest.length() <= DS_LENGTH) {
                return shortest;
            }
        }
        return number;
    }
}
