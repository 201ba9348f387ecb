package io.cameldicom.dicom.io;

/**
 * What a stream may ask of the reader's memory. Each is checked before memory is taken.
 *
 * @param maxElementLength bytes of one value kept in memory; values left in their file do not count
 * @param maxTotalLength bytes of all values kept in memory, after inflating
 * @param maxSequenceDepth sequences within sequences, 1 to 512
 * @param maxElements elements and items of the data set and all its items
 */
public record ReadLimits(long maxElementLength, long maxTotalLength, int maxSequenceDepth, int maxElements) {

    /** The reader recurses once per level; this many fit the smallest usual stack. */
    private static final int DEEPEST = 512;

    private static final long MIB = 1L << 20;

    /** 256 MiB an element, 1 GiB in all, 64 levels, 4 million elements and items. */
    public static final ReadLimits DEFAULT = new ReadLimits(256 * MIB, 1024 * MIB, 64, 4_000_000);

    public ReadLimits {
        if (maxElementLength < 0 || maxTotalLength < 0 || maxElements < 0) {
            throw new IllegalArgumentException("a limit must not be negative");
        }
        if (maxSequenceDepth < 1 || maxSequenceDepth > DEEPEST) {
            throw new IllegalArgumentException("maxSequenceDepth=" + maxSequenceDepth + ": must be 1 to " + DEEPEST);
        }
    }

    public ReadLimits withMaxElementLength(long bytes) {
        return new ReadLimits(bytes, maxTotalLength, maxSequenceDepth, maxElements);
    }

    public ReadLimits withMaxTotalLength(long bytes) {
        return new ReadLimits(maxElementLength, bytes, maxSequenceDepth, maxElements);
    }

    public ReadLimits withMaxSequenceDepth(int depth) {
        return new ReadLimits(maxElementLength, maxTotalLength, depth, maxElements);
    }

    public ReadLimits withMaxElements(int count) {
        return new ReadLimits(maxElementLength, maxTotalLength, maxSequenceDepth, count);
    }
}
