package io.cameldicom.dicom.codec.jpegls;

import java.util.Arrays;

/**
 * The statistics of a scan by context (T.87 sections A.2.1 and A.8) and the quantization of gradients (A.3.3). The arrays
 * are the hot data of both directions and are worked on by {@link ScanDecoder} and {@link ScanEncoder} directly.
 */
final class ContextModel {
    /** J: order of the run length code by run index (T.87 section A.2.1). */
    static final int[] RUN_ORDER = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15
    };

    private static final int MIN_C = -128;
    private static final int MAX_C = 127;

    /** Offsets of a context's counters in {@link #counters}. */
    static final int A = 0;

    static final int B = 1;
    static final int C = 2;
    static final int N = 3;
    /** In the place of B: how often the error of a run interruption was negative (Nn). */
    static final int NEGATIVE = 1;

    /** What follows from the others for the next sample: its Golomb parameter k. */
    static final int K = 4;
    /** -1 where the mapping of errors is turned round (A.5.2: k is 0 and 2 * B at most -N), else 0. */
    static final int INVERTED = 5;

    static final int CONTEXT_SIZE = 8;
    /** Index of the counters of context 365, run interruption with RItype 0; those of RItype 1 follow. */
    static final int RUN_INTERRUPTION = 365 * CONTEXT_SIZE;

    final int[] counters = new int[367 * CONTEXT_SIZE];

    /** Regions (-4 to 4) of small gradients d, at index d + {@link #small}. */
    private final byte[] regions;

    /** A power of two above T3: larger gradients are all of the outermost region. */
    private final int small;

    private final CodingParameters coding;
    private final int step;
    private final int resetAt;
    /** All bits if the coding is lossless, else none: near-lossless coding never turns its mapping round. */
    private final int losslessMask;

    ContextModel(CodingParameters coding) {
        this.coding = coding;
        this.step = coding.step();
        this.resetAt = coding.reset();
        this.losslessMask = coding.near() == 0 ? -1 : 0;
        this.small = Integer.highestOneBit(coding.t3()) << 1;
        this.regions = regions(coding, small);
        reset();
    }

    private static byte[] regions(CodingParameters coding, int small) {
        byte[] regions = new byte[2 * small];
        int[] least = {coding.near() + 1, coding.t1(), coding.t2(), coding.t3(), small};
        for (int region = 1; region <= 4; region++) {
            Arrays.fill(regions, small + least[region - 1], small + least[region], (byte) region);
            Arrays.fill(regions, small + 1 - least[region], small + 1 - least[region - 1], (byte) -region);
        }
        regions[0] = -4;
        return regions;
    }

    /** The state at the start of a scan and after a restart marker. */
    void reset() {
        Arrays.fill(counters, 0);
        int initialA = Math.max(2, (coding.range() + 32) / 64);
        for (int i = 0; i < counters.length; i += CONTEXT_SIZE) {
            counters[i + A] = initialA;
            counters[i + N] = 1;
            counters[i + K] = golombParameter(1, initialA);
        }
    }

    /** A.3.4: the context of neighbours, negative where its mirror image is meant, 0 for a run. */
    int context(int ra, int rb, int rc, int rd) {
        int d1 = rd - rb + small;
        int d2 = rb - rc + small;
        int d3 = rc - ra + small;
        int most = 2 * small - 1;
        if (((d1 | d2 | d3) & ~most) != 0) {
            d1 = Math.max(0, Math.min(most, d1));
            d2 = Math.max(0, Math.min(most, d2));
            d3 = Math.max(0, Math.min(most, d3));
        }
        return 81 * regions[d1] + 9 * regions[d2] + regions[d3];
    }

    /** A.5.1: the least k with N * 2^k >= A. */
    static int golombParameter(int n, int a) {
        int k = Math.max(0, Integer.numberOfLeadingZeros(n) - Integer.numberOfLeadingZeros(a));
        // now n * 2^k has as many bits as A, or more
        return k + ((n << k) - a >>> 31);
    }

    /**
     * A.6: counts a regular sample with this error, and corrects the prediction of its context. The next sample often
     * waits for the result, so there is no branch here that is hard to predict, and no step that a branch can spare.
     */
    void countRegular(int context, int error) {
        int a = counters[context + A] + Math.abs(error);
        int b = counters[context + B] + (step == 1 ? error : error * step);
        int n = counters[context + N];
        if (n == resetAt) {
            a >>= 1;
            b >>= 1;
            n >>= 1;
        }
        n++;
        int tooLow = b + n - 1 >> 31;
        int tooHigh = -b >> 31;
        b = Math.max(1 - n, Math.min(0, b + (n & tooLow) - (n & tooHigh)));
        int c = counters[context + C] + tooLow - tooHigh;
        if (c < MIN_C || c > MAX_C) {
            c = c < MIN_C ? MIN_C : MAX_C;
        }
        int k = golombParameter(n, a);
        counters[context + A] = a;
        counters[context + B] = b;
        counters[context + C] = c;
        counters[context + N] = n;
        counters[context + K] = k;
        counters[context + INVERTED] = 2 * b + n - 1 >> 31 & k - 1 >> 31 & losslessMask;
    }

    /** A.7.2.2: counts a run interruption with this error and mapped error. */
    void countInterruption(int context, int type, int error, int mapped) {
        if (error < 0) {
            counters[context + NEGATIVE]++;
        }
        counters[context + A] += (mapped + 1 - type) >> 1;
        if (counters[context + N] == coding.reset()) {
            counters[context + A] >>= 1;
            counters[context + N] >>= 1;
            counters[context + NEGATIVE] >>= 1;
        }
        counters[context + N]++;
    }

    /** A.7.2.1: the Golomb parameter of a run interruption. */
    int interruptionParameter(int context, int type) {
        int n = counters[context + N];
        return golombParameter(n, counters[context + A] + (type == 1 ? n >> 1 : 0));
    }
}
