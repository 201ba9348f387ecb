package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.marker.MarkerReader;

/**
 * Step sizes of the sub-bands of a tile-component: a QCD or QCC marker segment (T.800 sections A.6.4 and E.1). Immutable
 * by agreement: nobody changes the array.
 *
 * @param derived only the step of the lowest sub-band is given
 * @param guardBits 0 to 7
 * @param steps exponent and below it eleven bits of mantissa, from LL over HL1, LH1, HH1 of the lowest resolution on
 */
record Quantization(boolean derived, int guardBits, short[] steps) {
    private static final int MANTISSA_BITS = 11;

    /** Reads what the segment still holds. */
    static Quantization read(MarkerReader in) throws CodecException {
        int style = in.readByte();
        int guardBits = style >> 5;
        return switch (style & 0x1F) {
            case 0 -> {
                short[] steps = new short[in.remaining()];
                for (int i = 0; i < steps.length; i++) {
                    steps[i] = (short) (in.readByte() >> 3 << MANTISSA_BITS);
                }
                yield checked(in, new Quantization(false, guardBits, steps));
            }
            case 1 -> new Quantization(true, guardBits, new short[] {(short) in.readUnsignedShort()});
            case 2 -> {
                short[] steps = new short[in.remaining() / 2];
                for (int i = 0; i < steps.length; i++) {
                    steps[i] = (short) in.readUnsignedShort();
                }
                yield checked(in, new Quantization(false, guardBits, steps));
            }
            default -> throw in.broken("quantization style " + (style & 0x1F) + " is not defined");
        };
    }

    private static Quantization checked(MarkerReader in, Quantization quantization) throws CodecException {
        if (quantization.steps.length == 0) {
            throw in.broken("quantization without a step size");
        }
        return quantization;
    }

    /** Of reversible coefficients: exponents alone (equation E-5). */
    static Quantization reversible(int guardBits, int levels, int precision) {
        short[] steps = new short[3 * levels + 1];
        for (int r = 0; r <= levels; r++) {
            for (int band = r == 0 ? 0 : 1; band < (r == 0 ? 1 : 4); band++) {
                steps[index(r, band)] = (short) (precision + Subband.gain(band) << MANTISSA_BITS);
            }
        }
        return new Quantization(false, guardBits, steps);
    }

    /**
     * Of 9/7 coefficients, so that an error in each sub-band weighs the same.
     *
     * @param step for the samples themselves
     */
    static Quantization irreversible(int guardBits, int levels, int precision, double step) {
        short[] steps = new short[3 * levels + 1];
        for (int r = 0; r <= levels; r++) {
            for (int band = r == 0 ? 0 : 1; band < (r == 0 ? 1 : 4); band++) {
                int decompositions = r == 0 ? levels : levels - r + 1;
                double wanted = step / Math.sqrt(BasisNorms.squared(false, decompositions, band));
                int exponent = Math.getExponent(wanted);
                int mantissa = (int) Math.round((Math.scalb(wanted, -exponent) - 1) * (1 << MANTISSA_BITS));
                mantissa = Math.min(mantissa, (1 << MANTISSA_BITS) - 1);
                steps[index(r, band)] = (short) (precision + Subband.gain(band) - exponent << MANTISSA_BITS | mantissa);
            }
        }
        return new Quantization(false, guardBits, steps);
    }

    /** The same with other guard bits. */
    Quantization withGuardBits(int bits) {
        return new Quantization(derived, bits, steps);
    }

    /** Whether there is a step for each sub-band of so many decompositions. */
    boolean covers(int levels) {
        return derived || steps.length > 3 * levels;
    }

    /** @param band 0 for LL, 1 to 3 for HL, LH, HH */
    int exponent(int resolution, int band) {
        if (derived) {
            int exponent = (steps[0] & 0xFFFF) >> MANTISSA_BITS;
            return Math.max(0, exponent - Math.max(0, resolution - 1));
        }
        return (steps[index(resolution, band)] & 0xFFFF) >> MANTISSA_BITS;
    }

    /** Magnitude bits of a quantized coefficient, Mb (equation E-2). */
    int magnitudeBits(int resolution, int band) {
        return guardBits + exponent(resolution, band) - 1;
    }

    /**
     * Quantization step (equation E-3).
     *
     * @param range bits of the component and the gain of the sub-band, Rb
     */
    double step(int resolution, int band, int range) {
        int mantissa = steps[derived ? 0 : index(resolution, band)] & (1 << MANTISSA_BITS) - 1;
        return Math.scalb(1 + mantissa / 2048.0, range - exponent(resolution, band));
    }

    private static int index(int resolution, int band) {
        return resolution == 0 ? 0 : 3 * (resolution - 1) + band;
    }
}
