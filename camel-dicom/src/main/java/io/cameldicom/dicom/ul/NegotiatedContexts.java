package io.cameldicom.dicom.ul;

import io.cameldicom.dicom.pdu.AssociateAc;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.PresentationContextAc;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The proposed presentation contexts of an association with the answers to them. Immutable. */
final class NegotiatedContexts {

    private final PresentationContext[] byId = new PresentationContext[256];
    private final List<PresentationContext> accepted;

    /**
     * Joins proposals and answers. An answer to something that was not proposed is dropped; an accepted transfer syntax
     * that was not proposed, and a proposal without answer, make a context unusable.
     */
    NegotiatedContexts(AssociateRq rq, AssociateAc ac) {
        for (PresentationContextRq proposed : rq.presentationContexts()) {
            byId[proposed.id()] = new PresentationContext(
                    proposed.id(), proposed.abstractSyntax(), "", PresentationContextAc.NO_REASON);
        }
        for (PresentationContextRq proposed : rq.presentationContexts()) {
            ac.presentationContexts().stream()
                    .filter(answer -> answer.id() == proposed.id())
                    .findFirst()
                    .ifPresent(answer -> byId[proposed.id()] = join(proposed, answer));
        }
        accepted = Stream.of(byId)
                .filter(Objects::nonNull)
                .filter(PresentationContext::isAccepted)
                .toList();
    }

    PresentationContext get(int id) {
        return id < 0 || id > 255 ? null : byId[id];
    }

    List<PresentationContext> accepted() {
        return accepted;
    }

    boolean isAccepted(int id) {
        PresentationContext context = get(id);
        return context != null && context.isAccepted();
    }

    private static PresentationContext join(PresentationContextRq proposed, PresentationContextAc answer) {
        String transferSyntax = answer.transferSyntax();
        if (!answer.isAccepted()) {
            return new PresentationContext(proposed.id(), proposed.abstractSyntax(), "", answer.result());
        }
        return proposed.transferSyntaxes().contains(transferSyntax)
                ? new PresentationContext(
                        proposed.id(), proposed.abstractSyntax(), transferSyntax, PresentationContextAc.ACCEPTANCE)
                : new PresentationContext(
                        proposed.id(),
                        proposed.abstractSyntax(),
                        "",
                        PresentationContextAc.TRANSFER_SYNTAXES_NOT_SUPPORTED);
    }
}
