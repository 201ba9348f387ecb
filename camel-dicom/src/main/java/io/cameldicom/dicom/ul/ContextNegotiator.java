package io.cameldicom.dicom.ul;

import io.cameldicom.dicom.pdu.PresentationContextAc;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.pdu.RoleSelection;
import io.cameldicom.dicom.pdu.SopClassCommonExtendedNegotiation;
import io.cameldicom.dicom.pdu.UserInformation;
import io.cameldicom.dicom.ul.TransferCapability.Role;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds the answer to each proposed presentation context and role from the acceptor's capabilities (PS3.8 9.3.3.2,
 * PS3.7 D.3.3.4).
 */
record ContextNegotiator(List<TransferCapability> capabilities, Function<String, List<String>> preference) {

    PresentationContextAc answer(PresentationContextRq context, UserInformation proposed) {
        String sopClass = context.abstractSyntax();
        RoleSelection roles = proposed.roleSelection(sopClass)
                .map(role -> agree(role, proposed))
                .orElseGet(() -> RoleSelection.defaultFor(sopClass));
        List<TransferCapability> able = Stream.of(
                        roles.requestorIsScu()
                                ? able(sopClass, Role.SCP, proposed)
                                : Stream.<TransferCapability>empty(),
                        roles.requestorIsScp()
                                ? able(sopClass, Role.SCU, proposed)
                                : Stream.<TransferCapability>empty())
                .flatMap(found -> found)
                .toList();
        if (able.isEmpty()) {
            return rejected(context, PresentationContextAc.ABSTRACT_SYNTAX_NOT_SUPPORTED);
        }
        return able.stream()
                .map(capability -> preferred(capability, context))
                .flatMap(Optional::stream)
                .findFirst()
                .map(uid -> new PresentationContextAc(context.id(), PresentationContextAc.ACCEPTANCE, uid))
                .orElseGet(() -> rejected(context, PresentationContextAc.TRANSFER_SYNTAXES_NOT_SUPPORTED));
    }

    /** The roles agreed to, one answer for each SOP class asked about. */
    List<RoleSelection> roles(UserInformation proposed) {
        return proposed.all(RoleSelection.class).stream()
                .map(role -> agree(role, proposed))
                .toList();
    }

    private RoleSelection agree(RoleSelection role, UserInformation proposed) {
        String sopClass = role.sopClassUid();
        return new RoleSelection(
                sopClass,
                role.requestorIsScu()
                        && able(sopClass, Role.SCP, proposed).findAny().isPresent(),
                role.requestorIsScp()
                        && able(sopClass, Role.SCU, proposed).findAny().isPresent());
    }

    /** A SOP class not known itself may be a specialization of one that is (PS3.7 D.3.3.6). */
    private Stream<TransferCapability> able(String sopClass, Role role, UserInformation proposed) {
        List<String> related = proposed.all(SopClassCommonExtendedNegotiation.class).stream()
                .filter(common -> common.sopClassUid().equals(sopClass))
                .flatMap(common -> common.relatedGeneralSopClassUids().stream())
                .toList();
        return Stream.concat(Stream.of(sopClass), related.stream()).flatMap(uid -> capabilities.stream()
                .filter(capability ->
                        capability.role() == role && capability.abstractSyntax().test(uid)));
    }

    private Optional<String> preferred(TransferCapability capability, PresentationContextRq context) {
        List<String> proposed = context.transferSyntaxes();
        List<String> able = capability.transferSyntaxes();
        return Stream.of(preference.apply(context.abstractSyntax()), able.isEmpty() ? proposed : able)
                .flatMap(List::stream)
                .filter(uid -> proposed.contains(uid) && (able.isEmpty() || able.contains(uid)))
                .findFirst();
    }

    /**
     * The transfer syntax of a rejected context has no meaning but must be there; the first proposed one is (PS3.8
     * 9.3.3.2).
     */
    private static PresentationContextAc rejected(PresentationContextRq context, int result) {
        String any = context.transferSyntaxes().stream().findFirst().orElse("");
        return new PresentationContextAc(context.id(), result, any);
    }
}
