package io.cameldicom.dicom.io;

import io.cameldicom.dicom.data.BulkData;
import java.nio.file.Path;

/**
 * Which values stay where they are read from: those of VR OB, OD, OF, OL, OV, OW and UN, and fragments, longer than a
 * threshold. Values of a deflated data set are always read.
 */
public final class BulkDataPolicy {

    /** Reads all values into memory. */
    public static final BulkDataPolicy NONE = new BulkDataPolicy(null, Long.MAX_VALUE);

    /** Makes the reference to a value of the stream. */
    @FunctionalInterface
    interface Place {
        BulkData at(long offset, long length, boolean bigEndian);
    }

    private final Place place;
    private final long threshold;

    private BulkDataPolicy(Place place, long threshold) {
        this.place = place;
        this.threshold = threshold;
    }

    /**
     * Leaves values of more than {@code threshold} bytes in the file.
     *
     * @param file the file the stream reads from its start
     */
    public static BulkDataPolicy above(long threshold, Path file) {
        return new BulkDataPolicy(
                (offset, length, bigEndian) -> BulkData.ofFile(file, offset, length, bigEndian), threshold);
    }

    /**
     * Leaves values of more than {@code threshold} bytes in the source.
     *
     * @param source what the stream reads from its start
     */
    public static BulkDataPolicy above(long threshold, BulkData.Source source) {
        return new BulkDataPolicy(
                (offset, length, bigEndian) -> BulkData.of(source, offset, length, bigEndian), threshold);
    }

    boolean leaves(long length) {
        return place != null && length > threshold;
    }

    BulkData reference(long offset, long length, boolean bigEndian) {
        return place.at(offset, length, bigEndian);
    }
}
