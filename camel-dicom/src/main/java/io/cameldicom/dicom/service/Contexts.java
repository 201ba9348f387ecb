package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dimse.MetaSopClass;
import io.cameldicom.dicom.pdu.RoleSelection;
import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.PresentationContext;
import java.util.Comparator;
import java.util.Optional;

/** Finds the presentation context for a request. */
final class Contexts {
    private Contexts() {}

    /** The context for requests this side makes on a SOP class, its own one or that of a meta SOP class. */
    static PresentationContext forRequests(Association association, String sopClassUid)
            throws ContextNotAcceptedException {
        return find(association, sopClassUid)
                .orElseThrow(() -> new ContextNotAcceptedException(association.id(), sopClassUid));
    }

    /** Whether this side may be the SCU of a SOP class, by the roles negotiated (PS3.7 D.3.3.4). */
    static boolean isScu(Association association, String sopClassUid) {
        RoleSelection roles = association.roleSelection(sopClassUid);
        return association.isRequestor() ? roles.requestorIsScu() : roles.requestorIsScp();
    }

    private static Optional<PresentationContext> find(Association association, String sopClassUid) {
        return association.acceptedContexts().stream()
                .filter(context -> MetaSopClass.covers(context.abstractSyntax(), sopClassUid))
                .min(Comparator.comparing(context -> !context.abstractSyntax().equals(sopClassUid)));
    }
}
