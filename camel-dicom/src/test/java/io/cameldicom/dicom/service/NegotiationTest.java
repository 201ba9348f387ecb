package io.cameldicom.dicom.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Implementation;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.pdu.RejectReason;
import io.cameldicom.dicom.pdu.RoleSelection;
import io.cameldicom.dicom.pdu.SopClassCommonExtendedNegotiation;
import io.cameldicom.dicom.pdu.UserIdentityAc;
import io.cameldicom.dicom.pdu.UserIdentityRq;
import io.cameldicom.dicom.ul.AssociationRejectedException;
import io.cameldicom.dicom.ul.PresentationContext;
import io.cameldicom.dicom.ul.TransferCapability;
import io.cameldicom.dicom.ul.UserIdentityVerifier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What our requestor proposes and our application entity agrees to (PS3.7 D.3.3). */
class NegotiationTest {
    private static final List<String> SYNTAXES =
            List.of(UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian, UID.JPEG2000Lossless);
    private static final List<PresentationContextRq> CONTEXTS = List.of(
            new PresentationContextRq(1, UID.CTImageStorage, SYNTAXES),
            new PresentationContextRq(3, UID.MRImageStorage, SYNTAXES));
    private static final ByteBuffer NO_RESPONSE = ByteBuffer.allocate(0);

    @RegisterExtension
    final Loopback loopback = new Loopback();

    private final BlockingQueue<String> stored = new LinkedBlockingQueue<>();

    // roles (D.3.3.4)

    @Test
    void an_scp_of_storage_that_also_gets_agrees_to_both_roles() throws Exception {
        loopback.host()
                .add(entity().service(
                                new GetScp(request -> request.send(List.of()), QuerySopClasses.GET, Loopback.TIMEOUT))
                        .build());

        try (DimseSession session = open(loopback.requestorTo("HUB")
                .role(UID.CTImageStorage, true, true)
                .scpRole(uid -> true)
                .role(UID.DigitalXRayImageStorageForPresentation, true, true))) {
            assertEquals(
                    List.of(
                            new RoleSelection(UID.CTImageStorage, true, true),
                            new RoleSelection(UID.MRImageStorage, false, true)),
                    session.association().associateAc().userInformation().all(RoleSelection.class));
            assertTrue(new StorageScu(session, Loopback.TIMEOUT)
                    .contextFor(UID.CTImageStorage, UID.ImplicitVRLittleEndian)
                    .isPresent());
            assertFalse(new StorageScu(session, Loopback.TIMEOUT)
                    .contextFor(UID.MRImageStorage, UID.ImplicitVRLittleEndian)
                    .isPresent());
        }
    }

    @Test
    void an_scp_of_storage_only_does_not_agree_to_send() throws Exception {
        loopback.host().add(entity().build());

        try (DimseSession session = open(loopback.requestorTo("HUB").scpRole(UID.CTImageStorage::equals))) {
            assertEquals(
                    List.of(new RoleSelection(UID.CTImageStorage, false, false)),
                    session.association().associateAc().userInformation().all(RoleSelection.class));
            assertEquals(
                    List.of(3),
                    session.association().acceptedContexts().stream()
                            .map(PresentationContext::id)
                            .toList());
        }
    }

    @Test
    void a_role_that_was_denied_is_not_used() throws Exception {
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .service(new NormalizedScp(
                                new NormalizedHandler() {},
                                TransferCapability.scp(UID.StorageCommitmentPushModel),
                                Set.of(Dimse.N_ACTION_RQ)))
                        .build());
        String commitment = UID.StorageCommitmentPushModel;
        AssociationRequestor requestor =
                loopback.requestorTo("HUB").role(commitment, true, true).build();

        try (DimseSession session = requestor.open(
                List.of(new PresentationContextRq(1, commitment, List.of(UID.ExplicitVRLittleEndian))))) {
            NormalizedScu scu = new NormalizedScu(session, Loopback.TIMEOUT);
            assertThrows(
                    ContextNotAcceptedException.class, () -> scu.eventReport(commitment, "1.2.3", 1, new Attributes()));
            assertThrows(RefusedException.class, () -> scu.action(commitment, "1.2.3", 1, new Attributes()));
        }
    }

    // transfer syntaxes

    @Test
    void the_acceptor_chooses_transfer_syntaxes_by_sop_class() throws Exception {
        Map<String, List<String>> preferences = Map.of(
                UID.CTImageStorage, List.of(UID.JPEGLSLossless, UID.JPEG2000Lossless),
                UID.MRImageStorage, List.of(UID.ExplicitVRLittleEndian));
        loopback.host()
                .add(entity().transferSyntaxPreference(uid -> preferences.getOrDefault(uid, List.of()))
                        .build());

        try (DimseSession session = loopback.requestor()
                .open(Stream.concat(
                                CONTEXTS.stream(),
                                Stream.of(new PresentationContextRq(
                                        5, UID.DigitalXRayImageStorageForPresentation, SYNTAXES)))
                        .toList())) {
            assertEquals(
                    List.of(UID.JPEG2000Lossless, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian),
                    session.association().acceptedContexts().stream()
                            .map(PresentationContext::transferSyntax)
                            .toList());
        }
    }

    @Test
    void a_preference_cannot_choose_what_the_service_does_not_take() throws Exception {
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .service(new StorageScp(this::store, uid -> true, List.of(UID.ExplicitVRLittleEndian)))
                        .transferSyntaxPreference(uid -> List.of(UID.JPEG2000Lossless))
                        .build());

        try (DimseSession session = open(loopback.requestorTo("HUB"))) {
            assertTrue(session.association().acceptedContexts().stream()
                    .allMatch(context -> context.transferSyntax().equals(UID.ExplicitVRLittleEndian)));
        }
    }

    // extended negotiation (D.3.3.5, D.3.3.6)

    @Test
    void a_storage_scp_says_how_it_stores() throws Exception {
        loopback.host().add(entity().build());

        try (DimseSession session = open(loopback.requestorTo("HUB")
                .extendedNegotiation(StorageOptions.NOT_AN_SCP.item(UID.CTImageStorage))
                .extendedNegotiation(StorageOptions.NOT_AN_SCP.item(UID.EnhancedCTImageStorage)))) {
            assertEquals(
                    Optional.of(StorageOptions.UNCHANGED),
                    StorageOptions.ofAcceptor(session.association(), UID.CTImageStorage));
            assertEquals(
                    Optional.empty(), StorageOptions.ofAcceptor(session.association(), UID.EnhancedCTImageStorage));
        }
    }

    @Test
    void shorter_application_information_means_off() {
        assertEquals(QueryOptions.NONE, QueryOptions.decode(ByteBuffer.allocate(0)));
        assertEquals(
                QueryOptions.of(QueryOption.RELATIONAL, QueryOption.FUZZY_PERSON_NAMES),
                QueryOptions.decode(ByteBuffer.wrap(new byte[] {1, 0, 1})));
        assertEquals(QueryOptions.of(QueryOption.RELATIONAL), QueryOptions.decode(ByteBuffer.wrap(new byte[] {1, 2})));
        assertEquals(new RetrieveOptions(true, false), RetrieveOptions.decode(ByteBuffer.wrap(new byte[] {1})));
        assertEquals(
                ByteBuffer.wrap(new byte[] {1, 1, 1, 1, 1, 1, 1}),
                QueryOptions.of(QueryOption.values()).item("1.2").applicationInformation());
        assertEquals(
                ByteBuffer.wrap(new byte[] {2, 0, 3, 0, 0, 0}),
                StorageOptions.UNCHANGED.item("1.2").applicationInformation());
        assertEquals(
                new StorageOptions(1, 2, 1),
                StorageOptions.decode(new StorageOptions(1, 2, 1).item("1.2").applicationInformation()));
    }

    @Test
    void an_unknown_sop_class_is_stored_as_the_one_it_specializes() throws Exception {
        String specialization = "1.2.840.10008.5.1.4.1.1.2.99";
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .service(new StorageScp(this::store, UID.CTImageStorage::equals, List.of()))
                        .build());
        AssociationRequestor requestor = loopback.requestorTo("HUB")
                .commonExtendedNegotiation(
                        new SopClassCommonExtendedNegotiation(specialization, UID.Storage, List.of(UID.CTImageStorage)))
                .build();

        try (DimseSession session = requestor.open(
                List.of(new PresentationContextRq(1, specialization, List.of(UID.ExplicitVRLittleEndian))))) {
            StoreOutcome outcome = new StorageScu(session, Loopback.TIMEOUT)
                    .store(new SopInstance(
                            specialization,
                            "1.2.3",
                            UID.ExplicitVRLittleEndian,
                            DataSetSources.ofBuffers(ByteBuffer.allocate(8))));
            assertEquals(Status.Success, outcome.status());
        }
        assertEquals("1.2.3", stored.poll());
    }

    // user identity (D.3.3.7)

    static Stream<UserIdentityRq> identities() {
        byte[] ticket = "ticket".getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                UserIdentityRq.username("bob", true),
                UserIdentityRq.usernameAndPasscode("bób", "sécret", true),
                UserIdentityRq.kerberos(ticket, true),
                UserIdentityRq.saml(ticket, true),
                UserIdentityRq.jwt("a.b.c", true));
    }

    @ParameterizedTest
    @MethodSource("identities")
    void each_type_of_identity_arrives_and_is_confirmed_with_the_servers_response(UserIdentityRq identity)
            throws Exception {
        ByteBuffer answer = ByteBuffer.wrap("from server".getBytes(StandardCharsets.UTF_8));
        loopback.host()
                .add(entity().userIdentityVerifier((given, rq, remote) -> {
                            assertEquals(identity, given);
                            assertEquals("CAMEL", rq.callingAeTitle());
                            return Optional.of(answer);
                        })
                        .build());

        try (DimseSession session = open(loopback.requestorTo("HUB").userIdentity(identity))) {
            assertEquals(
                    answer,
                    session.association()
                            .associateAc()
                            .userInformation()
                            .find(UserIdentityAc.class)
                            .orElseThrow()
                            .serverResponse());
            assertEquals(
                    identity,
                    session.association()
                            .associateRq()
                            .userInformation()
                            .find(UserIdentityRq.class)
                            .orElseThrow());
        }
    }

    @Test
    void no_confirmation_is_sent_where_none_was_asked_for() throws Exception {
        loopback.host()
                .add(entity().userIdentityVerifier((identity, rq, remote) -> Optional.of(NO_RESPONSE))
                        .build());

        try (DimseSession session =
                open(loopback.requestorTo("HUB").userIdentity(UserIdentityRq.username("bob", false)))) {
            assertTrue(session.association()
                    .associateAc()
                    .userInformation()
                    .find(UserIdentityAc.class)
                    .isEmpty());
        }
    }

    @Test
    void a_refused_identity_is_rejected_without_a_word_on_why() {
        UserIdentityVerifier verifier = (identity, rq, remote) ->
                identity.secondaryText().equals("right") ? Optional.of(NO_RESPONSE) : Optional.empty();
        loopback.host().add(entity().userIdentityVerifier(verifier).build());

        AssociationRejectedException e = assertThrows(
                AssociationRejectedException.class,
                () -> open(loopback.requestorTo("HUB")
                        .userIdentity(UserIdentityRq.usernameAndPasscode("bob", "wrong", true))));

        assertEquals(AssociateRj.permanent(RejectReason.NO_REASON_GIVEN), e.rejection());
        assertFalse(e.isTransient());
        assertFalse(e.getMessage().contains("bob"), e.getMessage());
    }

    @Test
    void who_gives_no_identity_is_rejected_where_one_is_required() throws Exception {
        loopback.host()
                .add(entity().userIdentityVerifier((identity, rq, remote) -> Optional.of(NO_RESPONSE))
                        .requireUserIdentity(true)
                        .build());

        assertThrows(AssociationRejectedException.class, () -> open(loopback.requestorTo("HUB")));
        open(loopback.requestorTo("HUB").userIdentity(UserIdentityRq.username("bob", true)))
                .close();
    }

    @Test
    void an_acceptor_that_does_not_know_identities_does_not_confirm_and_is_left() {
        loopback.host().add(entity().build());

        assertThrows(
                UserIdentityNotConfirmedException.class,
                () -> open(loopback.requestorTo("HUB").userIdentity(UserIdentityRq.username("bob", true))));
    }

    @Test
    void credentials_are_not_in_what_is_logged() {
        UserIdentityRq identity = UserIdentityRq.usernameAndPasscode("bob", "secret", true);
        assertEquals("UserIdentityRq[identityType=2]", identity.toString());
        assertEquals("bob", identity.primaryText());
        assertEquals("secret", identity.secondaryText());
    }

    // implementation (D.3.3.2)

    @Test
    void each_side_knows_the_implementation_of_the_other() throws Exception {
        loopback.host().add(entity().build());

        try (DimseSession session = open(loopback.requestorTo("HUB"))) {
            assertEquals(Implementation.CLASS_UID, session.association().peerImplementationClassUid());
            assertEquals(Implementation.VERSION_NAME, session.association().peerImplementationVersionName());
        }
    }

    private ApplicationEntity.Builder entity() {
        return ApplicationEntity.builder("HUB").service(new StorageScp(this::store));
    }

    private StoreResult store(StoreRequest request) {
        stored.add(request.sopInstanceUid());
        return StoreResult.SUCCESS;
    }

    private static DimseSession open(AssociationRequestor.Builder requestor) throws IOException {
        return requestor.build().open(CONTEXTS);
    }
}
