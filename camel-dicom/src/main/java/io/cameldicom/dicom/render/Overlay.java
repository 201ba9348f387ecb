package io.cameldicom.dicom.render;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.util.ArrayList;
import java.util.List;

/**
 * An overlay plane (PS3.3 C.9.2).
 *
 * @param top row of the image its first row lies on, from 0; may be outside
 * @param left column of the image its first column lies on, from 0
 * @param firstFrame the frame its first plane belongs to, from 1
 * @param planes how many frames it has planes for
 * @param bits its pixels, packed from the lowest bit of the first byte; null if they are in the image's
 * @param position the bit of the image's cells that holds it (retired), if {@code bits} is null
 */
record Overlay(int rows, int columns, int top, int left, int firstFrame, int planes, byte[] bits, int position) {

    private static final int GROUPS = 16;

    /** The planes of an image that can be drawn. */
    static List<Overlay> of(Attributes image) {
        List<Overlay> overlays = new ArrayList<>();
        for (int group = 0; group < GROUPS; group++) {
            int offset = group << 17;
            int rows = image.getInt(Tag.OverlayRows + offset, 0);
            int columns = image.getInt(Tag.OverlayColumns + offset, 0);
            if (rows < 1 || columns < 1) {
                continue;
            }
            byte[] bits = image.getBytes(Tag.OverlayData + offset);
            overlays.add(new Overlay(
                    rows,
                    columns,
                    image.getInt(Tag.OverlayOrigin + offset, 0, 1) - 1,
                    image.getInt(Tag.OverlayOrigin + offset, 1, 1) - 1,
                    image.getInt(Tag.ImageFrameOrigin + offset, 1),
                    image.getInt(Tag.NumberOfFramesInOverlay + offset, 0),
                    bits,
                    image.getInt(Tag.OverlayBitPosition + offset, 0)));
        }
        return overlays;
    }

    /** A single plane lies on every frame. */
    boolean covers(int frame) {
        return planes <= 0 || frame >= firstFrame && frame < firstFrame + planes;
    }

    /** Whether a pixel of the image is covered. */
    boolean isSet(int frame, int y, int x, StoredValues image) {
        int row = y - top;
        int column = x - left;
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            return false;
        }
        if (bits == null) {
            return image != null && image.bit(y, x, position);
        }
        long plane = planes <= 0 ? 0 : frame - firstFrame;
        long index = (plane * rows + row) * columns + column;
        return index >> 3 < bits.length && (bits[(int) (index >> 3)] >> (index & 7) & 1) != 0;
    }
}
