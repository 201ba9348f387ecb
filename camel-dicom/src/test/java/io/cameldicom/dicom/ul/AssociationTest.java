package io.cameldicom.dicom.ul;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pdu.Abort;
import io.cameldicom.dicom.pdu.AbortReason;
import io.cameldicom.dicom.pdu.AssociateAc;
import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.MaximumLength;
import io.cameldicom.dicom.pdu.PDataTf;
import io.cameldicom.dicom.pdu.PduException;
import io.cameldicom.dicom.pdu.Pdv;
import io.cameldicom.dicom.pdu.PresentationContextAc;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.pdu.RejectReason;
import io.cameldicom.dicom.pdu.ReleaseRp;
import io.cameldicom.dicom.pdu.ReleaseRq;
import io.cameldicom.dicom.pdu.RoleSelection;
import io.cameldicom.dicom.pdu.UserInformation;
import io.cameldicom.testing.ScriptedPeer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Establishing an association, one message each way, and releasing it, as both roles. */
@Timeout(60)
class AssociationTest {

    @Test
    void a_requestor_sends_a_message_takes_the_answer_and_releases() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .expect(PDataTf.class)
                .expect(PDataTf.class)
                .send(Wire.pdv(1, true, true, new byte[] {1, 2, 3, 4}))
                .answer(ReleaseRq.class, rq -> new ReleaseRp())
                .expectClosed();

        try (Association association = Wire.request(peer)) {
            association.writeMessage(3, ByteBuffer.allocate(10), sink -> sink.write(ByteBuffer.allocate(20)));
            assertTrue(association.nextPdv());
            assertEquals(1, association.pdvContextId());
            assertTrue(association.pdvIsCommand() && association.pdvIsLast());
            assertArrayEquals(new byte[] {1, 2, 3, 4}, Wire.readPdv(association));
            association.release();
            assertFalse(association.isOpen());
            assertFalse(association.nextPdv());
        }

        peer.join();
        assertEquals(Wire.rq(), peer.take(AssociateRq.class));
        assertEquals(
                List.of(new Pdv(3, true, true, ByteBuffer.allocate(10))),
                peer.take(PDataTf.class).pdvs());
        assertEquals(
                List.of(new Pdv(3, false, true, ByteBuffer.allocate(20))),
                peer.take(PDataTf.class).pdvs());
    }

    @Test
    void an_acceptor_takes_a_message_answers_it_and_confirms_the_release() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .send(Wire.rq())
                .expect(AssociateAc.class)
                .send(Wire.pdv(1, true, true, new byte[] {7, 7}))
                .expect(PDataTf.class)
                .send(new ReleaseRq())
                .expect(ReleaseRp.class)
                .hangUp();

        try (Association association = Wire.accept(peer)) {
            assertTrue(association.nextPdv());
            assertArrayEquals(new byte[] {7, 7}, Wire.readPdv(association));
            association.writeMessage(1, ByteBuffer.allocate(2), null);
            assertFalse(association.nextPdv());
        }

        peer.join();
    }

    @Test
    void knows_who_talks_to_whom() throws Exception {
        ScriptedPeer peer = new ScriptedPeer().acceptAssociation().expectClosed();
        ScriptedPeer caller =
                new ScriptedPeer().send(Wire.rq()).expect(AssociateAc.class).expectClosed();

        try (Association requested = Wire.request(peer);
                Association accepted = Wire.accept(caller)) {
            assertTrue(Pattern.matches("CT1->HUB#\\d+", requested.id()), requested.id());
            assertTrue(Pattern.matches("HUB<-CT1#\\d+", accepted.id()), accepted.id());
            assertTrue(requested.isRequestor());
            assertFalse(accepted.isRequestor());
            assertEquals("HUB", accepted.calledAeTitle());
            assertEquals("CT1", accepted.callingAeTitle());
            assertTrue(requested.remoteAddress().getPort() > 0);
        }
    }

    @Test
    void knows_its_presentation_contexts() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .answer(
                        AssociateRq.class,
                        rq -> new AssociateAc(
                                rq,
                                List.of(
                                        new PresentationContextAc(1, 4, Wire.IMPLICIT),
                                        new PresentationContextAc(3, 0, Wire.IMPLICIT),
                                        new PresentationContextAc(99, 0, Wire.IMPLICIT)),
                                new UserInformation(List.of(new MaximumLength(4096)))))
                .expectClosed();

        try (Association association = Wire.request(peer)) {
            PresentationContext accepted = new PresentationContext(3, Wire.CT_STORAGE, Wire.IMPLICIT, 0);
            assertEquals(List.of(accepted), List.copyOf(association.acceptedContexts()));
            assertEquals(accepted, association.presentationContext(3));
            assertEquals(4, association.presentationContext(1).result());
            assertNull(association.presentationContext(99));
            assertEquals(4096, association.maxPduLengthToSend());
            assertThrows(
                    IllegalArgumentException.class, () -> association.writeMessage(1, ByteBuffer.allocate(2), null));
        }
    }

    @Test
    void a_transfer_syntax_that_was_not_proposed_makes_a_context_unusable() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .answer(
                        AssociateRq.class,
                        rq -> new AssociateAc(
                                rq,
                                List.of(new PresentationContextAc(1, 0, "1.2.840.10008.1.2.4.50")),
                                UserInformation.NONE))
                .expectClosed();

        try (Association association = Wire.request(peer)) {
            assertTrue(association.acceptedContexts().isEmpty());
            assertEquals(
                    PresentationContextAc.TRANSFER_SYNTAXES_NOT_SUPPORTED,
                    association.presentationContext(1).result());
        }
    }

    @Test
    void a_role_that_was_not_proposed_cannot_be_answered() throws Exception {
        RoleSelection proposed = new RoleSelection(UID.CTImageStorage, false, true);
        AssociateRq rq = new AssociateRq(
                "HUB",
                "CT1",
                List.of(new PresentationContextRq(1, UID.CTImageStorage, List.of(UID.ImplicitVRLittleEndian))),
                new UserInformation(List.of(proposed)));
        ScriptedPeer peer = new ScriptedPeer()
                .answer(
                        AssociateRq.class,
                        received -> new AssociateAc(
                                received,
                                List.of(new PresentationContextAc(1, 0, UID.ImplicitVRLittleEndian)),
                                new UserInformation(List.of(new RoleSelection(UID.CTImageStorage, true, true)))))
                .expectClosed();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), peer.listen());

        try (Association association =
                Association.request(SocketTransport.connect(address, Duration.ofSeconds(20)), rq, Timeouts.DEFAULT)) {
            assertEquals(proposed, association.roleSelection(UID.CTImageStorage));
        }
    }

    @Test
    void a_rejection_says_who_what_and_what_to_look_at() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .answer(AssociateRq.class, rq -> AssociateRj.permanent(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED))
                .expectClosed();

        AssociationRejectedException e = assertThrows(AssociationRejectedException.class, () -> Wire.request(peer));

        peer.join();
        assertEquals(new AssociateRj(1, 1, 7), e.rejection());
        assertFalse(e.isTransient());
        assertTrue(
                e.getMessage()
                        .matches("CT1->HUB#\\d+ \\(127.0.0.1:\\d+\\): HUB rejected the association from CT1: "
                                + "called-AE-title-not-recognized \\(result 1 rejected-permanent, source 1 DICOM UL "
                                + "service-user, reason 7\\). Check the called AE title 'HUB': the peer does not answer "
                                + "to it."),
                e.getMessage());
    }

    @Test
    void an_acceptor_rejects_and_waits_for_the_peer_to_close() throws Exception {
        ScriptedPeer peer =
                new ScriptedPeer().send(Wire.rq()).expect(AssociateRj.class).hangUp();

        AssociateRj rj = AssociateRj.transientlyFor(RejectReason.LOCAL_LIMIT_EXCEEDED);
        assertNull(Wire.accept(peer, (rq, remote) -> rj, Scheduler.shared()));

        peer.join();
        assertEquals(rj, peer.take(AssociateRj.class));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7})
    void a_maximum_length_nothing_fits_in_is_refused(long maximum) throws Exception {
        ScriptedPeer peer =
                new ScriptedPeer().send(Wire.rq(maximum)).expect(Abort.class).hangUp();

        PduException e = assertThrows(PduException.class, () -> Wire.accept(peer));

        peer.join();
        assertEquals("maximum length of " + maximum + " bytes: no presentation data value fits", e.getMessage());
        assertEquals(Abort.byProvider(AbortReason.INVALID_PDU_PARAMETER_VALUE), peer.take(Abort.class));
    }

    @Test
    void a_request_that_cannot_be_encoded_leaves_no_connection_behind() throws Exception {
        ScriptedPeer peer = new ScriptedPeer().expectClosed();
        AssociateRq tooLong =
                new AssociateRq("SEVENTEEN_LETTERS", "CT1", Wire.rq().presentationContexts(), UserInformation.NONE);

        assertThrows(
                IllegalArgumentException.class,
                () -> Association.request(Wire.connect(peer.listen()), tooLong, Timeouts.DEFAULT));

        peer.join();
    }

    @Test
    void an_association_with_a_slow_writer_of_the_request_is_accepted() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .sendByteByByte(Wire.rq())
                .expect(AssociateAc.class)
                .sendByteByByte(new ReleaseRq())
                .expect(ReleaseRp.class)
                .hangUp();

        try (Association association = Wire.accept(peer)) {
            assertFalse(association.nextPdv());
        }

        peer.join();
    }
}
