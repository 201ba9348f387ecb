package io.cameldicom.dicom.codec.jpeg2000;

/**
 * How much an error of a coefficient weighs in the image: the squared norms of the basis functions of the inverse
 * wavelet transforms.
 */
final class BasisNorms {
    private static final double[] LOW_5_3 = {0.5, 1, 0.5};
    private static final double[] HIGH_5_3 = {-0.125, -0.25, 0.75, -0.25, -0.125};
    private static final double[] LOW_9_7 = symmetric(1.115087052457, 0.591271763114, -0.057543526229, -0.091271763114);
    private static final double[] HIGH_9_7 =
            symmetric(0.602949018236, -0.266864118443, -0.078223266529, 0.016864118443, 0.026748757411);
    /** From here on, each decomposition doubles them. */
    private static final int COMPUTED_LEVELS = 8;

    private static final double[][] REVERSIBLE = {energies(LOW_5_3, LOW_5_3), energies(HIGH_5_3, LOW_5_3)};
    private static final double[][] IRREVERSIBLE = {energies(LOW_9_7, LOW_9_7), energies(HIGH_9_7, LOW_9_7)};

    private BasisNorms() {}

    /** @param levels decompositions down to the sub-band */
    static double squared(boolean reversible, int levels, int orientation) {
        if (levels == 0) {
            return 1;
        }
        double[][] energies = reversible ? REVERSIBLE : IRREVERSIBLE;
        return energy(energies[orientation & 1], levels) * energy(energies[orientation >> 1], levels);
    }

    private static double energy(double[] energies, int levels) {
        int computed = Math.min(levels, COMPUTED_LEVELS);
        return Math.scalb(energies[computed - 1], levels - computed);
    }

    private static double[] energies(double[] first, double[] low) {
        double[] energies = new double[COMPUTED_LEVELS];
        double[] basis = first;
        for (int level = 0; level < COMPUTED_LEVELS; level++) {
            for (double value : basis) {
                energies[level] += value * value;
            }
            basis = upsampled(basis, low);
        }
        return energies;
    }

    private static double[] upsampled(double[] basis, double[] filter) {
        double[] result = new double[2 * basis.length - 1 + filter.length - 1];
        for (int i = 0; i < basis.length; i++) {
            for (int j = 0; j < filter.length; j++) {
                result[2 * i + j] += basis[i] * filter[j];
            }
        }
        return result;
    }

    private static double[] symmetric(double... half) {
        double[] filter = new double[2 * half.length - 1];
        for (int i = 0; i < half.length; i++) {
            filter[half.length - 1 + i] = half[i];
            filter[half.length - 1 - i] = half[i];
        }
        return filter;
    }
}
