package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dict.Implementation;
import io.cameldicom.dicom.dimse.DimseHandlers;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.pdu.AeTitle;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.ImplementationClassUid;
import io.cameldicom.dicom.pdu.ImplementationVersionName;
import io.cameldicom.dicom.pdu.MaximumLength;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.pdu.UserInformation;
import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.SocketTransport;
import io.cameldicom.dicom.ul.Timeouts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Opens associations with one remote application entity as the requestor. Immutable and thread-safe. */
public final class AssociationRequestor {
    private final String host;
    private final int port;
    private final String calledAeTitle;
    private final String callingAeTitle;
    private final Executor executor;
    private final Timeouts timeouts;
    private final int maxPduLength;

    private AssociationRequestor(Builder builder) {
        host = builder.host;
        port = builder.port;
        calledAeTitle = builder.calledAeTitle;
        callingAeTitle = builder.callingAeTitle;
        executor = builder.executor;
        timeouts = builder.timeouts;
        maxPduLength = builder.maxPduLength;
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
        AssociateRq rq = new AssociateRq(calledAeTitle, callingAeTitle, contexts, userInformation());
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException(peer() + ": no address is known for this host name");
        }
        Association association =
                Association.request(SocketTransport.connect(address, timeouts.connect()), rq, timeouts);
        DimseSession session = new DimseSession(association, handlers);
        try {
            executor.execute(session);
        } catch (RejectedExecutionException e) {
            association.close();
            throw e;
        }
        return session;
    }

    private UserInformation userInformation() {
        return new UserInformation(List.of(
                new MaximumLength(maxPduLength),
                new ImplementationClassUid(Implementation.CLASS_UID),
                new ImplementationVersionName(Implementation.VERSION_NAME)));
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

        public AssociationRequestor build() {
            return new AssociationRequestor(this);
        }
    }
}
