package io.cameldicom.component;

import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dimse.AssociationLostException;
import io.cameldicom.dicom.dimse.ResponseTimeoutException;
import io.cameldicom.dicom.service.MoveOriginator;
import io.cameldicom.dicom.service.OutgoingInstance;
import io.cameldicom.dicom.service.StorageContexts.Encoding;
import io.cameldicom.dicom.service.StorageScu;
import io.cameldicom.dicom.service.StoreOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/** Sends objects over the associations of a pool. Thread-safe. */
final class StoreSender {

    /** What was sent and what came back. */
    record Sent(StoreOutcome outcome, SendableObject.Rendition rendition) {}

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
    private final MoveOriginator originator;

    StoreSender(AssociationPool pool, DicomConfiguration options) {
        this(pool, options, null);
    }

    /** @param originator the C-MOVE for which objects are sent, or null */
    StoreSender(AssociationPool pool, DicomConfiguration options, MoveOriginator originator) {
        this.originator = originator;
        this.pool = pool;
        this.options = options;
        this.timeout = Duration.ofMillis(options.getStoreTimeout());
    }

    /**
     * @throws NotAcceptedException if the peer does not take the object
     * @throws io.cameldicom.dicom.service.RefusedException if it answered a failure
     * @throws IOException as {@link io.cameldicom.dicom.service.AssociationRequestor#open} and {@link StorageScu#store}
     */
    Sent send(SendableObject object) throws IOException, InterruptedException {
        String sopClass = object.object().sopClassUid();
        LosslessSubstitutes substitutes = pool.planner().substitutes();
        try {
            return send(object, pool.planner().wanted(encoding(object, object.wanted())));
        } catch (NotAcceptedException e) {
            Set<Encoding> wider = substitutesFor(object);
            if (wider.isEmpty()) {
                throw e;
            }
            substitutes.refused(sopClass);
            return sendOver(borrow(wider, true), object);
        }
    }

    private Sent send(SendableObject object, Set<Encoding> wanted) throws IOException, InterruptedException {
        PooledAssociation association = borrow(wanted, false);
        if (!association.isReused()) {
            return sendOver(association, object);
        }
        try {
            return sendOver(association, object);
        } catch (ResponseTimeoutException e) {
            throw e;
        } catch (AssociationLostException e) {
            // The peer ended it while it was idle, or as the object left: storing is idempotent, so once more.
            return sendOver(borrow(wanted, true), object);
        }
    }

    /** The compressed transfer syntaxes to try when neither the object's own nor an uncompressed one is accepted. */
    private Set<Encoding> substitutesFor(SendableObject object) {
        Set<Encoding> encodings = new LinkedHashSet<>();
        if (pool.planner().isFree()
                && options.mayTranscode()
                && pool.planner().substitutes().areWorthATry(object.object().sopClassUid())) {
            for (TransferSyntax candidate : LosslessSubstitutes.CANDIDATES) {
                if (object.obstacle(candidate) == null) {
                    encodings.add(encoding(object, candidate));
                }
            }
        }
        return encodings;
    }

    private static Encoding encoding(SendableObject object, TransferSyntax syntax) {
        return new Encoding(object.object().sopClassUid(), syntax.uid());
    }

    private PooledAssociation borrow(Set<Encoding> wanted, boolean fresh) throws IOException, InterruptedException {
        PooledAssociation association = pool.borrow(wanted, fresh, timeout);
        if (association == null) {
            throw new PoolExhaustedException("all " + options.getAssociationPoolSize()
                    + " associations were in use for " + timeout.toSeconds()
                    + " s; raise associationPoolSize, if the peer allows more");
        }
        return association;
    }

    private Sent sendOver(PooledAssociation association, SendableObject object) throws IOException {
        try {
            StorageScu scu = new StorageScu(association.session(), timeout);
            TransferSyntax syntax = SyntaxChoice.of(scu, object, pool.planner().isFree());
            remember(object, syntax);
            SendableObject.Rendition rendition = object.in(syntax);
            return new Sent(scu.store(OutgoingInstance.of(rendition.instance()), originator), rendition);
        } finally {
            pool.giveBack(association);
        }
    }

    private void remember(SendableObject object, TransferSyntax accepted) {
        LosslessSubstitutes substitutes = pool.planner().substitutes();
        String sopClass = object.object().sopClassUid();
        if (accepted.equals(object.wanted()) || !accepted.encapsulated()) {
            substitutes.unneeded(sopClass);
        } else if (LosslessSubstitutes.CANDIDATES.contains(accepted)) {
            substitutes.accepted(sopClass, accepted);
        }
    }
}
