package io.cameldicom.component;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.service.QuerySopClasses;
import io.cameldicom.dicom.service.StorageContexts.Encoding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Proposes the SOP class of the query or retrieval at hand and those asked before, so that an association serves one after
 * the other. Data sets are made here, so one context for each in whatever uncompressed transfer syntax the peer likes.
 */
final class QueryContextPlan implements ContextPlan {

    private final Set<Encoding> known = new LinkedHashSet<>();

    /** How such a SOP class is named in a pool. */
    static Encoding encodingOf(String sopClassUid) {
        return new Encoding(sopClassUid, UID.ExplicitVRLittleEndian);
    }

    @Override
    public synchronized Set<Encoding> proposalFor(Set<Encoding> wanted) {
        Set<Encoding> proposal = new LinkedHashSet<>(wanted);
        proposal.addAll(known);
        known.addAll(wanted);
        return proposal;
    }

    @Override
    public List<PresentationContextRq> contexts(Set<Encoding> proposal) {
        List<PresentationContextRq> contexts = new ArrayList<>();
        for (Encoding encoding : proposal) {
            contexts.add(new PresentationContextRq(
                    2 * contexts.size() + 1, encoding.sopClassUid(), QuerySopClasses.TRANSFER_SYNTAXES));
        }
        return contexts;
    }
}
