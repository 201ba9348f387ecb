package io.cameldicom.dicom.codec.jpeg2000;

/**
 * What a frame is encoded to.
 *
 * @param reversible 5/3 transform without loss, else 9/7
 * @param quality 1 to 100, which gives the quantization step; for what is not reversible
 * @param rate how many times smaller than the stored bits the codestream must be; 0 for what quality makes of it
 * @param layers 1 to 32
 * @param levels decompositions, 0 to 32
 * @param blockExponent of width and height of a code-block, 2 to 6
 */
record EncoderSettings(boolean reversible, int quality, int rate, int layers, int levels, int blockExponent) {
    private static final int FINEST_QUALITY = 100;

    /** Quantization step in units of the samples, before it is divided by the norm of a sub-band. */
    double step(int precision) {
        if (reversible) {
            return 1;
        }
        int aim = rate > 0 ? FINEST_QUALITY : quality;
        return Math.max(0.25, Math.scalb(0.25 * Math.pow(2, (FINEST_QUALITY - aim) / 12.5), precision - 8));
    }
}
