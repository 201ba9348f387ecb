package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dict.Implementation;
import io.cameldicom.dicom.dimse.DimseHandlers;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.pdu.AeTitle;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.AsynchronousOperationsWindow;
import io.cameldicom.dicom.pdu.ImplementationClassUid;
import io.cameldicom.dicom.pdu.ImplementationVersionName;
import io.cameldicom.dicom.pdu.MaximumLength;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.pdu.RoleSelection;
import io.cameldicom.dicom.pdu.SopClassCommonExtendedNegotiation;
import io.cameldicom.dicom.pdu.SopClassExtendedNegotiation;
import io.cameldicom.dicom.pdu.UserIdentityRq;
import io.cameldicom.dicom.pdu.UserInformation;
import io.cameldicom.dicom.pdu.UserInformationItem;
import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.SocketTransport;
import io.cameldicom.dicom.ul.Timeouts;
import io.cameldicom.dicom.ul.TlsSettings;
import io.cameldicom.dicom.ul.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Opens associations with one remote application entity as the requestor. Immutable and thread-safe. */
public final class AssociationRequestor {
    private final String host;
    private final int port;
    private final String calledAeTitle;
    private final String callingAeTitle;
    private final Executor executor;
    private final Timeouts timeouts;
    private final int maxPduLength;
    private final Proposal proposal;
    private final TlsSettings tls;

    private AssociationRequestor(Builder builder) {
        host = builder.host;
        port = builder.port;
        calledAeTitle = builder.calledAeTitle;
        callingAeTitle = builder.callingAeTitle;
        executor = builder.executor;
        timeouts = builder.timeouts;
        maxPduLength = builder.maxPduLength;
        proposal = builder.proposal();
        tls = builder.tls;
    }

    /**
     * @param calledAeTitle the remote's
     * @param host name or address; looked up for each association
     * @param executor runs a task that reads for each association, as long as it lives; not shut down here
     */
    public static Builder to(String calledAeTitle, String host, int port, Executor executor) {
        return new Builder(calledAeTitle, host, port, executor);
    }

    /** {@code PACS@pacs1:104}, for messages. */
    public String peer() {
        return calledAeTitle + "@" + host + ":" + port;
    }

    public String callingAeTitle() {
        return callingAeTitle;
    }

    /**
     * Opens an association that invokes only.
     *
     * @param contexts 1 to 128 with odd ids
     * @throws io.cameldicom.dicom.ul.AssociationRejectedException if the peer rejects it
     * @throws io.cameldicom.dicom.ul.AssociationException if the peer aborts, does not answer or disappears
     * @throws IOException if the peer cannot be reached
     */
    public DimseSession open(List<PresentationContextRq> contexts) throws IOException {
        return open(contexts, DimseHandlers.NONE);
    }

    /**
     * Opens an association that also performs what the peer asks for, where roles let it.
     *
     * @see #open(List)
     */
    public DimseSession open(List<PresentationContextRq> contexts, DimseHandlers handlers) throws IOException {
        AssociateRq rq = request(contexts);
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException(peer() + ": no address is known for this host name");
        }
        Association association = Association.request(connect(address), rq, timeouts);
        proposal.requireIdentityConfirmed(association);
        DimseSession session =
                new DimseSession(association, handlers, executor, DimseSession.DEFAULT_MAX_DATA_SET_LENGTH);
        try {
            executor.execute(session);
        } catch (RejectedExecutionException e) {
            association.close();
            throw e;
        }
        return session;
    }

    private AssociateRq request(List<PresentationContextRq> contexts) throws IOException {
        try {
            return new AssociateRq(calledAeTitle, callingAeTitle, contexts, userInformation(contexts));
        } catch (UncheckedIOException e) {
            // there is no identity to give
            throw e.getCause();
        }
    }

    private Transport connect(InetSocketAddress address) throws IOException {
        Transport plain = SocketTransport.connect(address, timeouts.connect());
        try {
            return tls == null ? plain : tls.client(plain, host, port);
        } catch (RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private UserInformation userInformation(List<PresentationContextRq> contexts) {
        List<UserInformationItem> items = new ArrayList<>(List.of(
                new MaximumLength(maxPduLength),
                new ImplementationClassUid(Implementation.CLASS_UID),
                new ImplementationVersionName(Implementation.VERSION_NAME)));
        items.addAll(proposal.items(contexts));
        return new UserInformation(items);
    }

    /** Not thread-safe. */
    public static final class Builder {
        private final String host;
        private final int port;
        private final String calledAeTitle;
        private final Executor executor;
        private String callingAeTitle = "CAMEL";
        private Timeouts timeouts = Timeouts.DEFAULT;
        private int maxPduLength = ApplicationEntity.DEFAULT_MAX_PDU_LENGTH;
        private AsynchronousOperationsWindow window;
        private Supplier<UserIdentityRq> userIdentity = () -> null;
        private Predicate<String> scpRole = sopClass -> false;
        private final Map<String, RoleSelection> roles = new LinkedHashMap<>();
        private final List<SopClassExtendedNegotiation> extended = new ArrayList<>();
        private final List<SopClassCommonExtendedNegotiation> commonExtended = new ArrayList<>();
        private TlsSettings tls;

        private Builder(String calledAeTitle, String host, int port, Executor executor) {
            this.calledAeTitle = AeTitle.requireValid(calledAeTitle);
            this.host = host;
            this.port = port;
            this.executor = executor;
        }

        /** This side's AE title, {@code CAMEL} by default. */
        public Builder callingAeTitle(String aeTitle) {
            callingAeTitle = AeTitle.requireValid(aeTitle);
            return this;
        }

        public Builder timeouts(Timeouts timeouts) {
            this.timeouts = timeouts;
            return this;
        }

        /** Longest PDU the peer may send, in bytes; 0 announces no limit. */
        public Builder maxPduLength(int bytes) {
            maxPduLength = bytes;
            return this;
        }

        /**
         * Proposes several operations outstanding at a time (PS3.7 D.3.3.3); one each way otherwise.
         *
         * @param maxInvoked by this side, 1 to 65535
         * @param maxPerformed by this side for the peer, 1 to 65535
         */
        public Builder operationsWindow(int maxInvoked, int maxPerformed) {
            if (Math.min(maxInvoked, maxPerformed) < 1) {
                throw new IllegalArgumentException(
                        "operations window " + maxInvoked + "/" + maxPerformed + ": must be 1 to 65535 each way");
            }
            window = new AsynchronousOperationsWindow(maxInvoked, maxPerformed);
            return this;
        }

        /** Proposes this side's roles for a SOP class, where it is among the contexts (PS3.7 D.3.3.4). */
        public Builder role(String sopClassUid, boolean scu, boolean scp) {
            roles.put(sopClassUid, new RoleSelection(sopClassUid, scu, scp));
            return this;
        }

        /** Proposes this side as SCP, and not as SCU, of these SOP classes as far as they are among the contexts; for C-GET. */
        public Builder scpRole(Predicate<String> sopClasses) {
            scpRole = sopClasses;
            return this;
        }

        /**
         * Proposes SOP class extended negotiation where the SOP class is among the contexts (PS3.7 D.3.3.5); see {@link
         * QueryOptions}, {@link RetrieveOptions}, {@link StorageOptions}.
         */
        public Builder extendedNegotiation(SopClassExtendedNegotiation item) {
            extended.add(item);
            return this;
        }

        /** Says what a SOP class is a specialization of, where it is among the contexts (PS3.7 D.3.3.6). */
        public Builder commonExtendedNegotiation(SopClassCommonExtendedNegotiation item) {
            commonExtended.add(item);
            return this;
        }

        /**
         * Who this side is (PS3.7 D.3.3.7). If it asks for a positive response and none comes, the association is aborted. User
         * names with passcodes, and tickets, are in clear text unless the transport is TLS.
         */
        public Builder userIdentity(UserIdentityRq identity) {
            return userIdentity(() -> identity);
        }

        /**
         * As {@link #userIdentity(UserIdentityRq)}, asked for each association, for what expires.
         *
         * @param identity thread-safe; gives null for none; an {@link java.io.UncheckedIOException} keeps the association from
         *     being opened
         */
        public Builder userIdentity(Supplier<UserIdentityRq> identity) {
            userIdentity = identity;
            return this;
        }

        private Proposal proposal() {
            return new Proposal(
                    window,
                    userIdentity,
                    scpRole,
                    Map.copyOf(roles),
                    List.copyOf(extended),
                    List.copyOf(commonExtended));
        }

        /** Connects over TLS; null, the default, is plain TCP. */
        public Builder tls(TlsSettings tls) {
            this.tls = tls;
            return this;
        }

        public AssociationRequestor build() {
            return new AssociationRequestor(this);
        }
    }
}
