package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.io.BulkDataPolicy;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.ReadLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * An encoded data set without file meta information, where it lies: any part of it can be read, again and again, by
 * several threads. It must not change as long as it is used.
 *
 * @param bytes the data set from offset 0 on
 * @param length bytes of the data set, as they lie (deflated if the transfer syntax says so)
 * @param transferSyntax as labelled by file meta information or the presentation context
 */
public record DataSetSource(BulkData.Source bytes, long length, TransferSyntax transferSyntax) {

    /** Values up to this many bytes are kept with the attributes. */
    private static final int LONGEST_IN_MEMORY = 1024;

    public DataSetSource {
        Objects.requireNonNull(bytes, "bytes");
        Objects.requireNonNull(transferSyntax, "transferSyntax");
    }

    /** The data set of a DICOM file (PS3.10), or of a file that is a bare data set. */
    public static DataSetSource ofFile(Path file) throws IOException {
        try (DicomInputStream in = new DicomInputStream(file)) {
            long offset = in.datasetOffset();
            return ofFile(file, offset, Files.size(file) - offset, in.labelledTransferSyntax());
        }
    }

    /** A data set within a file. */
    public static DataSetSource ofFile(Path file, long offset, long length, TransferSyntax transferSyntax) {
        return new DataSetSource(
                (from, count) ->
                        BulkData.ofFile(file, offset + from, count, false).openStream(),
                length,
                transferSyntax);
    }

    /** A data set in memory; the array is not copied. */
    public static DataSetSource ofBytes(byte[] bytes, int offset, int length, TransferSyntax transferSyntax) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return new DataSetSource(
                (from, count) -> new ByteArrayInputStream(bytes, offset + Math.toIntExact(from), (int) count),
                length,
                transferSyntax);
    }

    /** Reads the data set; long values stay where they are, except in a deflated one. */
    public Attributes readDataset(ReadLimits limits) throws IOException {
        try (DicomInputStream in = new DicomInputStream(openStream(), transferSyntax)
                .setLimits(limits)
                .setBulkDataPolicy(BulkDataPolicy.above(LONGEST_IN_MEMORY, bytes))) {
            return in.readDataset();
        }
    }

    /** The whole data set; to be closed by the caller. */
    public InputStream openStream() throws IOException {
        return bytes.openStream(0, length);
    }
}
