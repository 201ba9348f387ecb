package io.cameldicom.dicom.service;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.DimseRequest;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.ul.TransferCapability;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;

/**
 * Retrieve service by C-MOVE as SCP (PS3.4 C.4.2): each request is performed on a thread of the session's executor, so that
 * a C-CANCEL is seen; what is being sent then is finished, nothing else is begun.
 */
public final class MoveScp extends RetrieveScp {
    private static final Set<Dimse> COMMANDS = Set.of(Dimse.C_MOVE_RQ);

    private final MoveHandler handler;
    private final Duration storeTimeout;
    private final TransferCapability capability;

    /**
     * @param sopClasses UIDs, see {@link QuerySopClasses#MOVE}
     * @param storeTimeout for each answer of a destination
     */
    public MoveScp(MoveHandler handler, Collection<String> sopClasses, Duration storeTimeout) {
        this(handler, sopClasses, storeTimeout, RetrieveOptions.NONE);
    }

    /** @param supported what to agree to when a peer proposes it (PS3.4 C.5.2.1) */
    public MoveScp(
            MoveHandler handler, Collection<String> sopClasses, Duration storeTimeout, RetrieveOptions supported) {
        this(handler, sopClasses, storeTimeout, supported, RetrieveProgress.USUAL_INTERVAL);
    }

    /** @param pendingInterval longest time the peer is left without a pending response, 5 s otherwise */
    public MoveScp(
            MoveHandler handler,
            Collection<String> sopClasses,
            Duration storeTimeout,
            RetrieveOptions supported,
            Duration pendingInterval) {
        super(supported, pendingInterval);
        this.handler = handler;
        this.storeTimeout = storeTimeout;
        this.capability = new TransferCapability(
                Set.copyOf(sopClasses)::contains, TransferCapability.Role.SCP, QuerySopClasses.TRANSFER_SYNTAXES);
    }

    @Override
    public TransferCapability transferCapability() {
        return capability;
    }

    @Override
    public Set<Dimse> commands() {
        return COMMANDS;
    }

    @Override
    RetrieveRequest read(DimseRequest request) throws IOException {
        Attributes identifier = HandlerFailures.identifierOf(request);
        String destination = request.command().getString(Tag.MoveDestination);
        if (destination == null) {
            throw new DicomServiceException(Status.MoveDestinationUnknown, "C-MOVE-RQ without a move destination");
        }
        return new MoveRequest(request, identifier, destination, storeTimeout, pendingInterval());
    }

    @Override
    RetrieveResult perform(RetrieveRequest retrieve) throws IOException {
        return handler.move((MoveRequest) retrieve);
    }
}
