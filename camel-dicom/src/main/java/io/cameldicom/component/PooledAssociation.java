package io.cameldicom.component;

import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.service.StorageContexts.Encoding;
import java.util.Set;

/**
 * An association of a pool.
 *
 * @param proposed what was offered to the peer; whether it accepted is another question
 * @param isReused whether it served another message before, so that the peer may have ended it meanwhile
 * @param idleSince of {@link System#nanoTime}
 */
record PooledAssociation(DimseSession session, Set<Encoding> proposed, boolean isReused, long idleSince) {

    PooledAssociation(DimseSession session, Set<Encoding> proposed) {
        this(session, proposed, false, 0);
    }

    boolean offers(Set<Encoding> wanted) {
        return proposed.containsAll(wanted);
    }

    PooledAssociation reused() {
        return new PooledAssociation(session, proposed, true, idleSince);
    }

    PooledAssociation idleSince(long nanoTime) {
        return new PooledAssociation(session, proposed, isReused, nanoTime);
    }
}
