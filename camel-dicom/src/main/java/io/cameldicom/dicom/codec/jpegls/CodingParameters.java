package io.cameldicom.dicom.codec.jpegls;

/**
 * What steers modelling and coding of a scan (T.87 sections A.2.1 and C.2.4.1.1).
 *
 * @param maxVal largest sample value
 * @param near largest difference of a reconstructed sample, 0 for lossless
 * @param t1 first threshold of the gradients
 * @param t2 second threshold
 * @param t3 third threshold
 * @param reset occurrences of a context after which its counters are halved
 */
record CodingParameters(int maxVal, int near, int t1, int t2, int t3, int reset) {
    private static final int DEFAULT_RESET = 64;

    /** The defaults of T.87 section C.2.4.1.1.1. */
    static CodingParameters defaults(int maxVal, int near) {
        int t1;
        int t2;
        int t3;
        if (maxVal >= 128) {
            int factor = (Math.min(maxVal, 4095) + 128) / 256;
            t1 = clamp(factor * (3 - 2) + 2 + 3 * near, near + 1, maxVal);
            t2 = clamp(factor * (7 - 3) + 3 + 5 * near, t1, maxVal);
            t3 = clamp(factor * (21 - 4) + 4 + 7 * near, t2, maxVal);
        } else {
            int factor = 256 / (maxVal + 1);
            t1 = clamp(Math.max(2, 3 / factor + 3 * near), near + 1, maxVal);
            t2 = clamp(Math.max(3, 7 / factor + 5 * near), t1, maxVal);
            t3 = clamp(Math.max(4, 21 / factor + 7 * near), t2, maxVal);
        }
        return new CodingParameters(maxVal, near, t1, t2, t3, DEFAULT_RESET);
    }

    private static int clamp(int value, int least, int maxVal) {
        return value > maxVal || value < least ? least : value;
    }

    /** Whether these can be the parameters of a stream (T.87 table C.3). */
    boolean isValid() {
        return near <= Math.min(255, maxVal / 2)
                && t1 > near
                && t2 >= t1
                && t3 >= t2
                && t3 <= Math.max(maxVal, near + 1)
                && reset >= 3
                && reset <= Math.max(255, maxVal);
    }

    /** Distance of two reconstruction levels of a prediction error. */
    int step() {
        return 2 * near + 1;
    }

    /** RANGE: number of values a prediction error can have. */
    int range() {
        return (maxVal + 2 * near) / step() + 1;
    }

    /** qbpp: bits of a mapped prediction error. */
    int errorBits() {
        return bitsFor(range());
    }

    /** LIMIT: bits of the longest code word. */
    int limit() {
        int bitsPerPixel = Math.max(2, bitsFor(maxVal + 1));
        return 2 * (bitsPerPixel + Math.max(8, bitsPerPixel));
    }

    /** The least number of bits with which so many values can be told apart. */
    private static int bitsFor(int values) {
        return 32 - Integer.numberOfLeadingZeros(values - 1);
    }
}
