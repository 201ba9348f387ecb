package io.cameldicom.dicom.codec.jpeg2000;

/** From {@code x0}, {@code y0} to before {@code x1}, {@code y1}. */
record Rectangle(int x0, int y0, int x1, int y1) {

    int width() {
        return x1 - x0;
    }

    int height() {
        return y1 - y0;
    }

    boolean isEmpty() {
        return x1 <= x0 || y1 <= y0;
    }

    long area() {
        return isEmpty() ? 0 : (long) width() * height();
    }

    /** Every so many columns and rows of it, as a subsampled component has them (T.800 equation B-12). */
    Rectangle subsampled(int dx, int dy) {
        return new Rectangle((int) Grid.ceilDiv(x0, dx), (int) Grid.ceilDiv(y0, dy), (int) Grid.ceilDiv(x1, dx), (int)
                Grid.ceilDiv(y1, dy));
    }

    /** After so many decompositions, low-pass (equation B-14). */
    Rectangle reduced(int levels) {
        return new Rectangle(
                Grid.ceilShift(x0, levels),
                Grid.ceilShift(y0, levels),
                Grid.ceilShift(x1, levels),
                Grid.ceilShift(y1, levels));
    }

    /**
     * A sub-band after so many decompositions (equation B-15).
     *
     * @param horizontal 1 if high-pass horizontally, else 0
     * @param vertical 1 if high-pass vertically, else 0
     */
    Rectangle subband(int levels, int horizontal, int vertical) {
        if (levels == 0) {
            return this;
        }
        long left = (long) horizontal << levels - 1;
        long top = (long) vertical << levels - 1;
        return new Rectangle(
                Grid.ceilShift(x0 - left, levels),
                Grid.ceilShift(y0 - top, levels),
                Grid.ceilShift(x1 - left, levels),
                Grid.ceilShift(y1 - top, levels));
    }
}
