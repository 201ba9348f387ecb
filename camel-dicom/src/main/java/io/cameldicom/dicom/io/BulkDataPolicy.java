package io.cameldicom.dicom.io;

import java.nio.file.Path;

/**
 * Which values stay in the file they are read from: those of VR OB, OD, OF, OL, OV, OW and UN, and fragments, longer
 * than a threshold. Values of a deflated data set are always read.
 *
 * @param file the file the stream reads from its start, or null when all values are to be read
 * @param threshold bytes up to which a value is read
 */
public record BulkDataPolicy(Path file, long threshold) {

    /** Reads all values into memory. */
    public static final BulkDataPolicy NONE = new BulkDataPolicy(null, Long.MAX_VALUE);

    /** Leaves values of more than {@code threshold} bytes in the file. */
    public static BulkDataPolicy above(long threshold, Path file) {
        return new BulkDataPolicy(file, threshold);
    }

    boolean leaves(long length) {
        return file != null && length > threshold;
    }
}
