package io.cameldicom.dicom.service;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.pdu.RejectReason;
import io.cameldicom.dicom.ul.AssociationRejectedException;
import io.cameldicom.dicom.ul.PresentationContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may associate with which application entity, and what is negotiated. */
class AssociationPolicyTest {
    @RegisterExtension
    final Loopback loopback = new Loopback();

    @Test
    void c_echo_is_answered_by_an_application_entity_without_services() throws Exception {
        loopback.host().add(ApplicationEntity.builder("HUB").build());

        assertDoesNotThrow(() -> VerificationScu.echo(loopback.requestor(), Loopback.TIMEOUT));
    }

    @Test
    void a_called_ae_title_nobody_has_is_rejected_1_1_7() {
        loopback.host().add(ApplicationEntity.builder("OTHER").build());

        assertRejected(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED, loopback.requestor());
    }

    @Test
    void the_application_entity_for_any_takes_what_no_other_is_called() throws Exception {
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .allowedCallingAeTitles(List.of("NOBODY"))
                        .build());
        loopback.host().add(ApplicationEntity.builder(ApplicationEntity.ANY).build());

        VerificationScu.echo(loopback.requestorTo("WHOEVER").build(), Loopback.TIMEOUT);
        assertRejected(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED, loopback.requestor());
    }

    @Test
    void a_calling_ae_title_that_is_not_allowed_is_rejected_1_1_3() throws Exception {
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .allowedCallingAeTitles(List.of("MR*", "US1"))
                        .build());

        assertRejected(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED, loopback.requestor());
        VerificationScu.echo(loopback.requestorTo("HUB").callingAeTitle("MR2").build(), Loopback.TIMEOUT);
    }

    @Test
    void a_remote_address_that_is_not_allowed_is_rejected_1_1_3() throws Exception {
        ApplicationEntity.Builder builder = ApplicationEntity.builder("HUB");
        ApplicationEntity elsewhere =
                builder.allowedRemoteAddresses(List.of("10.0.0.0/8")).build();
        loopback.host().add(elsewhere);
        assertRejected(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED, loopback.requestor());

        loopback.host().remove(elsewhere);
        loopback.host()
                .add(builder.allowedRemoteAddresses(List.of("10.0.0.0/8", "127.0.0.0/8"))
                        .build());
        VerificationScu.echo(loopback.requestor(), Loopback.TIMEOUT);
    }

    @Test
    void a_suspended_application_entity_rejects_2_3_1_and_keeps_what_is_open() throws Exception {
        ApplicationEntity hub = ApplicationEntity.builder("HUB").build();
        loopback.host().add(hub);
        try (DimseSession open = loopback.requestor().open(VerificationScu.CONTEXTS)) {
            loopback.host().suspend(hub);

            AssociateRj rejection = assertRejected(RejectReason.TEMPORARY_CONGESTION, loopback.requestor());
            assertTrue(rejection.isTransient());
            VerificationScu.echo(open, Loopback.TIMEOUT);

            loopback.host().resume(hub);
            VerificationScu.echo(loopback.requestor(), Loopback.TIMEOUT);
        }
    }

    @Test
    void two_application_entities_with_one_ae_title_cannot_share_a_port() {
        loopback.host().add(ApplicationEntity.builder("HUB").build());

        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> loopback.host()
                .add(ApplicationEntity.builder("HUB").build()));
        assertTrue(e.getMessage().contains("HUB"));
    }

    @Test
    void every_storage_class_is_accepted_as_proposed_also_private_ones_but_no_other_service() throws Exception {
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .service(new StorageScp(request -> StoreResult.SUCCESS))
                        .build());
        List<PresentationContextRq> proposed = List.of(
                new PresentationContextRq(1, UID.CTImageStorage, List.of(UID.JPEGBaseline8Bit)),
                new PresentationContextRq(
                        3, UID.CTImageStorage, List.of(UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian)),
                new PresentationContextRq(5, "1.3.12.2.1107.5.9.1", List.of(UID.ExplicitVRLittleEndian)),
                new PresentationContextRq(
                        7, UID.StudyRootQueryRetrieveInformationModelFind, List.of(UID.ImplicitVRLittleEndian)));

        try (DimseSession session = loopback.requestor().open(proposed)) {
            assertEquals(
                    List.of(UID.JPEGBaseline8Bit, UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian),
                    session.association().acceptedContexts().stream()
                            .map(PresentationContext::transferSyntax)
                            .toList());
            assertFalse(session.association().presentationContext(7).isAccepted());
        }
    }

    @Test
    void a_list_of_transfer_syntaxes_decides_which_are_accepted_and_preferred() throws Exception {
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .service(new StorageScp(
                                request -> StoreResult.SUCCESS,
                                StorageSopClasses.STANDARD,
                                List.of(UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian)))
                        .build());
        List<PresentationContextRq> proposed = List.of(
                new PresentationContextRq(1, UID.CTImageStorage, List.of(UID.JPEGBaseline8Bit)),
                new PresentationContextRq(
                        3, UID.CTImageStorage, List.of(UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian)));

        try (DimseSession session = loopback.requestor().open(proposed)) {
            assertEquals(
                    new StorageScu(session, Loopback.TIMEOUT).acceptedTransferSyntaxes(UID.CTImageStorage),
                    List.of(UID.ExplicitVRLittleEndian));
        }
    }

    private static AssociateRj assertRejected(RejectReason reason, AssociationRequestor requestor) {
        AssociationRejectedException e = assertThrows(
                AssociationRejectedException.class, () -> VerificationScu.echo(requestor, Loopback.TIMEOUT));
        assertEquals(
                reason, RejectReason.of(e.rejection().source(), e.rejection().reason()));
        return e.rejection();
    }
}
