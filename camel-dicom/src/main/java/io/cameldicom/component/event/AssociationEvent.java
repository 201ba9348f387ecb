package io.cameldicom.component.event;

import java.net.InetSocketAddress;
import org.apache.camel.CamelContext;

/** An association that a peer asked for was accepted, has ended, or was rejected. */
public final class AssociationEvent extends DicomEvent {

    /** What became of it. */
    public enum Kind {
        opened,
        /** In order, by a release. */
        released,
        /** By an abort of either side, a breach of protocol, a timeout, or a lost connection. */
        broken,
        rejected
    }

    private final Kind kind;
    private final String callingAeTitle;
    private final String calledAeTitle;
    private final InetSocketAddress remoteAddress;
    private final String reason;

    /** @param reason why it was rejected or broke, null otherwise */
    public AssociationEvent(
            CamelContext context,
            Kind kind,
            String callingAeTitle,
            String calledAeTitle,
            InetSocketAddress remoteAddress,
            String reason) {
        super(context);
        this.kind = kind;
        this.callingAeTitle = callingAeTitle;
        this.calledAeTitle = calledAeTitle;
        this.remoteAddress = remoteAddress;
        this.reason = reason;
    }

    public Kind kind() {
        return kind;
    }

    /** As the peer says; anybody can say anything. */
    public String callingAeTitle() {
        return callingAeTitle;
    }

    public String calledAeTitle() {
        return calledAeTitle;
    }

    public InetSocketAddress remoteAddress() {
        return remoteAddress;
    }

    /**
     * Of a rejection, in the words of PS3.8 Table 9-21; of a broken association the kind of failure. One of few, so that it
     * may name a metric. Null otherwise.
     */
    public String reason() {
        return reason;
    }
}
