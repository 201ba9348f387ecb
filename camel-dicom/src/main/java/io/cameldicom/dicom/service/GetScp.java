package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.DimseRequest;
import io.cameldicom.dicom.ul.TransferCapability;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Retrieve service by C-GET as SCP (PS3.4 C.4.3): each request is performed on a thread of the session's executor, which
 * sends the objects over the same association; a C-CANCEL is seen meanwhile. What is being sent then is finished, nothing
 * else is begun.
 */
public final class GetScp extends RetrieveScp {
    private static final Set<Dimse> COMMANDS = Set.of(Dimse.C_GET_RQ);

    private final GetHandler handler;
    private final Duration storeTimeout;
    private final TransferCapability get;
    private final TransferCapability storage;

    /**
     * Sends every storage SOP class, in what the peer proposes first.
     *
     * @param sopClasses UIDs, see {@link QuerySopClasses#GET}
     * @param storeTimeout for each answer to a C-STORE
     */
    public GetScp(GetHandler handler, Collection<String> sopClasses, Duration storeTimeout) {
        this(handler, sopClasses, storeTimeout, StorageSopClasses.ANY, List.of(), RetrieveOptions.NONE);
    }

    /**
     * @param storageSopClasses which SOP classes can be sent
     * @param transferSyntaxes UIDs to send in, in the order preferred; empty accepts the first one proposed
     * @param supported what to agree to when a peer proposes it (PS3.4 C.5.3.1)
     */
    public GetScp(
            GetHandler handler,
            Collection<String> sopClasses,
            Duration storeTimeout,
            Predicate<String> storageSopClasses,
            List<String> transferSyntaxes,
            RetrieveOptions supported) {
        super(supported, RetrieveProgress.USUAL_INTERVAL);
        this.handler = handler;
        this.storeTimeout = storeTimeout;
        this.get = new TransferCapability(
                Set.copyOf(sopClasses)::contains, TransferCapability.Role.SCP, QuerySopClasses.TRANSFER_SYNTAXES);
        this.storage = new TransferCapability(storageSopClasses, TransferCapability.Role.SCU, transferSyntaxes);
    }

    @Override
    public TransferCapability transferCapability() {
        return get;
    }

    /** C-GET as SCP, and storage as SCU, which peers that get must propose (PS3.4 C.5.3). */
    @Override
    public List<TransferCapability> transferCapabilities() {
        return List.of(get, storage);
    }

    @Override
    public Set<Dimse> commands() {
        return COMMANDS;
    }

    @Override
    RetrieveRequest read(DimseRequest request) throws IOException {
        return new GetRequest(request, HandlerFailures.identifierOf(request), storeTimeout, pendingInterval());
    }

    @Override
    RetrieveResult perform(RetrieveRequest retrieve) throws IOException {
        return handler.get((GetRequest) retrieve);
    }
}
