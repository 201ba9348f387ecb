package io.cameldicom.dicom.ul;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.pdu.Abort;
import io.cameldicom.dicom.pdu.AbortReason;
import io.cameldicom.dicom.pdu.AssociateAc;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.PDataTf;
import io.cameldicom.dicom.pdu.Pdu;
import io.cameldicom.dicom.pdu.PduEncoder;
import io.cameldicom.dicom.pdu.PduException;
import io.cameldicom.dicom.pdu.ReleaseRp;
import io.cameldicom.dicom.pdu.ReleaseRq;
import io.cameldicom.testing.FakeClock;
import io.cameldicom.testing.ScriptedPeer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How associations end on the wire (PS3.8 7.2, 7.3, 9.2). */
@Timeout(60)
class ReleaseAndAbortTest {

    private static final byte[] DATA = {1, 2, 3, 4};

    @Test
    void data_that_comes_after_the_release_was_asked_for_is_still_handed_out() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .expect(ReleaseRq.class)
                .send(Wire.pdv(1, true, true, DATA))
                .send(new ReleaseRp())
                .expectClosed();

        try (Association association = Wire.request(peer)) {
            association.requestRelease();
            assertFalse(association.isOpen());
            assertTrue(association.nextPdv());
            assertArrayEquals(DATA, Wire.readPdv(association));
            assertFalse(association.nextPdv());
            assertTrue(association.awaitClosed(Duration.ZERO));
        }

        peer.join();
    }

    @Test
    void in_a_release_collision_the_requestor_answers_first() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .expect(ReleaseRq.class)
                .send(new ReleaseRq())
                .expect(ReleaseRp.class)
                .send(new ReleaseRp())
                .expectClosed();

        try (Association association = Wire.request(peer)) {
            association.release();
        }

        peer.join();
    }

    @Test
    void in_a_release_collision_the_acceptor_answers_last() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .send(Wire.rq())
                .expect(AssociateAc.class)
                .expect(ReleaseRq.class)
                .send(new ReleaseRq())
                .send(new ReleaseRp())
                .expect(ReleaseRp.class)
                .hangUp();

        try (Association association = Wire.accept(peer)) {
            association.release();
        }

        peer.join();
    }

    @Test
    void a_release_asked_for_by_another_thread_ends_the_reader_in_order() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .send(Wire.pdv(1, true, true, DATA))
                .answer(ReleaseRq.class, rq -> new ReleaseRp())
                .expectClosed();
        var executor = Executors.newSingleThreadExecutor();

        try (Association association = Wire.request(peer)) {
            Future<Boolean> reader = executor.submit(() -> {
                assertTrue(association.nextPdv());
                reading.countDown();
                return association.nextPdv();
            });
            reading.await();
            association.requestRelease();
            assertFalse(reader.get());
        } finally {
            executor.shutdown();
        }

        peer.join();
    }

    @Test
    void a_peer_that_resets_after_its_release_request_has_released() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .send(Wire.rq())
                .expect(AssociateAc.class)
                .send(new ReleaseRq())
                .reset();

        try (Association association = Wire.accept(peer)) {
            peer.join();
            try {
                assertFalse(association.nextPdv());
            } catch (AssociationClosedException e) {
                // the system may drop what came before a reset; then there was no release to be seen
                assertTrue(e.getMessage().contains("connection lost"), e.getMessage());
            }
        }
    }

    @Test
    void a_peer_that_closes_without_release_is_told_from_one_that_releases() throws Exception {
        ScriptedPeer peer =
                new ScriptedPeer().send(Wire.rq()).expect(AssociateAc.class).hangUp();

        try (Association association = Wire.accept(peer)) {
            AssociationClosedException e = assertThrows(AssociationClosedException.class, association::nextPdv);
            assertTrue(e.getMessage().endsWith("the peer closed the connection without a release"), e.getMessage());
            assertThrows(AssociationClosedException.class, association::nextPdv);
            assertThrows(
                    AssociationClosedException.class, () -> association.writeMessage(1, ByteBuffer.allocate(2), null));
        }
    }

    @Test
    void an_abort_by_the_peer_is_reported_with_its_source_and_reason() throws Exception {
        Abort abort = Abort.byProvider(AbortReason.UNEXPECTED_PDU);
        ScriptedPeer peer = new ScriptedPeer().acceptAssociation().send(abort).expectClosed();

        try (Association association = Wire.request(peer)) {
            AssociationAbortedException e = assertThrows(AssociationAbortedException.class, association::nextPdv);
            assertEquals(abort, e.abort());
            assertTrue(e.isByPeer());
            assertFalse(association.isOpen());
        }

        peer.join();
    }

    @Test
    void an_abort_by_this_side_is_by_the_service_user_and_discards_what_comes() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .expect(Abort.class)
                .send(Wire.pdv(1, true, true, DATA))
                .hangUp();

        try (Association association = Wire.request(peer)) {
            association.abort();
            AssociationAbortedException e = assertThrows(AssociationAbortedException.class, association::nextPdv);
            assertFalse(e.isByPeer());
        }

        peer.join();
        peer.take(AssociateRq.class);
        assertEquals(Abort.byUser(), peer.take(Abort.class));
    }

    @Test
    void closing_an_open_association_aborts_it() throws Exception {
        ScriptedPeer peer =
                new ScriptedPeer().acceptAssociation().expect(Abort.class).expectClosed();

        Wire.request(peer).close();

        peer.join();
    }

    @Test
    void the_abort_of_a_close_reaches_a_peer_that_is_still_sending() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .send(Wire.rq())
                .expect(AssociateAc.class)
                .step("send 4 MB", wire -> {
                    for (int i = 0; i < 400; i++) {
                        wire.write(PduEncoder.encode(Wire.pdv(3, false, false, new byte[10_000])));
                    }
                })
                .expect(Abort.class)
                .hangUp();
        Association association = Wire.accept(peer);
        assertTrue(association.nextPdv());

        association.close();

        peer.join();
        assertFalse(association.isOpen());
    }

    @Test
    void a_close_waits_only_a_moment_for_a_peer_that_does_not_close() throws Exception {
        CountDownLatch testIsOver = new CountDownLatch(1);
        ScriptedPeer peer =
                new ScriptedPeer().send(Wire.rq()).expect(AssociateAc.class).waitFor(testIsOver);
        FakeClock clock = new FakeClock();
        Association association = Wire.accept(peer, clock);

        Thread closing = new Thread(association::close);
        closing.start();
        clock.advanceUntil(() -> !closing.isAlive());

        assertTrue(association.awaitClosed(Duration.ZERO));
        testIsOver.countDown();
        peer.join();
    }

    @Test
    void an_abort_reaches_a_reader_in_another_thread() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .send(Wire.pdv(1, true, true, DATA))
                .expect(Abort.class)
                .hangUp();
        var executor = Executors.newSingleThreadExecutor();

        try (Association association = Wire.request(peer)) {
            Future<?> reader = executor.submit(() -> {
                association.nextPdv();
                reading.countDown();
                return assertThrows(AssociationAbortedException.class, association::nextPdv);
            });
            reading.await();
            association.abort();
            assertNotNull(reader.get());
        } finally {
            executor.shutdown();
        }

        peer.join();
    }

    @Test
    void an_unexpected_pdu_is_answered_by_an_abort_of_the_provider() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .send(Wire.rq())
                .expect(AssociateAc.class)
                .send(Wire.rq())
                .expect(Abort.class)
                .hangUp();

        try (Association association = Wire.accept(peer)) {
            PduException e = assertThrows(PduException.class, association::nextPdv);
            assertEquals("A-ASSOCIATE-RQ is not expected in STA6", e.getMessage());
        }

        peer.join();
        peer.take(AssociateAc.class);
        assertEquals(Abort.byProvider(AbortReason.UNEXPECTED_PDU), peer.take(Abort.class));
    }

    @Test
    void data_before_the_association_request_is_answered_by_an_abort() throws Exception {
        assertRefused(Wire.pdv(1, true, true, DATA), AbortReason.UNEXPECTED_PDU);
    }

    @Test
    void an_abort_before_the_association_request_just_closes() throws Exception {
        ScriptedPeer peer = new ScriptedPeer().send(Abort.byUser()).expectClosed();
        assertThrows(AssociationAbortedException.class, () -> Wire.accept(peer));
        peer.join();
        assertEquals(0, peer.untaken());
    }

    @Test
    void an_http_request_is_answered_by_an_abort_for_an_unrecognized_pdu() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .sendRaw("GET / HTTP/1.1\r\nHost: hub\r\n\r\n".getBytes(StandardCharsets.US_ASCII))
                .expect(Abort.class)
                .hangUp();

        PduException e = assertThrows(PduException.class, () -> Wire.accept(peer));

        peer.join();
        assertEquals("unrecognized PDU type 47H", e.getMessage());
        assertEquals(Abort.byProvider(AbortReason.UNRECOGNIZED_PDU), peer.take(Abort.class));
    }

    @Test
    void nothing_but_an_answer_is_taken_while_an_association_is_asked_for() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .expect(AssociateRq.class)
                .send(new ReleaseRq())
                .expect(Abort.class)
                .hangUp();

        assertThrows(PduException.class, () -> Wire.request(peer));

        peer.join();
    }

    @Test
    void a_policy_that_fails_leaves_no_connection_behind() throws Exception {
        ScriptedPeer peer = new ScriptedPeer().send(Wire.rq()).expectClosed();

        assertThrows(
                IllegalStateException.class,
                () -> Wire.accept(
                        peer,
                        (rq, remote) -> {
                            throw new IllegalStateException("no");
                        },
                        Scheduler.shared()));

        peer.join();
    }

    @Test
    void a_source_that_fails_before_anything_left_leaves_the_association_usable() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .expect(PDataTf.class)
                .answer(ReleaseRq.class, rq -> new ReleaseRp())
                .expectClosed();

        try (Association association = Wire.request(peer)) {
            IOException gone = new IOException("file gone");
            IOException e = assertThrows(
                    IOException.class,
                    () -> association.writeMessage(3, ByteBuffer.allocate(4), sink -> {
                        sink.write(ByteBuffer.allocate(1000));
                        throw gone;
                    }));
            assertEquals(gone, e);
            assertTrue(association.isOpen());
            association.writeMessage(1, ByteBuffer.allocate(2), null);
            association.release();
        }

        peer.join();
    }

    @Test
    void a_source_that_fails_in_the_middle_of_a_message_aborts() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation(16_384)
                .step("read up to the abort", wire -> {
                    Pdu pdu = wire.read();
                    while (pdu instanceof AssociateRq || pdu instanceof PDataTf) {
                        pdu = wire.read();
                    }
                    assertEquals(Abort.byUser(), pdu);
                })
                .expectClosed();

        try (Association association = Wire.request(peer)) {
            assertThrows(
                    IOException.class,
                    () -> association.writeMessage(3, ByteBuffer.allocate(4), sink -> {
                        sink.write(ByteBuffer.allocate(1 << 20));
                        throw new IOException("disk error");
                    }));
            assertFalse(association.isOpen());
        }

        peer.join();
    }

    @Test
    void a_writer_learns_that_the_peer_aborted() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .expect(PDataTf.class)
                .send(Abort.byProvider(AbortReason.NOT_SPECIFIED))
                .hangUp();

        try (Association association = Wire.request(peer)) {
            association.writeMessage(1, ByteBuffer.allocate(2), null);
            peer.join();
            IOException e = assertThrows(IOException.class, () -> {
                for (int i = 0; i < 1000; i++) {
                    association.writeMessage(
                            3, ByteBuffer.allocate(4), sink -> sink.write(ByteBuffer.allocate(1 << 20)));
                }
            });
            assertTrue(e instanceof AssociationAbortedException, e.toString());
        }
    }

    @Test
    void releasing_twice_or_after_the_end_does_nothing() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .answer(ReleaseRq.class, rq -> new ReleaseRp())
                .expectClosed();

        Association association = Wire.request(peer);
        association.release();
        association.release();
        association.abort();
        association.close();

        peer.join();
        peer.take(AssociateRq.class);
        peer.take(ReleaseRq.class);
        assertEquals(0, peer.untaken());
    }

    private static void assertRefused(Pdu first, AbortReason reason) throws Exception {
        ScriptedPeer peer = new ScriptedPeer().send(first).expect(Abort.class).hangUp();
        assertThrows(PduException.class, () -> assertNull(Wire.accept(peer)));
        peer.join();
        assertEquals(Abort.byProvider(reason), peer.take(Abort.class));
    }
}
