package io.cameldicom.dicom.codec.jpegls;

import static io.cameldicom.dicom.codec.jpegls.ContextModel.C;
import static io.cameldicom.dicom.codec.jpegls.ContextModel.CONTEXT_SIZE;
import static io.cameldicom.dicom.codec.jpegls.ContextModel.INVERTED;
import static io.cameldicom.dicom.codec.jpegls.ContextModel.K;
import static io.cameldicom.dicom.codec.jpegls.ContextModel.N;
import static io.cameldicom.dicom.codec.jpegls.ContextModel.NEGATIVE;
import static io.cameldicom.dicom.codec.jpegls.ContextModel.RUN_INTERRUPTION;
import static io.cameldicom.dicom.codec.jpegls.ContextModel.RUN_ORDER;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.EncodedFrame;
import java.util.Arrays;

/**
 * Decodes the lines of a scan (T.87 Annex A in the direction of Annex F). A line is an array of the width and one more
 * element on either side; {@code line[0]} and {@code line[width + 1]} are the neighbours that A.2.1 defines.
 *
 * <p>The bit reader is a left-aligned window of 64 bits. {@link #decodeLine} holds it in local variables, for that is what
 * makes it fast, and puts it into the fields around its calls.
 */
final class ScanDecoder {
    private static final String ERROR_TOO_LARGE = "JPEG-LS prediction error is out of range";

    private final EncodedFrame frame;
    private final CodingParameters coding;
    private final ContextModel model;
    private final int width;
    /** LIMIT - qbpp - 1: zeros before a code word that has its mapped error as it is. */
    private final int longestPrefix;
    /** Whether sums of prediction and error are right modulo 2^n: lossless, and MAXVAL all ones. */
    private final boolean isExact;

    private EntropySegment segment;
    private byte[] source;
    private int position;
    private int lastPosition;
    private long window;
    private int available;

    ScanDecoder(EncodedFrame frame, CodingParameters coding, int width) {
        this.frame = frame;
        this.coding = coding;
        this.model = new ContextModel(coding);
        this.width = width;
        this.longestPrefix = coding.limit() - coding.errorBits() - 1;
        this.isExact = coding.near() == 0 && (coding.maxVal() & coding.maxVal() + 1) == 0;
    }

    /** Starts at the beginning of a scan or after a restart marker. */
    void start(EntropySegment next) {
        segment = next;
        source = next.bits;
        position = 0;
        lastPosition = next.length + EntropySegment.PADDING - Long.BYTES;
        window = 0;
        available = 0;
        model.reset();
    }

    /** Checks that what was decoded so far was there: reading ahead may have gone into the padding. */
    void checkNotExhausted() throws CodecException {
        if (position * 8L - available > segment.length * 8L) {
            throw segment.exhausted(frame);
        }
    }

    /**
     * Decodes a line of one component.
     *
     * @param runIndex RUNindex of the component before the line
     * @return RUNindex after it
     */
    int decodeLine(int[] above, int[] line, int runIndex) throws CodecException {
        final ContextModel contexts = model;
        final int[] counters = contexts.counters;
        final int maxVal = coding.maxVal();
        final boolean exact = isExact;
        final int longest = longestPrefix;
        final int mostMapped = 1 << coding.errorBits();
        final byte[] bytes = source;
        final int last = lastPosition;
        long bits = window;
        int count = available;
        int at = position;

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
                window = bits;
                available = count;
                position = at;
                int packed = decodeRun(above, line, x, index);
                bits = window;
                count = available;
                at = position;
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
            if (px < 0 || px > maxVal) {
                px = px < 0 ? 0 : maxVal;
            }

            if (count < 32) {
                if (at > last) {
                    throw segment.exhausted(frame);
                }
                bits |= (long) EntropySegment.LONG.get(bytes, at) >>> count;
                int more = (63 - count) >> 3;
                at += more;
                count += more << 3;
            }
            int k = counters[context + K];
            int prefix = Long.numberOfLeadingZeros(bits);
            int mapped;
            if (prefix < longest && prefix + k < count) {
                bits <<= prefix + 1;
                mapped = prefix << k | (int) (bits >>> 1 >>> (63 - k));
                bits <<= k;
                count -= prefix + 1 + k;
            } else {
                window = bits;
                available = count;
                position = at;
                mapped = readCodeSlowly(k, longest);
                bits = window;
                count = available;
                at = position;
            }
            if (mapped > mostMapped) {
                throw segment.broken(frame, ERROR_TOO_LARGE, at);
            }
            int error = mapped >> 1 ^ -(mapped & 1) ^ counters[context + INVERTED];
            int signed = (error ^ sign) - sign;
            int rx = exact ? px + signed & maxVal : reconstruct(px, signed);
            contexts.countRegular(context, error);

            line[x++] = rx;
            ra = rx;
            rc = rb;
            rb = rd;
        }
        window = bits;
        available = count;
        position = at;
        checkNotExhausted();
        return index;
    }

    /**
     * Decodes a run and the sample that interrupts it (A.7).
     *
     * @return the next column and, in the five low bits, RUNindex
     */
    private int decodeRun(int[] above, int[] line, int x, int runIndex) throws CodecException {
        int length = readRunLength(width + 1 - x, runIndex);
        int index = length & 31;
        int end = x + (length >> 5);
        Arrays.fill(line, x, end, line[x - 1]);
        if (end > width) {
            return end << 5 | index;
        }
        int ra = line[x - 1];
        int rb = above[end];
        int type = Math.abs(ra - rb) <= coding.near() ? 1 : 0;
        int error = readInterruption(type, index);
        line[end] = reconstruct(type == 1 ? ra : rb, type == 0 && ra > rb ? -error : error);
        return (end + 1) << 5 | Math.max(0, index - 1);
    }

    /**
     * Decodes a line of several components by sample: their runs are common (A.7, B.3).
     *
     * @return RUNindex after it
     */
    int decodeLines(int[][] above, int[][] line, int runIndex) throws CodecException {
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
                    line[i][x] = decodeRegular(above[i], line[i], x, contexts[i]);
                }
                x++;
                continue;
            }
            int length = readRunLength(width + 1 - x, index);
            index = length & 31;
            int end = x + (length >> 5);
            for (int i = 0; i < components; i++) {
                Arrays.fill(line[i], x, end, line[i][x - 1]);
            }
            if (end <= width) {
                for (int i = 0; i < components; i++) {
                    int ra = line[i][x - 1];
                    int rb = above[i][end];
                    int error = readInterruption(0, index);
                    line[i][end] = reconstruct(rb, ra > rb ? -error : error);
                }
                index = Math.max(0, index - 1);
                end++;
            }
            x = end;
        }
        checkNotExhausted();
        return index;
    }

    /** One sample as {@link #decodeLine} does it, for a context of any sign including none. */
    private int decodeRegular(int[] above, int[] line, int x, int q) throws CodecException {
        int[] counters = model.counters;
        int sign = q >> 31;
        int context = ((q ^ sign) - sign) * CONTEXT_SIZE;
        int c = counters[context + C];
        int px = Prediction.median(line[x - 1], above[x], above[x - 1]) + ((c ^ sign) - sign);
        px = Math.max(0, Math.min(coding.maxVal(), px));
        int mapped = readCode(counters[context + K], longestPrefix);
        int error = mapped >> 1 ^ -(mapped & 1) ^ counters[context + INVERTED];
        model.countRegular(context, error);
        return reconstruct(px, (error ^ sign) - sign);
    }

    private int reconstruct(int px, int error) {
        int rx = px + error * coding.step();
        if (rx < -coding.near()) {
            rx += coding.range() * coding.step();
        } else if (rx > coding.maxVal() + coding.near()) {
            rx -= coding.range() * coding.step();
        }
        return Math.max(0, Math.min(coding.maxVal(), rx));
    }

    /**
     * A.7.1: the length of a run.
     *
     * @param rest samples to the end of the line
     * @return the length and, in the five low bits, RUNindex
     */
    private int readRunLength(int rest, int runIndex) throws CodecException {
        int index = runIndex;
        int length = 0;
        int ones;
        do {
            fill();
            ones = Math.min(32, Long.numberOfLeadingZeros(~window));
            for (int i = 1; i <= ones; i++) {
                int block = 1 << RUN_ORDER[index];
                if (block <= rest - length) {
                    length += block;
                    index = Math.min(31, index + 1);
                } else {
                    length = rest;
                }
                if (length == rest) {
                    skip(i);
                    return rest << 5 | index;
                }
            }
            skip(ones);
        } while (ones == 32);
        length += readBits(1 + RUN_ORDER[index]);
        if (length > rest) {
            throw segment.broken(frame, "JPEG-LS run is longer than its line", position);
        }
        return length << 5 | index;
    }

    /** A.7.2: the error of the sample that interrupts a run, before its sign is applied. */
    private int readInterruption(int type, int runIndex) throws CodecException {
        int context = RUN_INTERRUPTION + type * CONTEXT_SIZE;
        int k = model.interruptionParameter(context, type);
        int mapped = readCode(k, coding.limit() - RUN_ORDER[runIndex] - 1 - coding.errorBits() - 1);
        int twice = mapped + type;
        int map = twice & 1;
        int size = (twice + 1) >> 1;
        boolean mapMeansNegative = k != 0 || 2 * model.counters[context + NEGATIVE] >= model.counters[context + N];
        int error = mapMeansNegative == (map == 1) ? -size : size;
        model.countInterruption(context, type, error, mapped);
        return error;
    }

    /** A.5.3: a limited length Golomb code. */
    private int readCode(int k, int longestPrefix) throws CodecException {
        fill();
        int prefix = Long.numberOfLeadingZeros(window);
        int mapped;
        if (prefix < longestPrefix && prefix + k < available) {
            window <<= prefix + 1;
            mapped = prefix << k | (int) (window >>> 1 >>> (63 - k));
            window <<= k;
            available -= prefix + 1 + k;
        } else {
            mapped = readCodeSlowly(k, longestPrefix);
        }
        if (mapped > 1 << coding.errorBits()) {
            throw segment.broken(frame, ERROR_TOO_LARGE, position);
        }
        return mapped;
    }

    private int readCodeSlowly(int k, int longestPrefix) throws CodecException {
        int prefix = 0;
        while (readBits(1) == 0) {
            if (++prefix > longestPrefix) {
                checkNotExhausted();
                throw segment.broken(frame, "JPEG-LS code word has more zeros than its limit", position);
            }
        }
        return prefix < longestPrefix ? prefix << k | readBits(k) : readBits(coding.errorBits()) + 1;
    }

    /** @param count 0 to 32 */
    private int readBits(int count) throws CodecException {
        fill();
        int value = (int) (window >>> 1 >>> (63 - count));
        window <<= count;
        available -= count;
        return value;
    }

    private void skip(int count) {
        window <<= count;
        available -= count;
    }

    /** Makes at least 32 bits available. */
    private void fill() throws CodecException {
        if (available < 32) {
            if (position > lastPosition) {
                throw segment.exhausted(frame);
            }
            window |= (long) EntropySegment.LONG.get(source, position) >>> available;
            int more = (63 - available) >> 3;
            position += more;
            available += more << 3;
        }
    }
}
