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

    static final int MIN_C = -128;
    static final int MAX_C = 127;

    /** Offsets of a context's counters in {@link #counters}. */
    static final int A = 0;

    static final int B = 1;
    static final int C = 2;
    static final int N = 3;
    /** In the place of B: how often the error of a run interruption was negative (Nn). */
    static final int NEGATIVE = 1;

    static final int CONTEXT_SIZE = 4;
    /** Index of the counters of context 365, run interruption with RItype 0; those of RItype 1 follow. */
    static final int RUN_INTERRUPTION = 365 * CONTEXT_SIZE;

    final int[] counters = new int[367 * CONTEXT_SIZE];

    /** Region of a gradient d with |d| below T3, at index d + T3 (-4 to 4). */
    final int[] regions;

    private final CodingParameters coding;

    ContextModel(CodingParameters coding) {
        this.coding = coding;
        int t3 = coding.t3();
        regions = new int[2 * t3 + 1];
        for (int d = -t3; d <= t3; d++) {
            int size = Math.abs(d);
            int region =
                    size <= coding.near() ? 0 : size < coding.t1() ? 1 : size < coding.t2() ? 2 : size < t3 ? 3 : 4;
            regions[d + t3] = d < 0 ? -region : region;
        }
        reset();
    }

    /** The state at the start of a scan and after a restart marker. */
    void reset() {
        Arrays.fill(counters, 0);
        int initialA = Math.max(2, (coding.range() + 32) / 64);
        for (int i = 0; i < counters.length; i += CONTEXT_SIZE) {
            counters[i + A] = initialA;
            counters[i + N] = 1;
        }
    }

    /** A.5.1: the least k with N * 2^k >= A. */
    static int golombParameter(int n, int a) {
        int k = Math.max(0, Integer.numberOfLeadingZeros(n) - Integer.numberOfLeadingZeros(a));
        // now n * 2^k has as many bits as A, or more
        return k + ((n << k) - a >>> 31);
    }

    /** A.6: counts a regular sample with this error, and corrects the prediction of its context. */
    void countRegular(int context, int error) {
        int a = counters[context + A] + Math.abs(error);
        int b = counters[context + B] + error * coding.step();
        int c = counters[context + C];
        int n = counters[context + N];
        if (n == coding.reset()) {
            a >>= 1;
            b >>= 1;
            n >>= 1;
        }
        n++;
        if (b <= -n) {
            b = Math.max(b + n, 1 - n);
            c = Math.max(MIN_C, c - 1);
        } else if (b > 0) {
            b = Math.min(b - n, 0);
            c = Math.min(MAX_C, c + 1);
        }
        counters[context + A] = a;
        counters[context + B] = b;
        counters[context + C] = c;
        counters[context + N] = n;
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
