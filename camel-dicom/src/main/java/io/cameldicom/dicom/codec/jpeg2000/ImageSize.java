package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.marker.MarkerReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Image, tiles and components on the reference grid: the SIZ marker segment (T.800 sections A.5.1 and B.2). The image
 * spans {@code x0} to {@code x1} (exclusive), the first tile starts at {@code tileX0}, {@code tileY0}.
 *
 * @param capabilities Rsiz: bit 14 says Part 15 (HTJ2K), bit 15 Part 2
 */
record ImageSize(
        int capabilities,
        long x0,
        long y0,
        long x1,
        long y1,
        long tileX0,
        long tileY0,
        long tileWidth,
        long tileHeight,
        List<Component> components) {
    private static final int MOST_TILES = 65535;
    private static final int MOST_PRECISION = 38;

    /** Reads the segment that the reader has entered. */
    static ImageSize read(MarkerReader in) throws CodecException {
        int capabilities = in.readUnsignedShort();
        long x1 = in.readUnsigned(4);
        long y1 = in.readUnsigned(4);
        long x0 = in.readUnsigned(4);
        long y0 = in.readUnsigned(4);
        long tileWidth = in.readUnsigned(4);
        long tileHeight = in.readUnsigned(4);
        long tileX0 = in.readUnsigned(4);
        long tileY0 = in.readUnsigned(4);
        int count = in.readUnsignedShort();
        if (count == 0 || in.remaining() < 3 * count) {
            throw in.broken("SIZ marker segment of " + count + " components");
        }
        List<Component> components = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int depth = in.readByte();
            Component component = new Component((depth & 0x7F) + 1, depth >= 0x80, in.readByte(), in.readByte());
            if (component.precision() > MOST_PRECISION || component.dx() == 0 || component.dy() == 0) {
                throw in.broken("component of " + component.precision() + " bits, separated by " + component.dx()
                        + " and " + component.dy());
            }
            components.add(component);
        }
        ImageSize size = new ImageSize(
                capabilities, x0, y0, x1, y1, tileX0, tileY0, tileWidth, tileHeight, List.copyOf(components));
        if (!size.isSound()) {
            throw in.broken("image and tiles do not overlap");
        }
        if (size.tilesWide() * size.tilesHigh() > MOST_TILES) {
            throw in.broken("more than " + MOST_TILES + " tiles");
        }
        return size;
    }

    private boolean isSound() {
        return x1 > x0
                && y1 > y0
                && x1 <= Integer.MAX_VALUE
                && y1 <= Integer.MAX_VALUE
                && tileWidth > 0
                && tileHeight > 0
                && tileX0 <= x0
                && tileY0 <= y0
                && tileX0 + tileWidth > x0
                && tileY0 + tileHeight > y0;
    }

    long tilesWide() {
        return Grid.ceilDiv(x1 - tileX0, tileWidth);
    }

    long tilesHigh() {
        return Grid.ceilDiv(y1 - tileY0, tileHeight);
    }

    int tiles() {
        return (int) (tilesWide() * tilesHigh());
    }

    /** Samples of a component in a row of the image. */
    long width(Component component) {
        return Grid.ceilDiv(x1, component.dx()) - Grid.ceilDiv(x0, component.dx());
    }

    long height(Component component) {
        return Grid.ceilDiv(y1, component.dy()) - Grid.ceilDiv(y0, component.dy());
    }

    /** Where a tile lies on the reference grid (B.3). */
    Rectangle tile(int index) {
        long column = index % tilesWide();
        long row = index / tilesWide();
        return new Rectangle(
                (int) Math.max(tileX0 + column * tileWidth, x0),
                (int) Math.max(tileY0 + row * tileHeight, y0),
                (int) Math.min(tileX0 + (column + 1) * tileWidth, x1),
                (int) Math.min(tileY0 + (row + 1) * tileHeight, y1));
    }
}
