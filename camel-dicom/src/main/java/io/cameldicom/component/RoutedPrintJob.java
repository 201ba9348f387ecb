package io.cameldicom.component;

import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.dicom.io.FileMetaInformation;
import io.cameldicom.print.PrintJob;
import io.cameldicom.print.StoredPrintJob;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * A print job as it passes through routes: every exchange that has it holds it, also those of wireTap, seda and parallel
 * multicast, for which Camel asks {@link #copy}. Thread-safe.
 */
final class RoutedPrintJob extends PrintJob implements StreamCache {

    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    RoutedPrintJob(PrintJob job) {
        super(job);
    }

    /** Makes the exchange the holder in the place of the caller. */
    RoutedPrintJob handOverTo(Exchange exchange) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                close();
            }
        });
        return this;
    }

    /** Writes a job as a Part 10 file. */
    static void write(PrintJob job, OutputStream target) throws IOException {
        DicomOutputStream out = new DicomOutputStream(target, SYNTAX);
        out.writeFileMetaInformation(FileMetaInformation.of(StoredPrintJob.SOP_CLASS_UID, job.id(), SYNTAX.uid()));
        out.writeDataset(StoredPrintJob.toAttributes(job));
        out.finish();
    }

    // ---- StreamCache: there is no position to share, so one job serves any number of readers

    @Override
    public void reset() {
        // every stream starts at the beginning
    }

    @Override
    public void writeTo(OutputStream target) throws IOException {
        write(this, target);
    }

    @Override
    public StreamCache copy(Exchange exchange) {
        if (exchange != null) {
            hold();
            handOverTo(exchange);
        }
        return this;
    }

    @Override
    public boolean inMemory() {
        return false;
    }

    @Override
    public long length() {
        return -1;
    }

    @Override
    public long position() {
        return -1;
    }
}
