package io.cameldicom.dicom.render;

import java.util.List;

/** Draws overlays in white over other rows. */
final class OverlayRows implements PixelRows {
    private final PixelRows rows;
    private final List<Overlay> overlays;
    private final int frame;
    private final StoredValues cells;

    /** @param cells the image's pixels, for overlays that lie in them; null where they have more than one sample */
    OverlayRows(PixelRows rows, List<Overlay> overlays, int frame, StoredValues cells) {
        this.rows = rows;
        this.overlays =
                overlays.stream().filter(overlay -> overlay.covers(frame)).toList();
        this.frame = frame;
        this.cells = cells;
    }

    @Override
    public int width() {
        return rows.width();
    }

    @Override
    public int height() {
        return rows.height();
    }

    @Override
    public int samples() {
        return rows.samples();
    }

    @Override
    public int maximum() {
        return rows.maximum();
    }

    @Override
    public void read(int y, int[] row) {
        rows.read(y, row);
        for (Overlay overlay : overlays) {
            for (int x = 0; x < width(); x++) {
                if (overlay.isSet(frame, y, x, cells)) {
                    for (int sample = 0; sample < samples(); sample++) {
                        row[x * samples() + sample] = maximum();
                    }
                }
            }
        }
    }
}
