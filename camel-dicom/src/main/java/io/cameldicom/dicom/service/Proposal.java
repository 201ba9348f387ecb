package io.cameldicom.dicom.service;

import io.cameldicom.dicom.pdu.AsynchronousOperationsWindow;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.pdu.RoleSelection;
import io.cameldicom.dicom.pdu.SopClassCommonExtendedNegotiation;
import io.cameldicom.dicom.pdu.SopClassExtendedNegotiation;
import io.cameldicom.dicom.pdu.UserIdentityAc;
import io.cameldicom.dicom.pdu.UserIdentityRq;
import io.cameldicom.dicom.pdu.UserInformationItem;
import io.cameldicom.dicom.ul.Association;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What an association requestor proposes beside contexts (PS3.7 D.3.3). Items on SOP classes are sent for those among the
 * contexts.
 *
 * @param window null for none
 * @param userIdentity asked for each association; gives null for none
 * @param scpRole SOP classes this side wants to be SCP of only
 * @param roles other roles by SOP class
 */
record Proposal(
        AsynchronousOperationsWindow window,
        Supplier<UserIdentityRq> userIdentity,
        Predicate<String> scpRole,
        Map<String, RoleSelection> roles,
        List<SopClassExtendedNegotiation> extended,
        List<SopClassCommonExtendedNegotiation> commonExtended) {

    List<UserInformationItem> items(Collection<PresentationContextRq> contexts) {
        Set<String> sopClasses = contexts.stream()
                .map(PresentationContextRq::abstractSyntax)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<UserInformationItem> items = new ArrayList<>();
        if (window != null) {
            items.add(window);
        }
        for (String sopClass : sopClasses) {
            if (roles.containsKey(sopClass)) {
                items.add(roles.get(sopClass));
            } else if (scpRole.test(sopClass)) {
                items.add(new RoleSelection(sopClass, false, true));
            }
        }
        extended.stream()
                .filter(item -> sopClasses.contains(item.sopClassUid()))
                .forEach(items::add);
        commonExtended.stream()
                .filter(item -> sopClasses.contains(item.sopClassUid()))
                .forEach(items::add);
        UserIdentityRq identity = userIdentity.get();
        if (identity != null) {
            items.add(identity);
        }
        return items;
    }

    /** Aborts an association whose acceptor was asked to confirm the identity and has not (PS3.7 D.3.3.7.2). */
    void requireIdentityConfirmed(Association association) throws UserIdentityNotConfirmedException {
        boolean wanted = association
                .associateRq()
                .userInformation()
                .find(UserIdentityRq.class)
                .map(UserIdentityRq::positiveResponseRequested)
                .orElse(false);
        if (wanted
                && association
                        .associateAc()
                        .userInformation()
                        .find(UserIdentityAc.class)
                        .isEmpty()) {
            association.close();
            throw new UserIdentityNotConfirmedException(association.id());
        }
    }

    /** Without the identity. */
    @Override
    public String toString() {
        return "Proposal[" + window + ", " + roles.values() + "]";
    }
}
