package io.cameldicom.component;

import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UidDictionary;
import io.cameldicom.dicom.dimse.AssociationLostException;
import io.cameldicom.dicom.dimse.ResponseTimeoutException;
import io.cameldicom.dicom.service.SopInstance;
import io.cameldicom.dicom.service.StorageContexts.Encoding;
import io.cameldicom.dicom.service.StorageScu;
import io.cameldicom.dicom.service.StoreOutcome;
import io.cameldicom.dicom.ul.PDataSource;
import io.cameldicom.dicom.ul.PresentationContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Sends objects over the associations of a pool. Thread-safe. */
final class StoreSender {

    /** What was sent and what came back. */
    record Sent(StoreOutcome outcome, String transferSyntaxUid) {}

    /** The peer takes the object in no transfer syntax this side can send it in. */
    static final class NotAcceptedException extends IOException {
        NotAcceptedException(String message) {
            super(message);
        }
    }

    /** All associations of the pool are in use for too long. */
    static final class PoolExhaustedException extends IOException {
        PoolExhaustedException(String message) {
            super(message);
        }
    }

    private final AssociationPool pool;
    private final DicomConfiguration options;
    private final Duration timeout;

    StoreSender(AssociationPool pool, DicomConfiguration options) {
        this.pool = pool;
        this.options = options;
        this.timeout = Duration.ofMillis(options.getStoreTimeout());
    }

    /**
     * @throws NotAcceptedException if the peer does not take the object
     * @throws io.cameldicom.dicom.service.RefusedException if it answered a failure
     * @throws IOException as {@link io.cameldicom.dicom.service.AssociationRequestor#open} and {@link StorageScu#store}
     */
    Sent send(DicomObject object) throws IOException, InterruptedException {
        PooledAssociation association = borrow(object, false);
        if (!association.isReused()) {
            return sendOver(association, object);
        }
        try {
            return sendOver(association, object);
        } catch (ResponseTimeoutException e) {
            throw e;
        } catch (AssociationLostException e) {
            // The peer ended it while it was idle, or as the object left: storing is idempotent, so once more.
            return sendOver(borrow(object, true), object);
        }
    }

    private PooledAssociation borrow(DicomObject object, boolean fresh) throws IOException, InterruptedException {
        Encoding encoding =
                new Encoding(object.sopClassUid(), syntaxToOffer(object).uid());
        PooledAssociation association = pool.borrow(encoding, fresh, timeout);
        if (association == null) {
            throw new PoolExhaustedException("all " + options.getAssociationPoolSize()
                    + " associations were in use for " + timeout.toSeconds()
                    + " s; raise associationPoolSize, if the peer allows more");
        }
        return association;
    }

    private Sent sendOver(PooledAssociation association, DicomObject object) throws IOException {
        try {
            StorageScu scu = new StorageScu(association.session(), timeout);
            TransferSyntax syntax = acceptedSyntax(association, object);
            PDataSource source = syntax.equals(object.transferSyntax())
                    ? object.dataSet()::sendTo
                    : new ConvertedDataSet(object, syntax);
            StoreOutcome outcome =
                    scu.store(new SopInstance(object.sopClassUid(), object.sopInstanceUid(), syntax.uid(), source));
            return new Sent(outcome, syntax.uid());
        } finally {
            pool.giveBack(association);
        }
    }

    private TransferSyntax syntaxToOffer(DicomObject object) {
        TransferSyntax target = options.transcodeTarget();
        return target != null && ConvertedDataSet.isPossible(object.transferSyntax(), target)
                ? target
                : object.transferSyntax();
    }

    /** The object's own transfer syntax if the peer takes it, otherwise the first one it takes that can be made. */
    private TransferSyntax acceptedSyntax(PooledAssociation association, DicomObject object)
            throws NotAcceptedException {
        List<TransferSyntax> accepted = association.session().association().acceptedContexts().stream()
                .filter(context -> context.abstractSyntax().equals(object.sopClassUid()))
                .map(PresentationContext::transferSyntax)
                .map(TransferSyntax::of)
                .toList();
        TransferSyntax wanted = syntaxToOffer(object);
        if (accepted.contains(wanted)) {
            return wanted;
        }
        if (options.mayTranscode()) {
            for (TransferSyntax syntax : accepted) {
                if (ConvertedDataSet.isPossible(object.transferSyntax(), syntax)) {
                    return syntax;
                }
            }
        }
        throw new NotAcceptedException(explain(object, accepted));
    }

    private String explain(DicomObject object, List<TransferSyntax> accepted) {
        String what =
                UidDictionary.nameOf(object.sopClassUid()) + " in " + UidDictionary.nameOf(object.transferSyntaxUid());
        if (accepted.isEmpty()) {
            return "the peer does not take " + what + ", nor this SOP class in any uncompressed transfer syntax";
        }
        String takes = String.join(
                ", ",
                accepted.stream()
                        .map(syntax -> UidDictionary.nameOf(syntax.uid()))
                        .toList());
        return "the peer does not take " + what + ", it takes " + takes
                + (options.mayTranscode()
                        ? "; this version cannot convert between these"
                        : "; transcode=never forbids to convert");
    }
}
