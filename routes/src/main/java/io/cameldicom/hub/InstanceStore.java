package io.cameldicom.hub;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.component.ResourceGuard;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.StorageCommitmentReport;
import io.cameldicom.dicom.service.StorageCommitmentRequest;
import io.cameldicom.hub.ledger.Delivery;
import io.cameldicom.hub.ledger.DeliveryLedger;
import io.cameldicom.hub.ledger.InstanceIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * The step {@code store} of the routes: files the exchange's {@link DicomObject} and puts the path into the header
 * {@code CamelFileNameProduced}. An object that lies in the spool gets a second name, any other one is written.
 *
 * <p>Refuses objects whose UIDs are none with A900, and answers A700 when the store cannot be written, so that the
 * sender keeps its copy and tries again. Thread-safe.
 */
public final class InstanceStore implements Processor {

    private static final int CHUNK = 256 * 1024;

    private final StoreFolder folder;
    private final Path spool;
    private final DeliveryLedger ledger;
    private final ResourceGuard guard;
    private final Consumer<Path> filed;
    private final CommitmentAnswers commitment;

    private InstanceStore(
            StoreFolder folder,
            Path spool,
            DeliveryLedger ledger,
            ResourceGuard guard,
            Consumer<Path> filed,
            CommitmentAnswers commitment) {
        this.folder = folder;
        this.spool = spool;
        this.ledger = ledger;
        this.guard = guard;
        this.filed = filed;
        this.commitment = commitment;
    }

    /**
     * Opens the store.
     *
     * @param ledger told of what was filed, asked for storage commitment
     * @param guard asked whether there is room, for objects that did not come by DICOM
     * @param filed told of each file that is there or another, on the thread that filed it
     * @throws HubException when the folder cannot be written, or a setting cannot be used
     */
    static InstanceStore open(HubSettings settings, HubLedger ledger, ResourceGuard guard, Consumer<Path> filed)
            throws HubException {
        try {
            StoreFolder folder = StoreFolder.open(settings.store(), settings.keepDuplicates(), settings.fsync());
            return new InstanceStore(
                    folder,
                    settings.spool(),
                    ledger.records(),
                    guard,
                    filed,
                    new CommitmentAnswers(folder, ledger, settings.commitPolicy()));
        } catch (IOException e) {
            throw new HubException("Cannot use the store " + settings.store() + " (hub.store): " + e, e);
        }
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        DicomObject object = exchange.getMessage().getMandatoryBody(DicomObject.class);
        Path file = store(object);
        ledger.record(Delivery.received(
                InstanceIdentity.of(object),
                exchange.getMessage().getHeader(DicomConstants.CALLING_AE_TITLE, String.class),
                object.dataSetLength()));
        exchange.getMessage().setHeader(Exchange.FILE_NAME_PRODUCED, file.toString());
    }

    /**
     * Files an object under its study and series.
     *
     * @return the file
     * @throws DicomServiceException with the status to answer
     */
    public Path store(DicomObject object) throws DicomServiceException {
        InstancePath name = name(object);
        if (!guard.takesObjects()) {
            throw new DicomServiceException(Status.OutOfResources, "The hub's disk is nearly full, try again later");
        }
        try {
            Path file = object.path();
            Path stored = file != null && file.startsWith(spool)
                    ? folder.link(name, file)
                    : folder.write(name, target -> write(object, target));
            filed.accept(stored);
            return stored;
        } catch (IOException e) {
            throw new DicomServiceException(Status.OutOfResources, "The hub cannot write to its store", e);
        }
    }

    /**
     * Answers a storage commitment request (PS3.4 Annex J): what is kept is said by {@code hub.commit.when}. What is not is
     * reported as 0112 if the hub does not know it, as 0119 if it is of another SOP class, otherwise as 0110. In a route
     * with {@code service=commit}: {@code bean: {ref: store, method: commit}}.
     *
     * @param actionInformation the body such a route gets
     */
    public StorageCommitmentReport commit(Attributes actionInformation) throws DicomServiceException {
        try {
            return commitment.answer(StorageCommitmentRequest.of(actionInformation));
        } catch (IOException e) {
            throw new DicomServiceException(Status.ProcessingFailure, "The hub cannot read its store", e);
        }
    }

    private static InstancePath name(DicomObject object) throws DicomServiceException {
        try {
            return new InstancePath(
                    object.string("StudyInstanceUID"), object.string("SeriesInstanceUID"), object.sopInstanceUid());
        } catch (IllegalArgumentException e) {
            throw new DicomServiceException(Status.DataSetDoesNotMatchSOPClassError, e.getMessage(), e);
        }
    }

    /** In one piece when it is small: the usual object in memory costs one write. */
    private static void write(DicomObject object, FileChannel target) throws IOException {
        byte[] chunk = new byte[(int) Math.min(object.size(), CHUNK)];
        try (InputStream bytes = object.openStream()) {
            for (int n = bytes.readNBytes(chunk, 0, chunk.length);
                    n > 0;
                    n = bytes.readNBytes(chunk, 0, chunk.length)) {
                ByteBuffer buffer = ByteBuffer.wrap(chunk, 0, n);
                while (buffer.hasRemaining()) {
                    target.write(buffer);
                }
            }
        }
    }
}
