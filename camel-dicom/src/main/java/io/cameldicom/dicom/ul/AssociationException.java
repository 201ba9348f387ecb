package io.cameldicom.dicom.ul;

import java.io.IOException;
import java.net.InetSocketAddress;

/** An association that ended, or did not begin, other than by an orderly release. */
public abstract class AssociationException extends IOException {

    private final String associationId;
    private final InetSocketAddress peer;

    protected AssociationException(String associationId, InetSocketAddress peer, String message, Throwable cause) {
        super(associationId + " (" + Peers.format(peer) + "): " + message, cause);
        this.associationId = associationId;
        this.peer = peer;
    }

    /** {@link Association#id()}. */
    public String associationId() {
        return associationId;
    }

    /** The peer's address. */
    public InetSocketAddress peer() {
        return peer;
    }
}
