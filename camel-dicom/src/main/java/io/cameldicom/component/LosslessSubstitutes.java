package io.cameldicom.component;

import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a peer takes that takes objects of a SOP class neither as they are nor uncompressed. That is rare, so the lossless
 * compressed transfer syntaxes are proposed only when it comes up, and what was accepted then is proposed right away
 * from then on, until the peer accepts the object's own again or refuses this one. A peer that took none of them is not
 * bothered again for a minute. Thread-safe.
 */
final class LosslessSubstitutes {

    /** The densest first. */
    static final List<TransferSyntax> CANDIDATES = List.of(
            TransferSyntax.of(UID.JPEGLSLossless),
            TransferSyntax.of(UID.JPEG2000Lossless),
            TransferSyntax.of(UID.JPEGLosslessSV1),
            TransferSyntax.of(UID.RLELossless));

    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final Map<String, TransferSyntax> accepted = new HashMap<>();
    private final Map<String, Long> refused = new HashMap<>();

    /** What the peer took in the place of objects of this SOP class. */
    synchronized Optional<TransferSyntax> of(String sopClassUid) {
        return Optional.ofNullable(accepted.get(sopClassUid));
    }

    /** Whether to propose the candidates. */
    synchronized boolean areWorthATry(String sopClassUid) {
        Long since = refused.get(sopClassUid);
        return since == null || System.nanoTime() - since > PAUSE;
    }

    synchronized void accepted(String sopClassUid, TransferSyntax syntax) {
        accepted.put(sopClassUid, syntax);
        refused.remove(sopClassUid);
    }

    synchronized void refused(String sopClassUid) {
        accepted.remove(sopClassUid);
        refused.put(sopClassUid, System.nanoTime());
    }

    /** The peer took an object of this SOP class without a substitute. */
    synchronized void unneeded(String sopClassUid) {
        accepted.remove(sopClassUid);
    }
}
