package io.cameldicom.dicom.render;

/**
 * How a frame is to be shown. Immutable.
 *
 * @param voi which values become visible; of grayscale only
 * @param width most columns of the picture, 0 for as many as the frame has
 * @param height most rows of the picture, 0 for as many as the frame has
 * @param overlays whether the overlay planes (60xx) are drawn in
 * @param bits of a gray value in the picture, 8 to 16; color always has 8
 */
public record RenderOptions(Voi voi, int width, int height, boolean overlays, int bits) {

    /** As the image asks for, in its own size, without overlays, 8 bits. */
    public static final RenderOptions DEFAULT = new RenderOptions(Voi.DEFAULT, 0, 0, false, 8);

    /** @throws IllegalArgumentException if a value is out of the range named above */
    public RenderOptions {
        if (width < 0 || height < 0 || width > Picture.MAX_SIDE || height > Picture.MAX_SIDE) {
            throw new IllegalArgumentException(
                    "size " + width + "x" + height + ": each must be 1 to " + Picture.MAX_SIDE + ", or 0 for any");
        }
        if (bits < 8 || bits > 16) {
            throw new IllegalArgumentException("bits=" + bits + ": must be 8 to 16");
        }
    }

    public RenderOptions withVoi(Voi other) {
        return new RenderOptions(other, width, height, overlays, bits);
    }

    /** The picture is made as large as fits, its proportions kept; 0 stands for any. */
    public RenderOptions withSize(int mostColumns, int mostRows) {
        return new RenderOptions(voi, mostColumns, mostRows, overlays, bits);
    }

    public RenderOptions withOverlays(boolean drawn) {
        return new RenderOptions(voi, width, height, drawn, bits);
    }

    public RenderOptions withBits(int ofGray) {
        return new RenderOptions(voi, width, height, overlays, ofGray);
    }
}
