package io.cameldicom.dicom.ul;

import static io.cameldicom.dicom.pdu.PresentationContextAc.ABSTRACT_SYNTAX_NOT_SUPPORTED;
import static io.cameldicom.dicom.pdu.PresentationContextAc.ACCEPTANCE;
import static io.cameldicom.dicom.pdu.PresentationContextAc.TRANSFER_SYNTAXES_NOT_SUPPORTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.pdu.AssociateAc;
import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.AsynchronousOperationsWindow;
import io.cameldicom.dicom.pdu.ImplementationClassUid;
import io.cameldicom.dicom.pdu.ImplementationVersionName;
import io.cameldicom.dicom.pdu.MaximumLength;
import io.cameldicom.dicom.pdu.PresentationContextAc;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.pdu.RoleSelection;
import io.cameldicom.dicom.pdu.SopClassCommonExtendedNegotiation;
import io.cameldicom.dicom.pdu.SopClassExtendedNegotiation;
import io.cameldicom.dicom.pdu.UserIdentityAc;
import io.cameldicom.dicom.pdu.UserIdentityRq;
import io.cameldicom.dicom.pdu.UserInformation;
import io.cameldicom.dicom.pdu.UserInformationItem;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AssociationNegotiatorTest {

    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String MR = "1.2.840.10008.5.1.4.1.1.4";
    private static final String IMPLICIT = "1.2.840.10008.1.2";
    private static final String EXPLICIT = "1.2.840.10008.1.2.1";
    private static final String JPEG_LS = "1.2.840.10008.1.2.4.80";
    private static final InetSocketAddress REMOTE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);

    private final AssociationNegotiator.Builder negotiator = AssociationNegotiator.as("1.2.3", "TEST_1");

    @Test
    void takes_the_transfer_syntax_this_side_prefers() {
        negotiator.capability(TransferCapability.scp(CT, EXPLICIT, IMPLICIT));
        assertEquals(new PresentationContextAc(1, ACCEPTANCE, EXPLICIT), answer(context(CT, IMPLICIT, EXPLICIT)));
    }

    @Test
    void takes_the_first_one_proposed_where_it_has_no_preference() {
        negotiator.capability(TransferCapability.scp(CT));
        assertEquals(new PresentationContextAc(1, ACCEPTANCE, JPEG_LS), answer(context(CT, JPEG_LS, EXPLICIT)));
    }

    @Test
    void says_which_of_the_two_syntaxes_it_does_not_support() {
        negotiator.capability(TransferCapability.scp(CT, EXPLICIT));
        assertEquals(
                ABSTRACT_SYNTAX_NOT_SUPPORTED, answer(context(MR, EXPLICIT)).result());
        assertEquals(
                TRANSFER_SYNTAXES_NOT_SUPPORTED, answer(context(CT, JPEG_LS)).result());
        assertEquals(TRANSFER_SYNTAXES_NOT_SUPPORTED, answer(context(CT)).result());
    }

    @Test
    void answers_each_context_of_the_same_sop_class_by_itself() {
        negotiator.capability(TransferCapability.scp(CT, EXPLICIT, JPEG_LS));
        AssociateAc ac = accept(List.of(
                new PresentationContextRq(1, CT, List.of(EXPLICIT)),
                new PresentationContextRq(3, CT, List.of(JPEG_LS)),
                new PresentationContextRq(5, CT, List.of("1.2.3.4"))));
        assertEquals(
                List.of(
                        new PresentationContextAc(1, ACCEPTANCE, EXPLICIT),
                        new PresentationContextAc(3, ACCEPTANCE, JPEG_LS),
                        new PresentationContextAc(5, TRANSFER_SYNTAXES_NOT_SUPPORTED, "1.2.3.4")),
                ac.presentationContexts());
    }

    @Test
    void says_who_it_is_and_what_it_can_take() {
        negotiator.maxPduLength(65_536);
        assertEquals(
                List.of(
                        new MaximumLength(65_536),
                        new ImplementationClassUid("1.2.3"),
                        new ImplementationVersionName("TEST_1")),
                accept(List.of(context(CT, EXPLICIT))).userInformation().items());
    }

    @Test
    void an_scu_of_a_sop_class_does_not_serve_it() {
        negotiator.capability(TransferCapability.scu(CT));
        assertEquals(
                ABSTRACT_SYNTAX_NOT_SUPPORTED, answer(context(CT, EXPLICIT)).result());
    }

    @Test
    void a_requestor_may_be_the_scp_where_this_side_is_the_scu() {
        negotiator.capability(TransferCapability.scu(CT));
        AssociateAc ac = accept(List.of(context(CT, EXPLICIT)), new RoleSelection(CT, false, true));
        assertEquals(ACCEPTANCE, ac.presentationContexts().get(0).result());
        assertEquals(
                Optional.of(new RoleSelection(CT, false, true)),
                ac.userInformation().roleSelection(CT));
    }

    @Test
    void agrees_to_the_roles_it_can_play_only() {
        negotiator.capability(TransferCapability.scp(CT));
        AssociateAc ac = accept(List.of(context(CT, EXPLICIT)), new RoleSelection(CT, true, true));
        assertEquals(
                Optional.of(new RoleSelection(CT, true, false)),
                ac.userInformation().roleSelection(CT));

        AssociateAc none = accept(List.of(context(CT, EXPLICIT)), new RoleSelection(CT, false, true));
        assertEquals(
                Optional.of(new RoleSelection(CT, false, false)),
                none.userInformation().roleSelection(CT));
        assertEquals(
                ABSTRACT_SYNTAX_NOT_SUPPORTED,
                none.presentationContexts().get(0).result());
    }

    @Test
    void an_unknown_sop_class_may_be_a_specialization_of_a_known_one() {
        negotiator.capability(TransferCapability.scp(CT));
        AssociateAc ac = accept(
                List.of(context("1.2.3.4.5", EXPLICIT)),
                new SopClassCommonExtendedNegotiation("1.2.3.4.5", "1.2.840.10008.4.2", List.of(CT)));
        assertEquals(ACCEPTANCE, ac.presentationContexts().get(0).result());
        assertTrue(ac.userInformation()
                .find(SopClassCommonExtendedNegotiation.class)
                .isEmpty());
    }

    @Test
    void answers_the_operations_window_with_one_each_if_it_was_asked() {
        AssociateAc ac = accept(List.of(), new AsynchronousOperationsWindow(8, 0));
        assertEquals(
                Optional.of(new AsynchronousOperationsWindow(1, 1)),
                ac.userInformation().find(AsynchronousOperationsWindow.class));
    }

    @Test
    void extended_negotiation_is_answered_by_whom_it_concerns() {
        negotiator.extendedNegotiation(item ->
                item.sopClassUid().equals(CT) ? Optional.of(ByteBuffer.wrap(new byte[] {2})) : Optional.empty());
        AssociateAc ac = accept(
                List.of(),
                new SopClassExtendedNegotiation(CT, ByteBuffer.allocate(6)),
                new SopClassExtendedNegotiation(MR, ByteBuffer.allocate(6)));
        assertEquals(
                List.of(new SopClassExtendedNegotiation(CT, ByteBuffer.wrap(new byte[] {2}))),
                ac.userInformation().all(SopClassExtendedNegotiation.class));
    }

    @Test
    void rejects_in_the_order_of_what_is_wrong_first() {
        negotiator
                .calledAeTitle("HUB"::equals)
                .callingAeTitle("CT1"::equals)
                .remoteAddress(InetAddress::isLoopbackAddress);
        assertEquals(new AssociateRj(1, 2, 2), rejection(rq(2, "1.2", "XX", "XX")));
        assertEquals(new AssociateRj(1, 1, 2), rejection(rq(1, "1.2", "XX", "XX")));
        assertEquals(new AssociateRj(1, 1, 2), rejection(rq(1, "", "XX", "XX")));
        assertEquals(new AssociateRj(1, 1, 7), rejection(rq(1, AssociateRq.DICOM_APPLICATION_CONTEXT, "XX", "XX")));
        assertEquals(new AssociateRj(1, 1, 3), rejection(rq(1, AssociateRq.DICOM_APPLICATION_CONTEXT, "HUB", "XX")));
        assertInstanceOf(AssociateAc.class, answerTo(rq(0xffff, AssociateRq.DICOM_APPLICATION_CONTEXT, "HUB", "CT1")));
    }

    @Test
    void rejects_a_foreign_address_as_a_calling_ae_that_is_not_recognized() {
        negotiator.remoteAddress(address -> false);
        assertEquals(new AssociateRj(1, 1, 3), rejection(rq(1, AssociateRq.DICOM_APPLICATION_CONTEXT, "HUB", "CT1")));
    }

    @Test
    void a_verified_identity_is_answered_where_an_answer_was_asked_for() {
        negotiator.userIdentity((identity, rq, remote) -> Optional.of(ByteBuffer.allocate(0)));
        assertTrue(accept(List.of(), identity(true))
                .userInformation()
                .find(UserIdentityAc.class)
                .isPresent());
        assertTrue(accept(List.of(), identity(false))
                .userInformation()
                .find(UserIdentityAc.class)
                .isEmpty());
    }

    @Test
    void a_refused_identity_is_rejected_without_saying_which_half_was_wrong() {
        negotiator.userIdentity((identity, rq, remote) -> Optional.empty());
        assertEquals(new AssociateRj(1, 1, 1), answerTo(rq(List.of(), identity(true))));
    }

    @Test
    void an_identity_is_ignored_where_nobody_verifies_it() {
        assertTrue(accept(List.of(), identity(true))
                .userInformation()
                .find(UserIdentityAc.class)
                .isEmpty());
    }

    private PresentationContextAc answer(PresentationContextRq context) {
        return accept(List.of(context)).presentationContexts().get(0);
    }

    private AssociateAc accept(List<PresentationContextRq> contexts, UserInformationItem... items) {
        return assertInstanceOf(AssociateAc.class, answerTo(rq(contexts, items)));
    }

    private AssociateRj rejection(AssociateRq rq) {
        return assertInstanceOf(AssociateRj.class, answerTo(rq));
    }

    private Object answerTo(AssociateRq rq) {
        return negotiator.build().answer(rq, REMOTE);
    }

    private static AssociateRq rq(List<PresentationContextRq> contexts, UserInformationItem... items) {
        return new AssociateRq("HUB", "CT1", contexts, new UserInformation(List.of(items)));
    }

    private static AssociateRq rq(int version, String applicationContext, String called, String calling) {
        return new AssociateRq(version, called, calling, applicationContext, List.of(), UserInformation.NONE);
    }

    private static PresentationContextRq context(String abstractSyntax, String... transferSyntaxes) {
        return new PresentationContextRq(1, abstractSyntax, List.of(transferSyntaxes));
    }

    private static UserIdentityRq identity(boolean answer) {
        return new UserIdentityRq(
                UserIdentityRq.USERNAME,
                answer,
                ByteBuffer.wrap("alice".getBytes(StandardCharsets.UTF_8)),
                ByteBuffer.allocate(0));
    }
}
