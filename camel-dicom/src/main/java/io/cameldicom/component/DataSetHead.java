package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.io.BulkDataPolicy;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.ElementStop;
import io.cameldicom.dicom.io.Tolerance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Set;

/**
 * The elements of a data set before the pixel data.
 *
 * @param attributes the elements; long values are references where the data set is in a file
 * @param end where they end: offset of the first byte after them in the data set; of no use if it is deflated
 * @param neededLength how long the data set must be for the element that follows them; negative if that cannot be told
 * @param syntax how the data set is encoded, which is not always what its label says
 * @param tolerances what was otherwise than the standard has it
 */
record DataSetHead(
        Attributes attributes, long end, long neededLength, TransferSyntax syntax, Set<Tolerance> tolerances) {

    /** Longer values stay in the file. */
    private static final int LONGEST_IN_MEMORY = 64 * 1024;

    private static final int PIXEL_DATA_GROUP = 0x7FE0;

    static DataSetHead read(DataSetBytes dataSet, TransferSyntax syntax) throws IOException {
        return read(dataSet, syntax, ParsePolicy.DEFAULT);
    }

    static DataSetHead read(DataSetBytes dataSet, TransferSyntax syntax, ParsePolicy policy) throws IOException {
        try (DicomInputStream in = open(dataSet, syntax)) {
            Attributes attributes = policy.applyTo(in).readDataset(ElementStop.PIXEL_DATA);
            long start = in.datasetOffset();
            return new DataSetHead(
                    attributes, in.position() - start, neededLength(in) - start, in.transferSyntax(), in.tolerances());
        }
    }

    /** A data set to be read, long values as references where it lies in a file. */
    static DicomInputStream open(DataSetBytes dataSet, TransferSyntax syntax) throws IOException {
        if (dataSet instanceof DataSetBytes.Memory memory) {
            return new DicomInputStream(memory.buffer(), memory.offset(), memory.size(), syntax);
        }
        if (dataSet instanceof DataSetBytes.InFile inFile) {
            // References count from the start of the file, so it is read from there.
            InputStream stream = Files.newInputStream(inFile.file().path());
            return new DicomInputStream(stream, inFile.offset() == 0 ? syntax : null)
                    .setBulkDataPolicy(BulkDataPolicy.above(
                            LONGEST_IN_MEMORY, inFile.file().path()));
        }
        return new DicomInputStream(dataSet.openStream(), syntax);
    }

    /**
     * The head if it is within the first bytes of a data set.
     *
     * @param start the first bytes; the attributes keep them
     * @return null if it may go on beyond them
     */
    static DataSetHead within(byte[] start, TransferSyntax syntax, ParsePolicy policy) throws IOException {
        if (syntax.deflated()) {
            return null;
        }
        DicomInputStream in = policy.applyTo(new DicomInputStream(start, 0, start.length, syntax));
        Attributes attributes = in.readHead();
        return in.stopped() && Tag.group(in.stoppedAtTag()) >= PIXEL_DATA_GROUP
                ? new DataSetHead(
                        attributes, in.stoppedAtOffset(), neededLength(in), in.transferSyntax(), in.tolerances())
                : null;
    }

    /** Offsets in a deflated data set are not those of its bytes. */
    private static long neededLength(DicomInputStream in) throws IOException {
        return in.stopped() && !in.transferSyntax().deflated() ? in.stoppedAtEnd() : -1;
    }
}
