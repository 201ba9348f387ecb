package io.cameldicom.dicom.codec.jpeg2000;

/** Context formation of the bit-plane coder (T.800 section D.3), from the flags of {@link StripeColumns}. */
final class Contexts {
    /** In what {@link #sign} gives, which is negative if the sign bit is to be inverted. */
    static final int CONTEXT = 0x7F;

    private static final int FLIP = 0x80;
    /** Within a neighborhood, the eight around. */
    private static final int AROUND = 0x1EF;

    /**
     * Context of a sign. Bits 1, 3, 5, 7 of the index: the neighbor above, left, right, below is significant; the bits
     * below them: it is negative.
     */
    private static final byte[] SIGNS = new byte[256];

    private static final byte[][] ZERO_CODING = new byte[4][512];

    static {
        for (int neighborhood = 0; neighborhood < 512; neighborhood++) {
            int horizontal = bit(neighborhood, 3) + bit(neighborhood, 5);
            int vertical = bit(neighborhood, 1) + bit(neighborhood, 7);
            int diagonal = bit(neighborhood, 0) + bit(neighborhood, 2) + bit(neighborhood, 6) + bit(neighborhood, 8);
            byte lowHigh = (byte) lowHigh(horizontal, vertical, diagonal);
            ZERO_CODING[Subband.LL][neighborhood] = lowHigh;
            ZERO_CODING[Subband.LH][neighborhood] = lowHigh;
            ZERO_CODING[Subband.HL][neighborhood] = (byte) lowHigh(vertical, horizontal, diagonal);
            ZERO_CODING[Subband.HH][neighborhood] = (byte) highHigh(horizontal + vertical, diagonal);
        }
        for (int signs = 0; signs < 256; signs++) {
            int horizontal = Integer.signum(value(signs, 3) + value(signs, 5));
            int vertical = Integer.signum(value(signs, 1) + value(signs, 7));
            SIGNS[signs] = (byte) sign(horizontal, vertical);
        }
    }

    private Contexts() {}

    /** Contexts by neighborhood, for a sub-band (table D.1). */
    static byte[] zeroCoding(int orientation) {
        return ZERO_CODING[orientation];
    }

    private static int bit(int bits, int index) {
        return bits >> index & 1;
    }

    private static int lowHigh(int horizontal, int vertical, int diagonal) {
        if (horizontal == 2) {
            return 8;
        }
        if (horizontal == 1) {
            return vertical > 0 ? 7 : diagonal > 0 ? 6 : 5;
        }
        return vertical > 0 ? 2 + vertical : Math.min(2, diagonal);
    }

    private static int highHigh(int straight, int diagonal) {
        return switch (diagonal) {
            case 0 -> Math.min(2, straight);
            case 1 -> 3 + Math.min(2, straight);
            case 2 -> 6 + Math.min(1, straight);
            default -> 8;
        };
    }

    /** Table D.2, for one neighbor. */
    private static int value(int signs, int significant) {
        return bit(signs, significant) * (1 - 2 * bit(signs, significant - 1));
    }

    /** Table D.3 */
    private static int sign(int horizontal, int vertical) {
        boolean flip = horizontal < 0 || horizontal == 0 && vertical < 0;
        int h = flip ? -horizontal : horizontal;
        int v = flip ? -vertical : vertical;
        int context = MqStates.SIGN_CODING + (h == 0 ? v : 3 + v);
        return flip ? context | FLIP : context;
    }

    /** Context of the sign in a row of a column (D.3.2): in the bits of {@link #CONTEXT}. */
    static int sign(long word, int row) {
        int significant = (int) (word >>> row) & 0xAA;
        int negative = (int) (word >>> StripeColumns.NEGATIVE + row) & 0xAA;
        return SIGNS[significant | negative >> 1];
    }

    /** Context of a magnitude bit in a row of a column (table D.4). */
    static int refinement(int word, int row) {
        int refined = word >> StripeColumns.REFINED + row & 1;
        int around = -(word >> row & AROUND) >>> 31;
        return MqStates.MAGNITUDE_REFINEMENT + (refined << 1 | around & ~refined);
    }
}
