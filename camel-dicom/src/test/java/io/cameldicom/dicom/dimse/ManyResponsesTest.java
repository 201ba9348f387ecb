package io.cameldicom.dicom.dimse;

import static io.cameldicom.dicom.dimse.Messages.FIND;
import static io.cameldicom.dicom.dimse.Messages.VERIFICATION;
import static io.cameldicom.dicom.dimse.Messages.command;
import static io.cameldicom.dicom.dimse.Messages.commandOf;
import static io.cameldicom.dicom.dimse.Messages.data;
import static io.cameldicom.dicom.dimse.Messages.endPdu;
import static io.cameldicom.dicom.dimse.Messages.matchPdu;
import static io.cameldicom.dicom.dimse.Messages.pdu;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.io.DicomParseException;
import io.cameldicom.dicom.pdu.Abort;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.PDataTf;
import io.cameldicom.dicom.pdu.ReleaseRp;
import io.cameldicom.dicom.pdu.ReleaseRq;
import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.AssociationAbortedException;
import io.cameldicom.dicom.ul.SocketTransport;
import io.cameldicom.dicom.ul.Timeouts;
import io.cameldicom.testing.ScriptedPeer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What peers answer to a request that has many responses. */
class ManyResponsesTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration ENDLESS = Duration.ofDays(1);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void closing_after_the_third_response_sends_a_cancel_with_the_message_id_and_waits_for_the_end() throws Exception {
        ScriptedPeer peer = asked();
        for (String patientId : new String[] {"P0", "P1", "P2", "P3", "P4"}) {
            peer.send(matchPdu(1, patientId));
        }
        peer.expect(PDataTf.class)
                .send(matchPdu(1, "P5"))
                .send(endPdu(1, Status.Cancel))
                .answer(PDataTf.class, rq -> echoed(rq))
                .answer(ReleaseRq.class, rq -> new ReleaseRp());

        try (DimseSession session = open(peer)) {
            DimseResponses responses = find(session, TIMEOUT);
            for (int i = 0; i < 3; i++) {
                DimseResponse response = responses.next();
                assertTrue(response.isPending());
                assertEquals("P" + i, response.dataSet().getString(Tag.PatientID));
            }
            responses.close();
            assertEquals(
                    Status.Success,
                    session.invoke(
                                    VERIFICATION,
                                    CommandSet.request(Dimse.C_ECHO_RQ, UID.Verification, null),
                                    null,
                                    TIMEOUT)
                            .status());
            session.release();
        }
        peer.join();
        peer.take(AssociateRq.class);
        assertEquals(Dimse.C_FIND_RQ, commandOf(peer.take(PDataTf.class)).dimse());
        peer.take(PDataTf.class);
        CommandSet cancel = commandOf(peer.take(PDataTf.class));
        assertEquals(Dimse.C_CANCEL_RQ, cancel.dimse());
        assertEquals(1, cancel.messageIdBeingRespondedTo());
        assertFalse(cancel.hasDataSet());
        assertFalse(cancel.contains(Tag.MessageID));
    }

    @Test
    void a_peer_that_ignores_the_cancel_is_aborted_after_the_timeout() throws Exception {
        ScriptedPeer peer = asked().send(matchPdu(1, "P0")).expectClosed();

        try (DimseSession session = open(peer)) {
            DimseResponses responses = find(session, SHORT);
            responses.next(TIMEOUT);
            responses.close();
            assertFalse(session.isOpen());
        }
        peer.join();
        peer.take(AssociateRq.class);
        peer.take(PDataTf.class);
        peer.take(PDataTf.class);
        assertEquals(Dimse.C_CANCEL_RQ, commandOf(peer.take(PDataTf.class)).dimse());
        peer.take(Abort.class);
    }

    @Test
    void a_response_that_does_not_come_in_time_costs_the_association() throws Exception {
        ScriptedPeer peer = asked().send(matchPdu(1, "P0")).expectClosed();

        try (DimseSession session = open(peer)) {
            DimseResponses responses = find(session, SHORT);
            responses.next(TIMEOUT);
            assertThrows(ResponseTimeoutException.class, responses::next);
            assertFalse(session.isOpen());
            responses.close();
        }
        peer.join();
    }

    @Test
    void a_peer_that_vanishes_between_responses_is_a_loss() throws Exception {
        ScriptedPeer peer = asked().send(matchPdu(1, "P0")).hangUp();

        try (DimseSession session = open(peer)) {
            DimseResponses responses = find(session, TIMEOUT);
            assertEquals("P0", responses.next().dataSet().getString(Tag.PatientID));
            AssociationLostException e = assertThrows(AssociationLostException.class, responses::next);
            assertTrue(e.getMessage().contains("C-FIND-RQ 1 was not answered"), e.getMessage());
            responses.close();
        }
    }

    @Test
    void who_waits_for_a_place_in_the_window_is_told_of_the_loss_at_once() throws Exception {
        CountDownLatch allWait = new CountDownLatch(1);
        ScriptedPeer peer = asked().waitFor(allWait).hangUp();

        try (DimseSession session = open(peer)) {
            find(session, TIMEOUT);
            List<FutureTask<DimseResponses>> waiters = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                FutureTask<DimseResponses> waiter = new FutureTask<>(() -> find(session, ENDLESS));
                waiters.add(waiter);
                Thread thread = new Thread(waiter);
                thread.start();
                awaitParked(thread);
            }
            allWait.countDown();

            for (FutureTask<DimseResponses> waiter : waiters) {
                ExecutionException e = assertThrows(ExecutionException.class, () -> waiter.get(20, TimeUnit.SECONDS));
                assertInstanceOf(AssociationLostException.class, e.getCause());
            }
            assertThrows(AssociationLostException.class, () -> find(session, ENDLESS));
        }
        peer.join();
    }

    @Test
    void a_data_set_that_is_broken_is_told_and_the_next_one_comes() throws Exception {
        ScriptedPeer peer = asked().send(pdu(
                        command(
                                FIND,
                                CommandSet.responseTo(Messages.find(1), Status.Pending)
                                        .setDataSetPresent(true)),
                        data(FIND, true, 0x10, 0, 0x20, 0, 99, 0, 0, 0, 'P', '0')))
                .send(matchPdu(1, "P1"))
                .send(endPdu(1, Status.Success));

        try (DimseSession session = open(peer)) {
            DimseResponses responses = find(session, TIMEOUT);
            assertThrows(DicomParseException.class, responses::next);
            assertEquals("P1", responses.next().dataSet().getString(Tag.PatientID));
            assertEquals(Status.Success, responses.next().status());
            assertNull(responses.next());
        }
    }

    @Test
    void a_cancel_after_the_final_response_is_not_sent() throws Exception {
        ScriptedPeer peer = asked().send(endPdu(1, Status.Success)).answer(ReleaseRq.class, rq -> new ReleaseRp());

        try (DimseSession session = open(peer)) {
            DimseResponses responses = find(session, TIMEOUT);
            responses.next();
            responses.cancel();
            responses.close();
            session.release();
        }
        peer.join();
    }

    @Test
    void a_request_that_cannot_be_cancelled_is_awaited_on_close() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .answer(PDataTf.class, ManyResponsesTest::echoed)
                .answer(ReleaseRq.class, rq -> new ReleaseRp());

        try (DimseSession session = open(peer)) {
            session.start(VERIFICATION, CommandSet.request(Dimse.C_ECHO_RQ, UID.Verification, null), null, TIMEOUT)
                    .close();
            session.release();
        }
        peer.join();
    }

    @Test
    void a_release_drops_what_nobody_has_taken() throws Exception {
        int all = 1_000;
        CountDownLatch sent = new CountDownLatch(1);
        ScriptedPeer peer = asked();
        for (int i = 0; i < all; i++) {
            peer.send(matchPdu(1, "P" + i % 10));
        }
        peer.signal(sent).answer(ReleaseRq.class, rq -> new ReleaseRp());

        try (DimseSession session = open(peer)) {
            DimseResponses responses = find(session, TIMEOUT);
            responses.next();
            assertTrue(sent.await(20, TimeUnit.SECONDS));
            session.release();
            assertThrows(AssociationLostException.class, () -> takeAll(responses));
        }
        peer.join();
    }

    @Test
    void an_interrupted_taker_gives_up_and_aborts() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        ScriptedPeer peer = asked().signal(asked).expectClosed();

        try (DimseSession session = open(peer)) {
            DimseResponses responses = find(session, TIMEOUT);
            asked.await();
            Thread.currentThread().interrupt();
            assertThrows(InterruptedIOException.class, responses::next);
            assertTrue(Thread.interrupted());
            assertFalse(session.isOpen());
        }
        peer.join();
    }

    @Test
    void requests_of_the_peer_show_that_it_is_at_work() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        ScriptedPeer peer = asked();
        for (int i = 0; i < 3; i++) {
            peer.send(pdu(command(VERIFICATION, Messages.echo(i)))).expect(PDataTf.class);
        }
        peer.waitFor(taken).send(endPdu(1, Status.Success));

        Association association = associate(peer);
        int[] echoes = {0};
        Duration timeout = Duration.ofSeconds(1);
        DimseSession session = new DimseSession(association, (command, sopClass) -> request -> {
            // longer than the timeout altogether, though each is within it
            awaitNanos(timeout.toNanos() * 2 / 5);
            request.respond(Status.Success, null);
            if (++echoes[0] == 3) {
                taken.countDown();
            }
        });
        executor.execute(session);
        try (session) {
            assertEquals(Status.Success, find(session, timeout).next().status());
        }
        peer.join();
    }

    @Test
    void one_that_takes_nothing_does_not_let_the_reader_hang_when_the_session_is_closed() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        ScriptedPeer peer = asked();
        for (int i = 0; i < 200; i++) {
            peer.send(matchPdu(1, "P1"));
        }
        peer.signal(sent).expectClosed();
        DimseSession session = new DimseSession(associate(peer), DimseHandlers.NONE);
        Future<?> reader = executor.submit(session);

        find(session, TIMEOUT);
        assertTrue(sent.await(20, TimeUnit.SECONDS));
        session.close();

        reader.get(20, TimeUnit.SECONDS);
        peer.join();
    }

    @Test
    void an_abort_is_the_cause_of_the_loss() throws Exception {
        ScriptedPeer peer = asked().send(Abort.byUser()).hangUp();

        try (DimseSession session = open(peer)) {
            AssociationLostException e =
                    assertThrows(AssociationLostException.class, () -> takeAll(find(session, TIMEOUT)));
            assertInstanceOf(AssociationAbortedException.class, e.getCause());
        }
    }

    /** Has received a C-FIND-RQ and its identifier. */
    private static ScriptedPeer asked() {
        return new ScriptedPeer().acceptAssociation().expect(PDataTf.class).expect(PDataTf.class);
    }

    private static void takeAll(DimseResponses responses) throws IOException {
        DimseResponse response = responses.next();
        while (response != null) {
            response = responses.next();
        }
    }

    private static void awaitParked(Thread thread) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertTrue(System.nanoTime() < end, "it does not wait");
            Thread.onSpinWait();
        }
    }

    private static void awaitNanos(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private static PDataTf echoed(PDataTf request) {
        return pdu(command(
                VERIFICATION,
                CommandSet.responseTo(commandOf(request), Status.Success).setDataSetPresent(false)));
    }

    private static DimseResponses find(DimseSession session, Duration timeout) throws IOException {
        CommandSet request = CommandSet.request(Dimse.C_FIND_RQ, UID.StudyRootQueryRetrieveInformationModelFind, null);
        return session.start(
                FIND, request, new AttributesSource(new Attributes(), UID.ImplicitVRLittleEndian), timeout);
    }

    private DimseSession open(ScriptedPeer peer) throws IOException {
        DimseSession session = new DimseSession(associate(peer), DimseHandlers.NONE);
        executor.execute(session);
        return session;
    }

    private static Association associate(ScriptedPeer peer) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), peer.listen());
        return Association.request(SocketTransport.connect(address, TIMEOUT), Messages.RQ, Timeouts.DEFAULT);
    }
}
