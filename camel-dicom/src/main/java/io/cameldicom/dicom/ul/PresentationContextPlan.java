package io.cameldicom.dicom.ul;

import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a requestor proposes: as many presentation contexts as there are proposals, over as many associations as that
 * takes, since one has at most 128 (PS3.8 9.3.2.2). The same SOP class may be proposed several times, so that a peer
 * can accept each transfer syntax by itself.
 */
public final class PresentationContextPlan {

    /**
     * One context to propose.
     *
     * @param abstractSyntax UID of the SOP class
     * @param transferSyntaxes UIDs, at least one
     */
    public record Proposal(String abstractSyntax, List<String> transferSyntaxes) {

        public Proposal {
            transferSyntaxes = List.copyOf(transferSyntaxes);
            if (transferSyntaxes.isEmpty()) {
                throw new IllegalArgumentException("no transfer syntax for " + abstractSyntax);
            }
        }
    }

    private PresentationContextPlan() {}

    /**
     * Numbers the proposals 1, 3, 5 and so on, beginning anew with each association. Proposals that are the same are
     * made once.
     *
     * @return the contexts of each association to open, in the order given
     */
    public static List<List<PresentationContextRq>> of(Collection<Proposal> proposals) {
        List<List<PresentationContextRq>> associations = new ArrayList<>();
        List<PresentationContextRq> current = null;
        for (Proposal proposal : proposals.stream().distinct().toList()) {
            if (current == null || current.size() == AssociateRq.MAX_PRESENTATION_CONTEXTS) {
                current = new ArrayList<>();
                associations.add(current);
            }
            int id = 2 * current.size() + 1;
            current.add(new PresentationContextRq(id, proposal.abstractSyntax(), proposal.transferSyntaxes()));
        }
        return associations;
    }
}
