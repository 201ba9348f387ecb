package io.cameldicom.dicom.codec.jpegls;

import static io.cameldicom.dicom.codec.jpegls.ContextModel.C;
import static io.cameldicom.dicom.codec.jpegls.ContextModel.CONTEXT_SIZE;
import static io.cameldicom.dicom.codec.jpegls.ContextModel.INVERTED;
import static io.cameldicom.dicom.codec.jpegls.ContextModel.K;
import static io.cameldicom.dicom.codec.jpegls.ContextModel.N;
import static io.cameldicom.dicom.codec.jpegls.ContextModel.NEGATIVE;
import static io.cameldicom.dicom.codec.jpegls.ContextModel.RUN_INTERRUPTION;
import static io.cameldicom.dicom.codec.jpegls.ContextModel.RUN_ORDER;

/**
 * Encodes the lines of a scan (T.87 Annex A). Lines are as in {@link ScanDecoder}; near-lossless coding replaces their
 * samples by what a decoder will see. The caller reserves room for a line's code words.
 */
final class ScanEncoder {
    /** Bytes a code word has at most: LIMIT is 64 bits for 16-bit samples. */
    static final int LONGEST_CODE = 8;

    private final CodeWriter out;
    private final CodingParameters coding;
    private final ContextModel model;
    private final int width;
    private final int longestPrefix;

    ScanEncoder(CodeWriter out, CodingParameters coding, int width) {
        this.out = out;
        this.coding = coding;
        this.model = new ContextModel(coding);
        this.width = width;
        this.longestPrefix = coding.limit() - coding.errorBits() - 1;
    }

    /** Starts a scan or restart interval. */
    void start() {
        model.reset();
    }

    /**
     * Encodes a line of one component.
     *
     * @param runIndex RUNindex of the component before the line
     * @return RUNindex after it
     */
    int encodeLine(int[] above, int[] line, int runIndex) {
        final ContextModel contexts = model;
        final int[] counters = contexts.counters;
        final int near = coding.near();
        final int step = coding.step();
        final int maxVal = coding.maxVal();
        final int range = coding.range();
        final int lowest = -(range / 2);
        final int highest = (range - 1) / 2;
        final byte[] bits = out.bits;
        int bitBytes = out.bitBytes;
        long held = out.held;
        int heldCount = out.heldCount;

        above[width + 1] = above[width];
        line[0] = above[1];
        int ra = line[0];
        int rb = above[1];
        int rc = above[0];
        int index = runIndex;
        int x = 1;
        while (x <= width) {
            int rd = above[x + 1];
            int q = contexts.context(ra, rb, rc, rd);
            if (q == 0) {
                out.bitBytes = bitBytes;
                out.held = held;
                out.heldCount = heldCount;
                int packed = encodeRun(above, line, x, index);
                bitBytes = out.bitBytes;
                held = out.held;
                heldCount = out.heldCount;
                index = packed & 31;
                x = packed >> 5;
                ra = line[x - 1];
                rb = above[x];
                rc = above[x - 1];
                continue;
            }
            int sign = q >> 31;
            int context = ((q ^ sign) - sign) * CONTEXT_SIZE;
            int px = Prediction.median(ra, rb, rc) + ((counters[context + C] ^ sign) - sign);
            px = Math.max(0, Math.min(maxVal, px));
            int error = line[x] - px;
            error = (error ^ sign) - sign;
            int rx = line[x];
            if (near > 0) {
                error = error > 0 ? (error + near) / step : (error - near) / step;
                rx = Math.max(0, Math.min(maxVal, px + ((error ^ sign) - sign) * step));
                line[x] = rx;
            }
            if (error < lowest) {
                error += range;
            } else if (error > highest) {
                error -= range;
            }

            int k = counters[context + K];
            int mapped = error ^ counters[context + INVERTED];
            mapped = mapped << 1 ^ mapped >> 31;
            int prefix = mapped >> k;
            if (prefix + 1 + k <= 32 && prefix < longestPrefix) {
                int codeLength = prefix + 1 + k;
                held = held << codeLength | 1L << k | mapped & (1 << k) - 1;
                heldCount += codeLength;
                if (heldCount >= 32) {
                    heldCount -= 32;
                    EntropySegment.INT.set(bits, bitBytes, (int) (held >>> heldCount));
                    bitBytes += 4;
                }
            } else {
                out.bitBytes = bitBytes;
                out.held = held;
                out.heldCount = heldCount;
                putCode(mapped, k, longestPrefix);
                bitBytes = out.bitBytes;
                held = out.held;
                heldCount = out.heldCount;
            }

            contexts.countRegular(context, error);
            x++;
            ra = rx;
            rc = rb;
            rb = rd;
        }
        out.bitBytes = bitBytes;
        out.held = held;
        out.heldCount = heldCount;
        return index;
    }

    /**
     * Encodes a run and the sample that interrupts it (A.7).
     *
     * @return the next column and, in the five low bits, RUNindex
     */
    private int encodeRun(int[] above, int[] line, int x, int runIndex) {
        int ra = line[x - 1];
        int near = coding.near();
        int end = x;
        if (near == 0) {
            while (end <= width && line[end] == ra) {
                end++;
            }
        } else {
            while (end <= width && Math.abs(line[end] - ra) <= near) {
                line[end++] = ra;
            }
        }
        int index = putRunLength(end - x, end > width, runIndex);
        if (end > width) {
            return end << 5 | index;
        }
        int rb = above[end];
        int type = Math.abs(ra - rb) <= near ? 1 : 0;
        line[end] = putInterruption(type == 1 ? ra : rb, type == 0 && ra > rb, line[end], type, index);
        return (end + 1) << 5 | Math.max(0, index - 1);
    }

    /**
     * Encodes a line of several components by sample: their runs are common (A.7, B.3).
     *
     * @return RUNindex after it
     */
    int encodeLines(int[][] above, int[][] line, int runIndex) {
        int components = line.length;
        for (int i = 0; i < components; i++) {
            above[i][width + 1] = above[i][width];
            line[i][0] = above[i][1];
        }
        int[] contexts = new int[components];
        int index = runIndex;
        int x = 1;
        while (x <= width) {
            int any = 0;
            for (int i = 0; i < components; i++) {
                contexts[i] = model.context(line[i][x - 1], above[i][x], above[i][x - 1], above[i][x + 1]);
                any |= contexts[i];
            }
            if (any != 0) {
                for (int i = 0; i < components; i++) {
                    encodeRegular(above[i], line[i], x, contexts[i]);
                }
                x++;
                continue;
            }
            int end = x;
            while (end <= width && continuesRun(line, x, end)) {
                end++;
            }
            index = putRunLength(end - x, end > width, index);
            if (end <= width) {
                for (int i = 0; i < components; i++) {
                    int rb = above[i][end];
                    line[i][end] = putInterruption(rb, line[i][x - 1] > rb, line[i][end], 0, index);
                }
                index = Math.max(0, index - 1);
                end++;
            }
            x = end;
        }
        return index;
    }

    private boolean continuesRun(int[][] line, int start, int at) {
        for (int[] component : line) {
            if (Math.abs(component[at] - component[start - 1]) > coding.near()) {
                return false;
            }
        }
        for (int[] component : line) {
            component[at] = component[start - 1];
        }
        return true;
    }

    /** One sample as {@link #encodeLine} does it, for a context of any sign including none. */
    private void encodeRegular(int[] above, int[] line, int x, int q) {
        int[] counters = model.counters;
        int sign = q >> 31;
        int context = ((q ^ sign) - sign) * CONTEXT_SIZE;
        int c = counters[context + C];
        int px = Prediction.median(line[x - 1], above[x], above[x - 1]) + ((c ^ sign) - sign);
        px = Math.max(0, Math.min(coding.maxVal(), px));
        int difference = line[x] - px;
        int error = quantize((difference ^ sign) - sign);
        line[x] = reconstruct(px, (error ^ sign) - sign);
        error = reduce(error);
        int mapped = error ^ counters[context + INVERTED];
        putCode(mapped << 1 ^ mapped >> 31, counters[context + K], longestPrefix);
        model.countRegular(context, error);
    }

    /** A.4.4: the index of the nearest reconstruction level. */
    private int quantize(int difference) {
        int near = coding.near();
        return difference > 0 ? (difference + near) / coding.step() : (difference - near) / coding.step();
    }

    private int reconstruct(int px, int error) {
        return Math.max(0, Math.min(coding.maxVal(), px + error * coding.step()));
    }

    /** A.4.5: the error modulo RANGE. */
    private int reduce(int error) {
        int range = coding.range();
        int positive = error < 0 ? error + range : error;
        return positive >= (range + 1) / 2 ? positive - range : positive;
    }

    /** A.7.1: the length of a run; returns RUNindex after it. */
    private int putRunLength(int length, boolean toEndOfLine, int runIndex) {
        int index = runIndex;
        int rest = length;
        int ones = 0;
        while (rest >= 1 << RUN_ORDER[index]) {
            ones++;
            rest -= 1 << RUN_ORDER[index];
            index = Math.min(31, index + 1);
        }
        if (toEndOfLine && rest > 0) {
            ones++;
        }
        for (; ones > 31; ones -= 31) {
            out.put(-1, 31);
        }
        out.put(-1, ones);
        if (!toEndOfLine) {
            out.put(rest, 1 + RUN_ORDER[index]);
        }
        return index;
    }

    /** A.7.2: the sample that interrupts a run; returns it as a decoder will see it. */
    private int putInterruption(int px, boolean negated, int sample, int type, int runIndex) {
        int error = quantize(negated ? px - sample : sample - px);
        int seen = reconstruct(px, negated ? -error : error);
        error = reduce(error);
        int context = RUN_INTERRUPTION + type * CONTEXT_SIZE;
        int k = model.interruptionParameter(context, type);
        boolean mapMeansNegative = k != 0 || 2 * model.counters[context + NEGATIVE] >= model.counters[context + N];
        int map = error != 0 && mapMeansNegative == error < 0 ? 1 : 0;
        int mapped = 2 * Math.abs(error) - type - map;
        putCode(mapped, k, coding.limit() - RUN_ORDER[runIndex] - 1 - coding.errorBits() - 1);
        model.countInterruption(context, type, error, mapped);
        return seen;
    }

    /** A.5.3: a limited length Golomb code. */
    private void putCode(int mapped, int k, int longest) {
        int prefix = mapped >> k;
        if (prefix < longest) {
            putZeros(prefix);
            out.put(1, 1);
            out.put(mapped & (1 << k) - 1, k);
        } else {
            putZeros(longest);
            out.put(1, 1);
            out.put(mapped - 1, coding.errorBits());
        }
    }

    private void putZeros(int count) {
        out.put(0, count / 2);
        out.put(0, count - count / 2);
    }
}
