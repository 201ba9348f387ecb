package io.cameldicom.dicom.ul;

import java.util.List;
import java.util.function.Predicate;

/**
 * What this side can do with SOP classes.
 *
 * @param abstractSyntax which SOP class UIDs
 * @param role this side's role
 * @param transferSyntaxes UIDs in the order this side prefers them; empty takes the first one proposed, whatever it is
 */
public record TransferCapability(Predicate<String> abstractSyntax, Role role, List<String> transferSyntaxes) {

    /** Role of an application entity for a SOP class (PS3.7 6.3). */
    public enum Role {
        SCU,
        SCP
    }

    public TransferCapability {
        transferSyntaxes = List.copyOf(transferSyntaxes);
    }

    /** This side serves the SOP class. */
    public static TransferCapability scp(String sopClassUid, String... transferSyntaxes) {
        return new TransferCapability(sopClassUid::equals, Role.SCP, List.of(transferSyntaxes));
    }

    /**
     * This side uses the SOP class; as an acceptor it can do so only where the requestor proposes the SCP role to
     * itself.
     */
    public static TransferCapability scu(String sopClassUid, String... transferSyntaxes) {
        return new TransferCapability(sopClassUid::equals, Role.SCU, List.of(transferSyntaxes));
    }
}
