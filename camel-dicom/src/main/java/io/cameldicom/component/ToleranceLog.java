package io.cameldicom.component;

import io.cameldicom.dicom.io.Tolerance;
import io.cameldicom.dicom.ul.Association;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what was tolerated, each thing once for each calling AE title. Thread-safe. */
final class ToleranceLog {

    private static final Logger LOG = LoggerFactory.getLogger(ToleranceLog.class);

    /** A peer that invents AE titles must not fill the memory: beyond this all is said anew. */
    private static final int MOST_PEERS = 1_000;

    private final Set<Noted> noted = ConcurrentHashMap.newKeySet();

    private record Noted(String callingAeTitle, Tolerance tolerance) {}

    void note(Association association, Collection<Tolerance> tolerances) {
        for (Tolerance tolerance : tolerances) {
            if (noted.size() >= MOST_PEERS * Tolerance.values().length) {
                noted.clear();
            }
            if (noted.add(new Noted(association.callingAeTitle(), tolerance))) {
                LOG.warn(
                        "{}: tolerated an object with {}; not said again for {}",
                        association.id(),
                        tolerance.text(),
                        association.callingAeTitle());
            }
        }
    }
}
