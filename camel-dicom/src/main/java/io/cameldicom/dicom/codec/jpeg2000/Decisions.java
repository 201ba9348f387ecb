package io.cameldicom.dicom.codec.jpeg2000;

/**
 * Decisions and their contexts, on their way to the MQ encoder (T.800 section C.2): pairs of 16 bits, the decision in the
 * lowest, above it the context, above that how many times the pair comes. Not thread-safe.
 */
final class Decisions {
    static final int CONTEXT = 1;
    static final int TIMES = 6;
    static final int CONTEXT_MASK = (1 << TIMES - CONTEXT) - 1;
    /** A pair that comes once. */
    static final int ONCE = 1 << TIMES;

    /** Pairs, with room to write some behind that do not count. */
    final short[] pairs;

    int count;

    Decisions(int most) {
        pairs = new short[most + 4];
    }

    /** @param times up to 64 */
    static short pair(int context, int decision, int times) {
        return (short) (times << TIMES | context << CONTEXT | decision);
    }
}
