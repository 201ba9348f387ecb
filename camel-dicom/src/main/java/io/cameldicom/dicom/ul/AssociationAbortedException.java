package io.cameldicom.dicom.ul;

import io.cameldicom.dicom.pdu.Abort;
import java.net.InetSocketAddress;

/** The association was aborted, by the peer or by this side. */
public class AssociationAbortedException extends AssociationException {

    private final transient Abort abort;
    private final boolean byPeer;

    AssociationAbortedException(String associationId, InetSocketAddress peer, Abort abort, boolean byPeer) {
        super(
                associationId,
                peer,
                (byPeer ? "the peer aborted the association: " : "this side aborted the association: ")
                        + abort.describe(),
                null);
        this.abort = abort;
        this.byPeer = byPeer;
    }

    /** What was received or sent. */
    public Abort abort() {
        return abort;
    }

    /** Whether the peer did it. */
    public boolean isByPeer() {
        return byPeer;
    }
}
