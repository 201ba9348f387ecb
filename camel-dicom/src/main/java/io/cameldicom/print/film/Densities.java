package io.cameldicom.print.film;

/**
 * How bright an optical density is seen, by the Grayscale Standard Display Function (PS3.14): equal steps of the result
 * look equal. Immutable.
 */
final class Densities {
    /** Of a film on a light box (PS3.3 C.13.3), in cd/m2. */
    static final int ILLUMINATION = 2000;

    static final int REFLECTED_AMBIENT_LIGHT = 10;

    /** Coefficients of the just noticeable differences as a polynomial of the logarithm of luminance (PS3.14, 7.2). */
    private static final double[] COEFFICIENTS = {
        71.498068, 94.593053, 41.912053, 9.8247004, 0.28175407, -1.1878455, -0.18014349, 0.14710899, -0.017046845
    };

    private final double minimum;
    private final double maximum;
    private final int illumination;
    private final int ambient;
    private final double black;
    private final double white;

    /**
     * @param minimum optical density of white
     * @param maximum optical density of black, above it
     * @param illumination in cd/m2
     * @param ambient light reflected, in cd/m2
     */
    Densities(double minimum, double maximum, int illumination, int ambient) {
        this.minimum = minimum;
        this.maximum = maximum;
        this.illumination = illumination;
        this.ambient = ambient;
        this.black = noticeable(maximum);
        this.white = noticeable(minimum);
    }

    /** From 0 (black) to 1 (white). */
    double brightness(double density) {
        double limited = Math.max(minimum, Math.min(maximum, density));
        return (noticeable(limited) - black) / (white - black);
    }

    /** The brightness of a density that lies evenly between black (0) and white (1). */
    double brightnessOfEven(double part) {
        return brightness(maximum - part * (maximum - minimum));
    }

    private double noticeable(double density) {
        double logarithm = Math.log10(ambient + illumination * Math.pow(10, -density));
        double sum = 0;
        for (int i = COEFFICIENTS.length - 1; i >= 0; i--) {
            sum = sum * logarithm + COEFFICIENTS[i];
        }
        return sum;
    }
}
