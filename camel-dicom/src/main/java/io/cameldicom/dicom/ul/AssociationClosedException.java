package io.cameldicom.dicom.ul;

import java.net.InetSocketAddress;

/** The connection is gone without release or abort, or the association is used after its end. */
public class AssociationClosedException extends AssociationException {

    AssociationClosedException(String associationId, InetSocketAddress peer, String message, Throwable cause) {
        super(associationId, peer, message, cause);
    }
}
