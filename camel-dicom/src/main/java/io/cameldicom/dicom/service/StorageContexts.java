package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.ul.PresentationContextPlan;
import io.cameldicom.dicom.ul.PresentationContextPlan.Proposal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Presentation contexts to propose for objects to store. Each encoding gets a context of its own, so that the peer can
 * accept every one of them, and each SOP class one with the uncompressed syntaxes not proposed yet, as the default
 * transfer syntax must be offered (PS3.5 10.1).
 */
public final class StorageContexts {
    private static final List<String> UNCOMPRESSED = List.of(UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian);

    private StorageContexts() {}

    /** What is to be sent: a SOP class in an encoding. */
    public record Encoding(String sopClassUid, String transferSyntaxUid) {}

    /**
     * Plans the associations: one takes at most 128 contexts (PS3.8 9.3.2.2), and all of a SOP class are in the same one
     * (unless they alone are more).
     *
     * @return for each association the contexts to propose; empty if there are no encodings
     */
    public static List<List<PresentationContextRq>> plan(Collection<Encoding> encodings) {
        Map<String, Set<String>> bySopClass = new LinkedHashMap<>();
        for (Encoding encoding : encodings) {
            bySopClass
                    .computeIfAbsent(encoding.sopClassUid(), sopClass -> new LinkedHashSet<>())
                    .add(encoding.transferSyntaxUid());
        }
        List<List<Proposal>> associations = new ArrayList<>();
        bySopClass.forEach((sopClass, syntaxes) -> add(proposals(sopClass, syntaxes), associations));
        return associations.stream()
                .map(PresentationContextPlan::of)
                .flatMap(List::stream)
                .toList();
    }

    private static void add(List<Proposal> ofSopClass, List<List<Proposal>> associations) {
        int last = associations.size() - 1;
        if (last < 0 || associations.get(last).size() + ofSopClass.size() > AssociateRq.MAX_PRESENTATION_CONTEXTS) {
            associations.add(new ArrayList<>(ofSopClass));
        } else {
            associations.get(last).addAll(ofSopClass);
        }
    }

    private static List<Proposal> proposals(String sopClass, Set<String> encodings) {
        List<Proposal> proposals = new ArrayList<>();
        for (String transferSyntax : encodings) {
            proposals.add(new Proposal(sopClass, List.of(transferSyntax)));
        }
        List<String> others = new ArrayList<>(UNCOMPRESSED);
        others.removeAll(encodings);
        if (!others.isEmpty()) {
            proposals.add(new Proposal(sopClass, others));
        }
        return proposals;
    }
}
