package io.cameldicom.dicom.io;

/**
 * What a stream may ask of the reader's memory. Each is checked before memory is taken.
 *
 * @param maxElementLength bytes of one value that is copied into memory; values left in their file, or in the array that
 *     is read, do not count
 * @param maxTotalLength bytes of all values copied into memory, after inflating, and of what keeps track of elements
 *     and items (up to some hundred bytes each)
 * @param maxSequenceDepth sequences within sequences, 1 to 512
 * @param maxElements elements and items of the data set and all its items
 */
public record ReadLimits(long maxElementLength, long maxTotalLength, int maxSequenceDepth, int maxElements) {

    /** The reader recurses once per level; this many fit the smallest usual stack. */
    private static final int DEEPEST = 512;

    private static final long MIB = 1L << 20;

    /** 256 MiB an element, 1 GiB in all, but neither above half of the heap; 64 levels, 4 million elements and items. */
    public static final ReadLimits DEFAULT = new ReadLimits(
            Math.min(256 * MIB, Runtime.getRuntime().maxMemory() / 2),
            Math.min(1024 * MIB, Runtime.getRuntime().maxMemory() / 2),
            64,
            4_000_000);

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
