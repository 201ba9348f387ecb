package io.cameldicom.dicom.codec.jpeg2000;

/**
 * A precinct (T.800 section B.6). Its code-blocks are made with its first packet that is not empty, so that memory does
 * not depend on what headers claim. Not thread-safe.
 */
final class Precinct {
    /** The layer that its next packet is of. */
    int nextLayer;

    private final Resolution resolution;
    private final int index;
    private BlockGroup[] groups;

    Precinct(Resolution resolution, int index) {
        this.resolution = resolution;
        this.index = index;
    }

    /** Its code-blocks by sub-band. */
    BlockGroup[] groups() {
        if (groups == null) {
            groups = new BlockGroup[resolution.bands.length];
            for (int band = 0; band < groups.length; band++) {
                groups[band] = resolution.blocks(index, band);
            }
        }
        return groups;
    }

    boolean isEmpty() {
        return groups == null;
    }
}
