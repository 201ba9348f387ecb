package io.cameldicom.dicom.dimse;

import static io.cameldicom.dicom.dimse.Messages.CT;
import static io.cameldicom.dicom.dimse.Messages.VERIFICATION;
import static io.cameldicom.dicom.dimse.Messages.command;
import static io.cameldicom.dicom.dimse.Messages.commandOf;
import static io.cameldicom.dicom.dimse.Messages.data;
import static io.cameldicom.dicom.dimse.Messages.pdu;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pdu.Abort;
import io.cameldicom.dicom.pdu.AssociateAc;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.AsynchronousOperationsWindow;
import io.cameldicom.dicom.pdu.MaximumLength;
import io.cameldicom.dicom.pdu.PDataTf;
import io.cameldicom.dicom.pdu.Pdv;
import io.cameldicom.dicom.pdu.ReleaseRp;
import io.cameldicom.dicom.pdu.ReleaseRq;
import io.cameldicom.dicom.pdu.UserInformation;
import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.AssociationAbortedException;
import io.cameldicom.dicom.ul.PDataSource;
import io.cameldicom.dicom.ul.SocketTransport;
import io.cameldicom.dicom.ul.Timeouts;
import io.cameldicom.testing.ScriptedPeer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What peers answer to a session that invokes. */
class InvokingSessionTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void a_response_is_returned_whatever_its_status_and_the_association_goes_on() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .answer(PDataTf.class, rq -> response(rq, 0xA7AA))
                .answer(PDataTf.class, rq -> response(rq, Status.Success))
                .answer(ReleaseRq.class, rq -> new ReleaseRp());

        try (DimseSession session = open(peer)) {
            assertEquals(0xA7AA, echo(session).status());
            assertEquals(Status.Success, echo(session).status());
            session.release();
            assertFalse(session.isOpen());
            assertNull(session.failure());
        }
        peer.join();
        peer.take(AssociateRq.class);
        assertEquals(1, commandOf(peer.take(PDataTf.class)).messageId());
        assertEquals(2, commandOf(peer.take(PDataTf.class)).messageId());
    }

    @Test
    void a_response_to_another_message_and_pending_ones_are_not_the_answer() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .expect(PDataTf.class)
                .send(pdu(command(
                        VERIFICATION,
                        CommandSet.responseTo(Messages.echo(99), Status.Success).setDataSetPresent(false))))
                .send(pdu(
                        command(
                                VERIFICATION,
                                CommandSet.responseTo(Messages.echo(1), Status.Pending)
                                        .setDataSetPresent(true)),
                        data(VERIFICATION, true, 1, 2)))
                .send(pdu(command(
                        VERIFICATION,
                        CommandSet.responseTo(Messages.echo(1), Status.Success).setDataSetPresent(false))));

        try (DimseSession session = open(peer)) {
            assertEquals(Status.Success, echo(session).status());
        }
    }

    @Test
    void a_data_set_with_a_response_that_has_none_by_the_standard_is_skipped() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .expect(PDataTf.class)
                .send(pdu(
                        command(
                                VERIFICATION,
                                CommandSet.responseTo(Messages.echo(1), Status.Success)
                                        .setDataSetPresent(true)),
                        data(VERIFICATION, true, 1, 2)))
                .answer(PDataTf.class, rq -> response(rq, Status.Success));

        try (DimseSession session = open(peer)) {
            assertEquals(Status.Success, echo(session).status());
            assertEquals(Status.Success, echo(session).status());
        }
    }

    @Test
    void a_response_without_status_is_not_taken_for_success() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .expect(PDataTf.class)
                .send(pdu(
                        new Pdv(VERIFICATION, true, true, Hex.bytes("00000001 02000000 3080 00002001 02000000 0100"))));

        try (DimseSession session = open(peer)) {
            assertEquals(-1, echo(session).status());
        }
    }

    @Test
    void a_request_of_the_peer_is_answered_0211_between_ours() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .expect(PDataTf.class)
                .send(pdu(command(VERIFICATION, Messages.echo(77))))
                .expect(PDataTf.class)
                .send(pdu(command(
                        VERIFICATION,
                        CommandSet.responseTo(Messages.echo(1), Status.Success).setDataSetPresent(false))));

        try (DimseSession session = open(peer)) {
            assertEquals(Status.Success, echo(session).status());
        }
        peer.join();
        peer.take(AssociateRq.class);
        peer.take(PDataTf.class);
        CommandSet answer = commandOf(peer.take(PDataTf.class));
        assertEquals(77, answer.messageIdBeingRespondedTo());
        assertEquals(Status.UnrecognizedOperation, answer.status());
    }

    /** In Sta7 data may still come, but none may go (PS3.8 Table 9-10). */
    @Test
    void a_request_that_crosses_our_release_is_not_answered_and_the_release_goes_on() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .expect(ReleaseRq.class)
                .send(pdu(command(VERIFICATION, Messages.echo(7).setDataSetPresent(false))))
                .send(new ReleaseRp());

        try (DimseSession session = open(peer)) {
            session.release();
            assertNull(session.failure());
        }
    }

    /** The request was read before the release was asked for, and is answered, in vain, after it. */
    @Test
    void a_release_while_a_request_is_being_refused_goes_on() throws Exception {
        for (int i = 0; i < 50; i++) {
            ScriptedPeer peer = new ScriptedPeer()
                    .acceptAssociation()
                    .send(pdu(command(VERIFICATION, Messages.echo(7).setDataSetPresent(false))))
                    .step("read until the release", wire -> {
                        Object pdu = wire.read();
                        while (!(pdu instanceof ReleaseRq)) {
                            pdu = wire.read();
                        }
                    })
                    .send(new ReleaseRp());

            try (DimseSession session = open(peer)) {
                session.release();
                assertNull(session.failure());
            }
        }
    }

    @Test
    void an_answer_that_comes_before_all_is_sent_is_taken() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .answer(PDataTf.class, rq -> response(rq, Status.OutOfResources))
                .signal(answered)
                .expectClosed();
        PDataSource slow = sink -> {
            sink.write(ByteBuffer.allocate(4 << 20));
            await(answered);
            sink.write(ByteBuffer.allocate(4 << 20));
        };

        try (DimseSession session = open(peer)) {
            assertEquals(Status.OutOfResources, store(session, slow).status());
        }
    }

    @Test
    void a_refusal_before_all_is_sent_counts_even_if_the_peer_aborts_then() throws Exception {
        assertEquals(
                Status.CannotUnderstand,
                answeredEarly(Status.CannotUnderstand).call().status());
    }

    @Test
    void a_success_before_all_is_sent_is_none_if_the_peer_aborts_then() throws Exception {
        assertThrows(AssociationLostException.class, () -> answeredEarly(Status.Success)
                .call());
    }

    /** A store to a peer that answers when it has the beginning of the data set, and then aborts. */
    private Callable<CommandSet> answeredEarly(int status) {
        CountDownLatch aborted = new CountDownLatch(1);
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .answer(PDataTf.class, rq -> response(rq, status))
                .send(Abort.byUser())
                .signal(aborted)
                .expectClosed();
        PDataSource slow = sink -> {
            sink.write(ByteBuffer.allocate(4 << 20));
            await(aborted);
            sink.write(ByteBuffer.allocate(64 << 20));
        };
        return () -> {
            try (DimseSession session = open(peer)) {
                return store(session, slow);
            }
        };
    }

    @Test
    void an_abort_while_sending_is_the_cause_of_the_loss() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .expect(PDataTf.class)
                .send(Abort.byUser())
                .hangUp();

        try (DimseSession session = open(peer)) {
            AssociationLostException e = assertThrows(
                    AssociationLostException.class,
                    () -> store(session, sink -> sink.write(ByteBuffer.allocate(64 << 20))));

            assertInstanceOf(AssociationAbortedException.class, e.getCause());
            assertThrows(AssociationLostException.class, () -> echo(session));
        }
    }

    @Test
    void a_connection_that_breaks_instead_of_an_answer_is_a_loss() throws Exception {
        ScriptedPeer peer =
                new ScriptedPeer().acceptAssociation().expect(PDataTf.class).reset();

        try (DimseSession session = open(peer)) {
            AssociationLostException e = assertThrows(AssociationLostException.class, () -> echo(session));

            assertTrue(e.getMessage().contains("C-ECHO-RQ 1 was not answered"), e.getMessage());
            assertEquals(session.failure(), e.getCause());
        }
    }

    @Test
    void a_release_instead_of_an_answer_is_a_loss() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .expect(PDataTf.class)
                .send(new ReleaseRq())
                .expect(ReleaseRp.class)
                .hangUp();

        try (DimseSession session = open(peer)) {
            AssociationLostException e = assertThrows(AssociationLostException.class, () -> echo(session));

            assertTrue(e.getMessage().contains("released by the peer"), e.getMessage());
        }
    }

    @Test
    void a_source_that_fails_before_anything_left_leaves_the_association_usable() throws Exception {
        ScriptedPeer peer =
                new ScriptedPeer().acceptAssociation().answer(PDataTf.class, rq -> response(rq, Status.Success));

        try (DimseSession session = open(peer)) {
            IOException broken = new IOException("broken source");
            assertEquals(
                    broken,
                    assertThrows(
                            IOException.class,
                            () -> store(session, sink -> {
                                throw broken;
                            })));
            assertEquals(Status.Success, echo(session).status());
        }
    }

    @Test
    void a_source_that_fails_in_the_middle_costs_the_association() throws Exception {
        ScriptedPeer peer = new ScriptedPeer().acceptAssociation().expectClosed();

        try (DimseSession session = open(peer)) {
            IOException broken = new IOException("broken source");
            assertEquals(
                    broken,
                    assertThrows(
                            IOException.class,
                            () -> store(session, sink -> {
                                sink.write(ByteBuffer.allocate(4 << 20));
                                throw broken;
                            })));
            assertFalse(session.isOpen());
        }
        peer.join();
    }

    @Test
    void an_interrupted_caller_gives_up_and_aborts() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .expect(PDataTf.class)
                .signal(asked)
                .expectClosed();

        try (DimseSession session = open(peer)) {
            Thread caller = Thread.currentThread();
            executor.execute(() -> {
                await(asked);
                caller.interrupt();
            });
            assertThrows(InterruptedIOException.class, () -> echo(session));
            assertTrue(Thread.interrupted());
            assertFalse(session.isOpen());
        }
        peer.join();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 0})
    void a_negotiated_window_lets_several_requests_be_outstanding_and_answered_in_any_order(int maxInvoked)
            throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .answer(AssociateRq.class, rq -> withWindow(ScriptedPeer.acceptAll(rq, 0), maxInvoked))
                .expect(PDataTf.class)
                .expect(PDataTf.class);
        for (int messageId : new int[] {2, 1}) {
            peer.send(pdu(command(
                    VERIFICATION,
                    CommandSet.responseTo(Messages.echo(messageId), 0xB000 + messageId)
                            .setDataSetPresent(false))));
        }

        DimseSession session = new DimseSession(associate(peer, proposing(0)), DimseHandlers.NONE);
        executor.execute(session);
        try (session) {
            Future<CommandSet> other = executor.submit(() -> echo(session));
            CommandSet mine = echo(session);
            for (CommandSet response : List.of(mine, other.get())) {
                assertEquals(0xB000 + response.messageIdBeingRespondedTo(), response.status());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 1", "1, 7, 1", "3, 0, 3", "3, 7, 3", "3, 2, 2", "0, 5, 5", "0, 0, 65535"})
    void an_acceptor_can_only_lower_the_window(int proposed, int answered, int window) throws Exception {
        ScriptedPeer peer =
                new ScriptedPeer().answer(AssociateRq.class, rq -> withWindow(ScriptedPeer.acceptAll(rq, 0), answered));

        try (Association association = associate(peer, proposing(proposed))) {
            assertEquals(window, new DimseSession(association, DimseHandlers.NONE).maxInvoked());
        }
    }

    @Test
    void a_window_that_was_not_proposed_is_none() throws Exception {
        ScriptedPeer peer =
                new ScriptedPeer().answer(AssociateRq.class, rq -> withWindow(ScriptedPeer.acceptAll(rq, 0), 0));

        try (Association association = associate(peer)) {
            assertEquals(1, new DimseSession(association, DimseHandlers.NONE).maxInvoked());
        }
    }

    @Test
    void the_reader_thread_cannot_wait_for_itself() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .send(pdu(command(VERIFICATION, Messages.echo(77))))
                .expect(PDataTf.class);
        Association association = associate(peer);
        DimseSession[] session = new DimseSession[1];
        session[0] = new DimseSession(association, (dimse, sopClass) -> request -> {
            assertThrows(IllegalStateException.class, () -> echo(session[0]));
            request.respond(Status.Success, null);
        });
        executor.execute(session[0]);

        peer.join();
        session[0].close();

        peer.take(AssociateRq.class);
        assertEquals(Status.Success, commandOf(peer.take(PDataTf.class)).status());
    }

    private DimseSession open(ScriptedPeer peer) throws IOException {
        DimseSession session = new DimseSession(associate(peer), DimseHandlers.NONE);
        executor.execute(session);
        return session;
    }

    private static Association associate(ScriptedPeer peer) throws IOException {
        return associate(peer, Messages.RQ);
    }

    private static Association associate(ScriptedPeer peer, AssociateRq rq) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), peer.listen());
        return Association.request(SocketTransport.connect(address, TIMEOUT), rq, Timeouts.DEFAULT);
    }

    private static AssociateRq proposing(int maxInvoked) {
        AsynchronousOperationsWindow window = new AsynchronousOperationsWindow(maxInvoked, 1);
        return new AssociateRq(
                Messages.RQ.calledAeTitle(),
                Messages.RQ.callingAeTitle(),
                Messages.RQ.presentationContexts(),
                new UserInformation(List.of(new MaximumLength(16_384), window)));
    }

    private static CommandSet echo(DimseSession session) throws IOException {
        return session.invoke(VERIFICATION, CommandSet.request(Dimse.C_ECHO_RQ, UID.Verification, null), null, TIMEOUT);
    }

    private static CommandSet store(DimseSession session, PDataSource dataSet) throws IOException {
        return session.invoke(CT, CommandSet.request(Dimse.C_STORE_RQ, UID.CTImageStorage, "1.2.3"), dataSet, TIMEOUT);
    }

    private static PDataTf response(PDataTf request, int status) {
        CommandSet command = commandOf(request);
        return pdu(command(
                request.pdvs().get(0).contextId(),
                CommandSet.responseTo(command, status).setDataSetPresent(false)));
    }

    private static AssociateAc withWindow(AssociateAc ac, int maxInvoked) {
        return new AssociateAc(
                ac.protocolVersion(),
                ac.calledAeTitle(),
                ac.callingAeTitle(),
                ac.applicationContext(),
                ac.presentationContexts(),
                new UserInformation(List.of(new MaximumLength(0), new AsynchronousOperationsWindow(maxInvoked, 1))));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
