package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.PresentationContextRq;
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
     * Plans the associations: one takes at most 128 contexts (PS3.8 9.3.2.2), and all of a SOP class are in the same one.
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
        List<List<PresentationContextRq>> associations = new ArrayList<>();
        List<PresentationContextRq> current = null;
        for (Map.Entry<String, Set<String>> entry : bySopClass.entrySet()) {
            List<List<String>> contexts = contexts(entry.getValue());
            if (current == null || current.size() + contexts.size() > AssociateRq.MAX_PRESENTATION_CONTEXTS) {
                current = new ArrayList<>();
                associations.add(current);
            }
            for (List<String> transferSyntaxes : contexts) {
                current.add(new PresentationContextRq(2 * current.size() + 1, entry.getKey(), transferSyntaxes));
            }
        }
        return associations;
    }

    /** For one SOP class, the transfer syntaxes of each context. */
    private static List<List<String>> contexts(Set<String> encodings) {
        List<List<String>> contexts = new ArrayList<>();
        for (String transferSyntax : encodings) {
            contexts.add(List.of(transferSyntax));
        }
        List<String> others = new ArrayList<>(UNCOMPRESSED);
        others.removeAll(encodings);
        if (!others.isEmpty()) {
            contexts.add(others);
        }
        if (contexts.size() > AssociateRq.MAX_PRESENTATION_CONTEXTS) {
            throw new IllegalArgumentException(
                    encodings.size() + " encodings of one SOP class do not fit into an association");
        }
        return contexts;
    }
}
