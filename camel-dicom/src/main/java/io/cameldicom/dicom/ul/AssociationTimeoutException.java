package io.cameldicom.dicom.ul;

import java.net.InetSocketAddress;
import java.time.Duration;

/** The peer did not do in time what it had to do; the association is aborted and closed. */
public class AssociationTimeoutException extends AssociationException {

    private final Duration waited;

    AssociationTimeoutException(String associationId, InetSocketAddress peer, String waitedFor, Duration waited) {
        super(associationId, peer, "waited " + waited.toMillis() + " ms for " + waitedFor, null);
        this.waited = waited;
    }

    /** The limit that ran out. */
    public Duration waited() {
        return waited;
    }
}
