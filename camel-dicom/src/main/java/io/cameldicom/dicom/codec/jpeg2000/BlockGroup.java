package io.cameldicom.dicom.codec.jpeg2000;

/** The code-blocks of a precinct in one sub-band, in row order (T.800 sections B.7, B.10). Not thread-safe. */
final class BlockGroup {
    final Subband band;
    final int columns;
    final int rows;
    final CodeBlock[] blocks;
    /** The layer in which a code-block is included first. */
    final TagTree inclusion;

    final TagTree zeroBitPlanes;

    /**
     * @param part of the sub-band
     * @param blockWidth exponent of a code-block's width
     */
    BlockGroup(Subband band, Rectangle part, int blockWidth, int blockHeight) {
        this.band = band;
        if (part.isEmpty()) {
            columns = 0;
            rows = 0;
            blocks = new CodeBlock[0];
            inclusion = null;
            zeroBitPlanes = null;
            return;
        }
        int left = part.x0() >> blockWidth;
        int top = part.y0() >> blockHeight;
        columns = Grid.ceilShift(part.x1(), blockWidth) - left;
        rows = Grid.ceilShift(part.y1(), blockHeight) - top;
        blocks = new CodeBlock[Math.multiplyExact(columns, rows)];
        inclusion = new TagTree(columns, rows);
        zeroBitPlanes = new TagTree(columns, rows);
        int stride = band.bounds.width();
        for (int i = 0; i < blocks.length; i++) {
            int column = left + i % columns;
            int row = top + i / columns;
            int x0 = Math.max(part.x0(), column << blockWidth);
            int y0 = Math.max(part.y0(), row << blockHeight);
            int x1 = (int) Math.min(part.x1(), (long) column + 1 << blockWidth);
            int y1 = (int) Math.min(part.y1(), (long) row + 1 << blockHeight);
            int offset = band.offset + (y0 - band.bounds.y0()) * stride + x0 - band.bounds.x0();
            blocks[i] = new CodeBlock(x1 - x0, y1 - y0, offset);
        }
    }
}
