package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;
import java.util.Arrays;
import java.util.List;

/** Visits the packets of a tile in the order of its progression (T.800 section B.12). Not thread-safe. */
final class PacketSequence {
    private final Rectangle tile;
    private final TileComponent[] components;
    private final int layers;
    private final Visitor visitor;
    private final StepBudget budget;

    /** Takes packets as they come. */
    interface Visitor {
        /**
         * @param precinct its number in the resolution
         * @return false to end
         */
        boolean packet(int component, Resolution resolution, int precinct, int layer) throws CodecException;
    }

    PacketSequence(Rectangle tile, TileComponent[] components, int layers, StepBudget budget, Visitor visitor) {
        this.tile = tile;
        this.components = components;
        this.layers = layers;
        this.budget = budget;
        this.visitor = visitor;
    }

    /** @return whether all packets were visited */
    boolean run(List<ProgressionVolume> volumes) throws CodecException {
        for (ProgressionVolume volume : volumes) {
            if (!run(volume.withLayersUpTo(layers))) {
                return false;
            }
        }
        return true;
    }

    private boolean run(ProgressionVolume volume) throws CodecException {
        int highest = 0;
        for (TileComponent component : components) {
            highest = Math.max(highest, component.resolutions.length);
        }
        int resolutionEnd = Math.min(volume.resolutionEnd(), highest);
        int first = volume.firstResolution();
        int componentEnd = Math.min(volume.componentEnd(), components.length);
        switch (volume.order()) {
            case LRCP -> {
                for (int layer = 0; layer < volume.layerEnd(); layer++) {
                    for (int r = first; r < resolutionEnd; r++) {
                        if (!visitAll(volume, r, layer)) {
                            return false;
                        }
                    }
                }
            }
            case RLCP -> {
                for (int r = first; r < resolutionEnd; r++) {
                    for (int layer = 0; layer < volume.layerEnd(); layer++) {
                        if (!visitAll(volume, r, layer)) {
                            return false;
                        }
                    }
                }
            }
            case RPCL -> {
                for (int r = first; r < resolutionEnd; r++) {
                    if (!visitByPosition(volume, volume.firstComponent(), componentEnd, r, r + 1)) {
                        return false;
                    }
                }
            }
            case PCRL -> {
                return visitByPosition(volume, volume.firstComponent(), componentEnd, first, resolutionEnd);
            }
            case CPRL -> {
                for (int c = volume.firstComponent(); c < componentEnd; c++) {
                    if (!visitByPosition(volume, c, c + 1, first, resolutionEnd)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Every component's precincts of one resolution and layer. */
    private boolean visitAll(ProgressionVolume volume, int r, int layer) throws CodecException {
        int end = Math.min(volume.componentEnd(), components.length);
        for (int c = volume.firstComponent(); c < end; c++) {
            budget.spend();
            if (r < components[c].resolutions.length) {
                Resolution resolution = components[c].resolutions[r];
                for (int precinct = 0; precinct < resolution.precincts(); precinct++) {
                    if (!visit(c, resolution, precinct, layer)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private boolean visit(int component, Resolution resolution, int precinct, int layer) throws CodecException {
        if (resolution.precinct(precinct).nextLayer > layer) {
            budget.spend();
            return true;
        }
        return visitor.packet(component, resolution, precinct, layer);
    }

    /** All layers of the precincts, from top to bottom and from left to right by their corner on the reference grid. */
    private boolean visitByPosition(
            ProgressionVolume volume, int componentStart, int componentEnd, int resolutionStart, int resolutionEnd)
            throws CodecException {
        int most = Math.max(0, componentEnd - componentStart) * Math.max(0, resolutionEnd - resolutionStart);
        Candidate[] candidates = new Candidate[most];
        int count = 0;
        for (int c = componentStart; c < componentEnd; c++) {
            int end = Math.min(resolutionEnd, components[c].resolutions.length);
            for (int r = resolutionStart; r < end; r++) {
                if (components[c].resolutions[r].precincts() > 0) {
                    candidates[count++] = new Candidate(c, components[c], components[c].resolutions[r], tile);
                }
            }
        }
        Candidate[] present = Arrays.copyOf(candidates, count);
        for (long y = nextRow(present); y != Long.MAX_VALUE; y = nextRow(present)) {
            if (!visitRow(volume, present, y)) {
                return false;
            }
            for (Candidate each : present) {
                each.row += each.row < each.rows.length && each.rows[each.row] == y ? 1 : 0;
            }
        }
        return true;
    }

    private boolean visitRow(ProgressionVolume volume, Candidate[] candidates, long y) throws CodecException {
        for (Candidate each : candidates) {
            each.column = 0;
        }
        for (long x = nextColumn(candidates, y); x != Long.MAX_VALUE; x = nextColumn(candidates, y)) {
            for (Candidate each : candidates) {
                budget.spend();
                if (each.startsAt(x, y)) {
                    int precinct = each.row * each.resolution.precinctsWide + each.column++;
                    for (int layer = 0; layer < volume.layerEnd(); layer++) {
                        if (!visit(each.component, each.resolution, precinct, layer)) {
                            return false;
                        }
                    }
                }
            }
        }
        return true;
    }

    private static long nextRow(Candidate[] candidates) {
        long next = Long.MAX_VALUE;
        for (Candidate each : candidates) {
            next = each.row < each.rows.length ? Math.min(next, each.rows[each.row]) : next;
        }
        return next;
    }

    private static long nextColumn(Candidate[] candidates, long y) {
        long next = Long.MAX_VALUE;
        for (Candidate each : candidates) {
            boolean inRow = each.row < each.rows.length && each.rows[each.row] == y;
            if (inRow && each.column < each.columns.length) {
                next = Math.min(next, each.columns[each.column]);
            }
        }
        return next;
    }

    /** The precincts of a resolution of a component, and how far a sequence by position has come with them. */
    private static final class Candidate {
        final int component;
        final Resolution resolution;
        /** Where the rows and columns of precincts begin on the reference grid. */
        final long[] rows;

        final long[] columns;
        int row;
        int column;

        Candidate(int index, TileComponent component, Resolution resolution, Rectangle tile) {
            this.component = index;
            this.resolution = resolution;
            int reduction = resolution.reduction;
            rows = starts(
                    resolution.bounds.y0(),
                    resolution.precinctHeight,
                    resolution.precinctsHigh,
                    (long) component.component.dy() << reduction,
                    tile.y0());
            columns = starts(
                    resolution.bounds.x0(),
                    resolution.precinctWidth,
                    resolution.precinctsWide,
                    (long) component.component.dx() << reduction,
                    tile.x0());
        }

        private static long[] starts(int first, int exponent, int count, long spacing, int tileStart) {
            long[] starts = new long[count];
            for (int i = 0; i < count; i++) {
                long start = (long) (first >> exponent) + i << exponent;
                starts[i] = start < first ? tileStart : start * spacing;
            }
            return starts;
        }

        boolean startsAt(long x, long y) {
            return row < rows.length && rows[row] == y && column < columns.length && columns[column] == x;
        }
    }
}
