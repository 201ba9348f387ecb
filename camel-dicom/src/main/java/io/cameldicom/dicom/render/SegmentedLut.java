package io.cameldicom.dicom.render;

/**
 * Expands Segmented Palette Color Lookup Table Data (PS3.3 C.7.9.2). An indirect segment copies segments that are no
 * indirect ones, so the work is bounded by the number of entries, each segment having one at least.
 */
final class SegmentedLut {
    private static final int DISCRETE = 0;
    private static final int LINEAR = 1;
    private static final int INDIRECT = 2;

    private final int[] data;
    private final int unitBytes;
    private final int[] entries;
    private int count;

    /**
     * @param data opcodes, lengths and values, each in an element of its own
     * @param unitBytes bytes of such an element in the data set, which offsets are counted in: 1 or 2
     */
    private SegmentedLut(int[] data, int unitBytes, int entries) {
        this.data = data;
        this.unitBytes = unitBytes;
        this.entries = new int[entries];
    }

    static int[] expand(int[] data, int unitBytes, int entries) throws RenderException {
        SegmentedLut lut = new SegmentedLut(data, unitBytes, entries);
        int at = 0;
        while (lut.count < entries) {
            at = lut.data(at) == INDIRECT ? lut.indirect(at) : lut.segment(at);
        }
        return lut.entries;
    }

    /** @return where the next segment is */
    private int segment(int at) throws RenderException {
        int opcode = data(at);
        int length = data(at + 1);
        if (length == 0) {
            throw broken("has an empty segment");
        }
        switch (opcode) {
            case DISCRETE -> {
                for (int i = 0; i < length; i++) {
                    append(data(at + 2 + i));
                }
                return at + 2 + length;
            }
            case LINEAR -> {
                if (count == 0) {
                    throw broken("begins with a linear segment");
                }
                int start = entries[count - 1];
                int end = data(at + 2);
                for (int i = 1; i <= length; i++) {
                    append(start + (int) Math.rint((end - start) * (double) i / length));
                }
                return at + 3;
            }
            default -> throw broken("has a segment of an unknown type");
        }
    }

    private int indirect(int at) throws RenderException {
        int segments = data(at + 1);
        long offset = 0;
        int offsetUnits = 4 / unitBytes;
        for (int i = offsetUnits - 1; i >= 0; i--) {
            offset = offset << 8 * unitBytes | data(at + 2 + i);
        }
        long source = offset / unitBytes;
        for (int i = 0; i < segments; i++) {
            if (source >= at) {
                throw broken("has an indirect segment that points forward");
            }
            source = segment((int) source);
        }
        return at + 2 + offsetUnits;
    }

    private int data(int at) throws RenderException {
        if (at >= data.length) {
            throw broken("ends before all entries are there");
        }
        return data[at];
    }

    private void append(int value) throws RenderException {
        if (count == entries.length) {
            throw broken("has more entries than its descriptor says");
        }
        entries[count++] = value;
    }

    private static RenderException broken(String how) {
        return new RenderException("the segmented palette " + how + " (PS3.3 C.7.9.2)");
    }
}
