package io.cameldicom.dicom.dimse;

import static io.cameldicom.dicom.dimse.Messages.FIND;
import static io.cameldicom.dicom.dimse.Messages.VERIFICATION;
import static io.cameldicom.dicom.dimse.Messages.command;
import static io.cameldicom.dicom.dimse.Messages.commandOf;
import static io.cameldicom.dicom.dimse.Messages.echo;
import static io.cameldicom.dicom.dimse.Messages.findPdu;
import static io.cameldicom.dicom.dimse.Messages.pdu;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.pdu.AssociateAc;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.AsynchronousOperationsWindow;
import io.cameldicom.dicom.pdu.MaximumLength;
import io.cameldicom.dicom.pdu.PDataTf;
import io.cameldicom.dicom.pdu.ReleaseRp;
import io.cameldicom.dicom.pdu.ReleaseRq;
import io.cameldicom.dicom.pdu.UserInformation;
import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.AssociationTimeoutException;
import io.cameldicom.dicom.ul.SocketTransport;
import io.cameldicom.dicom.ul.Timeouts;
import io.cameldicom.testing.FakeClock;
import io.cameldicom.testing.ScriptedPeer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What peers send to a session while it performs what it answers later. */
class AnsweringLaterTest {
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final FakeClock clock = new FakeClock();
    private final List<Integer> begun = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch go = new CountDownLatch(1);
    private final CountDownLatch running = new CountDownLatch(1);

    /** Waits for {@link #go} or a cancel, and says which it was. */
    private DimseHandler query = request -> request.answerLater(later -> {
        begun.add(later.messageId());
        later.onCancel(() -> {
            throw new IllegalStateException("a bug");
        });
        later.onCancel(go::countDown);
        running.countDown();
        await(go);
        later.respond(later.isCancelled() ? Status.Cancel : Status.Success, null);
    });

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void a_cancel_reaches_the_request_it_names() throws Exception {
        ScriptedPeer peer =
                associated().send(findPdu(7)).waitFor(running).send(cancel(7)).expect(PDataTf.class);

        release(peer);

        assertResponse(peer, Dimse.C_FIND_RSP, 7, Status.Cancel);
    }

    @Test
    void a_cancel_of_nothing_that_runs_is_ignored() throws Exception {
        ScriptedPeer peer = associated()
                .send(cancel(5))
                .send(findPdu(7))
                .waitFor(running)
                .send(cancel(6))
                .send(pdu(command(VERIFICATION, echo(8))))
                .expect(PDataTf.class)
                .signal(go)
                .expect(PDataTf.class)
                .send(cancel(7));

        release(peer);

        assertResponse(peer, Dimse.C_ECHO_RSP, 8, Status.Success);
        assertResponse(peer, Dimse.C_FIND_RSP, 7, Status.Success);
    }

    @Test
    void a_request_beyond_the_window_waits_for_the_one_before() throws Exception {
        BlockingQueue<Integer> ended = new LinkedBlockingQueue<>();
        query = request -> request.answerLater(later -> {
            assertEquals(begun.size(), ended.size());
            begun.add(later.messageId());
            later.respond(Status.Success, null);
            ended.add(later.messageId());
        });
        ScriptedPeer peer = associated();
        for (int i = 1; i <= 20; i++) {
            peer.send(findPdu(i));
        }
        for (int i = 1; i <= 20; i++) {
            peer.expect(PDataTf.class);
        }

        release(peer);

        for (int i = 1; i <= 20; i++) {
            assertResponse(peer, Dimse.C_FIND_RSP, i, Status.Success);
        }
    }

    @Test
    void within_the_window_requests_are_answered_as_they_end() throws Exception {
        query = request -> request.answerLater(later -> {
            if (later.messageId() == 1) {
                await(go);
            }
            later.respond(Status.Success, null);
            if (later.messageId() == 2) {
                go.countDown();
            }
        });
        ScriptedPeer peer = associated(2)
                .send(findPdu(1))
                .send(findPdu(2))
                .expect(PDataTf.class)
                .expect(PDataTf.class);

        release(peer);

        assertResponse(peer, Dimse.C_FIND_RSP, 2, Status.Success);
        assertResponse(peer, Dimse.C_FIND_RSP, 1, Status.Success);
    }

    @Test
    void a_message_id_that_is_in_use_is_a_duplicate_invocation() throws Exception {
        ScriptedPeer peer = associated(2)
                .send(findPdu(7))
                .waitFor(running)
                .send(findPdu(7))
                .expect(PDataTf.class)
                .signal(go)
                .expect(PDataTf.class);

        release(peer);

        assertResponse(peer, Dimse.C_FIND_RSP, 7, Status.DuplicateInvocation);
        assertResponse(peer, Dimse.C_FIND_RSP, 7, Status.Success);
        assertEquals(List.of(7), begun);
    }

    @Test
    void what_fails_later_is_answered_0110_and_what_refuses_its_status() throws Exception {
        query = request -> request.answerLater(later -> {
            if (later.messageId() == 1) {
                throw new IllegalStateException("a bug");
            }
            if (later.messageId() == 2) {
                throw new DicomServiceException(Status.OutOfResources, "full");
            }
        });
        ScriptedPeer peer = associated();
        for (int i = 1; i <= 3; i++) {
            peer.send(findPdu(i)).expect(PDataTf.class);
        }

        release(peer);

        assertResponse(peer, Dimse.C_FIND_RSP, 1, Status.ProcessingFailure);
        assertResponse(peer, Dimse.C_FIND_RSP, 2, Status.OutOfResources);
        assertResponse(peer, Dimse.C_FIND_RSP, 3, Status.ProcessingFailure);
    }

    @Test
    void a_release_cancels_what_runs_and_is_answered() throws Exception {
        release(associated().send(findPdu(7)).waitFor(running));

        await(go);
    }

    @Test
    void a_connection_that_breaks_cancels_what_runs() throws Exception {
        play(associated().send(findPdu(7)).waitFor(running).reset());

        await(go);
    }

    @Test
    void a_session_without_an_executor_cannot_answer_later() throws Exception {
        ScriptedPeer peer = associated().send(findPdu(7)).expect(PDataTf.class);

        play(peer.send(new ReleaseRq()).expect(ReleaseRp.class).hangUp(), null);

        assertResponse(peer, Dimse.C_FIND_RSP, 7, Status.ProcessingFailure);
    }

    @Test
    void a_peer_that_waits_for_an_answer_may_be_silent_and_then_no_longer() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        ScriptedPeer peer = associated()
                .send(findPdu(7))
                .expect(PDataTf.class)
                .signal(answered)
                .expectClosed();
        Future<Throwable> failure = executor.submit(() -> play(peer, executor));
        await(running);

        clock.advance(Duration.ofHours(1));
        assertFalse(failure.isDone());
        go.countDown();
        await(answered);
        clock.advanceUntil(failure::isDone);

        assertInstanceOf(AssociationTimeoutException.class, failure.get());
        assertResponse(peer, Dimse.C_FIND_RSP, 7, Status.Success);
    }

    private static PDataTf cancel(int messageId) {
        return pdu(command(FIND, CommandSet.cancel(messageId)));
    }

    private static ScriptedPeer associated() {
        return new ScriptedPeer().send(Messages.RQ).expect(AssociateAc.class);
    }

    /** With an operations window that lets the peer invoke this many. */
    private static ScriptedPeer associated(int maxInvoked) {
        AssociateRq rq = new AssociateRq(
                "HUB",
                "CT1",
                Messages.RQ.presentationContexts(),
                new UserInformation(
                        List.of(new MaximumLength(16_384), new AsynchronousOperationsWindow(maxInvoked, 1))));
        return new ScriptedPeer().send(rq).expect(AssociateAc.class);
    }

    private void release(ScriptedPeer peer) throws Exception {
        assertNull(play(peer.send(new ReleaseRq()).expect(ReleaseRp.class).hangUp()));
    }

    private Throwable play(ScriptedPeer peer) throws Exception {
        return play(peer, executor);
    }

    /** Runs the script against a session until both have ended; why the session ended. */
    private Throwable play(ScriptedPeer peer, ExecutorService later) throws Exception {
        DimseHandler verification = request -> request.respond(Status.Success, null);
        DimseHandlers handlers = (dimse, sopClass) -> dimse == Dimse.C_ECHO_RQ ? verification : query;
        try (peer;
                ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            peer.connect(listener.socket().getLocalPort());
            Association association = Association.accept(
                    new SocketTransport(listener.accept()), (rq, remote) -> accept(rq), Timeouts.DEFAULT, clock);
            DimseSession session =
                    new DimseSession(association, handlers, later, DimseSession.DEFAULT_MAX_DATA_SET_LENGTH);
            session.run();
            peer.join();
            peer.take(AssociateAc.class);
            return session.failure();
        }
    }

    private static AssociateAc accept(AssociateRq rq) {
        AssociateAc ac = ScriptedPeer.acceptAll(rq, 16_384);
        return rq.userInformation()
                .find(AsynchronousOperationsWindow.class)
                .map(window -> new AssociateAc(
                        rq, ac.presentationContexts(), new UserInformation(List.of(new MaximumLength(16_384), window))))
                .orElse(ac);
    }

    private static void assertResponse(ScriptedPeer peer, Dimse dimse, int messageId, int status) {
        CommandSet response = commandOf(peer.take(PDataTf.class));
        assertEquals(dimse, response.dimse());
        assertEquals(messageId, response.messageIdBeingRespondedTo());
        assertEquals(Status.format(status), Status.format(response.status()));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the test is over
        }
    }
}
