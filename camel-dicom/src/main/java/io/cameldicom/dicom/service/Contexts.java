package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dimse.MetaSopClass;
import io.cameldicom.dicom.pdu.RoleSelection;
import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.PresentationContext;
import java.util.Comparator;
import java.util.function.Predicate;

/** Finds the presentation context for a request. */
final class Contexts {
    private Contexts() {}

    /** The context for operations this side invokes on a SOP class, its own one or that of a meta SOP class. */
    static PresentationContext forOperations(Association association, String sopClassUid)
            throws ContextNotAcceptedException {
        return find(association, sopClassUid, context -> isScu(association, context.abstractSyntax()));
    }

    /** The context for event reports of this side on a SOP class. */
    static PresentationContext forReports(Association association, String sopClassUid)
            throws ContextNotAcceptedException {
        return find(association, sopClassUid, context -> mayReport(association, context.abstractSyntax()));
    }

    /** Whether this side may be the SCU of a SOP class, by the roles negotiated (PS3.7 D.3.3.4). */
    static boolean isScu(Association association, String sopClassUid) {
        RoleSelection roles = association.roleSelection(sopClassUid);
        return association.isRequestor() ? roles.requestorIsScu() : roles.requestorIsScp();
    }

    /**
     * Whether this side may be the SCP of a SOP class. There are acceptors that take reports and do not answer the role
     * selection they come with.
     */
    private static boolean mayReport(Association association, String sopClassUid) {
        return association
                .associateAc()
                .userInformation()
                .roleSelection(sopClassUid)
                .map(roles -> association.isRequestor() ? roles.requestorIsScp() : roles.requestorIsScu())
                .orElse(true);
    }

    private static PresentationContext find(
            Association association, String sopClassUid, Predicate<PresentationContext> usable)
            throws ContextNotAcceptedException {
        return association.acceptedContexts().stream()
                .filter(context -> MetaSopClass.covers(context.abstractSyntax(), sopClassUid))
                .filter(usable)
                .min(Comparator.comparing(context -> !context.abstractSyntax().equals(sopClassUid)))
                .orElseThrow(() -> new ContextNotAcceptedException(association.id(), sopClassUid));
    }
}
