package io.cameldicom.dicom.codec.jpeg2000;

import java.util.Arrays;

/**
 * A code-block and what packets have brought of it (T.800 sections B.7, B.10). Its bytes stay where they are in the
 * frame: each packet adds chunks, none of which goes beyond the end of a codeword segment. Not thread-safe.
 */
final class CodeBlock {
    static final int NOT_INCLUDED = -1;
    static final int FIRST_LENGTH_BITS = 3;

    final int width;
    final int height;
    /** Index of its first coefficient among those of the component. */
    final int offset;

    /** Most significant bit-planes that are zero, or {@link #NOT_INCLUDED}. */
    int zeroBitPlanes = NOT_INCLUDED;
    /** Lblock, which the lengths of segments are coded with (B.10.7.1). */
    int lengthBits = FIRST_LENGTH_BITS;

    int passes;
    /** Whether the first HT cleanup pass was there. */
    boolean hasCleanup;

    private int[] chunks = {};
    private int chunkCount;

    CodeBlock(int width, int height, int offset) {
        this.width = width;
        this.height = height;
        this.offset = offset;
    }

    /** @param start index of the first byte in the frame's array */
    void addChunk(int start, int length, int chunkPasses) {
        if (3 * chunkCount == chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(6, 2 * chunks.length));
        }
        chunks[3 * chunkCount] = start;
        chunks[3 * chunkCount + 1] = length;
        chunks[3 * chunkCount + 2] = chunkPasses;
        chunkCount++;
    }

    int chunks() {
        return chunkCount;
    }

    int chunkStart(int chunk) {
        return chunks[3 * chunk];
    }

    int chunkLength(int chunk) {
        return chunks[3 * chunk + 1];
    }

    int chunkPasses(int chunk) {
        return chunks[3 * chunk + 2];
    }
}
