package io.cameldicom.dicom.ul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.pdu.Abort;
import io.cameldicom.dicom.pdu.AssociateAc;
import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.RejectReason;
import io.cameldicom.dicom.pdu.ReleaseRp;
import io.cameldicom.dicom.pdu.ReleaseRq;
import io.cameldicom.testing.FakeClock;
import io.cameldicom.testing.ScriptedPeer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every wait is finite; shown with a clock that is told to go on. */
@Timeout(60)
class TimeoutsTest {

    private final FakeClock clock = new FakeClock();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final CountDownLatch testIsOver = new CountDownLatch(1);

    @AfterEach
    void letThePeerGo() {
        testIsOver.countDown();
        executor.shutdownNow();
    }

    @Test
    void a_connection_without_a_request_is_closed_after_artim() throws Exception {
        ScriptedPeer peer = new ScriptedPeer().expectClosed();

        AssociationTimeoutException e =
                timeout(runsOutAfter(Timeouts.DEFAULT.artim(), 1, () -> Wire.accept(peer, clock)));

        peer.join();
        assertEquals(0, peer.untaken());
        assertTrue(e.getMessage().endsWith("waited 10000 ms for A-ASSOCIATE-RQ"), e.getMessage());
    }

    @Test
    void artim_is_not_prolonged_by_a_request_that_comes_piece_by_piece() throws Exception {
        CountDownLatch halfArtim = new CountDownLatch(1);
        CountDownLatch sentMore = new CountDownLatch(1);
        ScriptedPeer peer = new ScriptedPeer()
                .sendTruncated(Wire.rq(), 50)
                .waitFor(halfArtim)
                .sendRaw(new byte[50])
                .signal(sentMore)
                .expectClosed();

        Future<Association> accepted = executor.submit(() -> Wire.accept(peer, clock));
        await(() -> clock.scheduled() > 0);
        Duration half = Timeouts.DEFAULT.artim().dividedBy(2);
        clock.advance(half);
        halfArtim.countDown();
        sentMore.await();
        passes(half, accepted);

        timeout(accepted);
        peer.join();
    }

    @Test
    void a_peer_that_does_not_answer_the_request_is_aborted() throws Exception {
        ScriptedPeer peer =
                new ScriptedPeer().expect(AssociateRq.class).expect(Abort.class).expectClosed();

        AssociationTimeoutException e =
                timeout(runsOutAfter(Timeouts.DEFAULT.associate(), 2, () -> Wire.request(peer, clock)));

        peer.join();
        assertTrue(e.getMessage().endsWith("waited 30000 ms for A-ASSOCIATE-AC"), e.getMessage());
    }

    @Test
    void an_idle_peer_is_aborted() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .send(Wire.rq())
                .expect(AssociateAc.class)
                .expect(Abort.class)
                .expectClosed();
        Association association = Wire.accept(peer, clock);

        AssociationTimeoutException e = timeout(runsOutAfter(Timeouts.DEFAULT.idle(), 1, association::nextPdv));

        peer.join();
        assertTrue(e.getMessage().endsWith("waited 60000 ms for the peer to send something"), e.getMessage());
        assertFalse(association.isOpen());
    }

    @Test
    void the_read_timeout_can_be_set() throws Exception {
        ScriptedPeer peer =
                new ScriptedPeer().send(Wire.rq()).expect(AssociateAc.class).expectClosed();
        Association association = Wire.accept(peer, clock);
        association.setReadTimeout(Duration.ofSeconds(300));

        timeout(runsOutAfter(Duration.ofSeconds(300), 1, association::nextPdv));
    }

    @Test
    void a_peer_that_does_not_answer_the_release_is_aborted() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .expect(ReleaseRq.class)
                .expect(Abort.class)
                .expectClosed();
        Association association = Wire.request(peer, clock);

        AssociationTimeoutException e = timeout(runsOutAfter(Timeouts.DEFAULT.release(), 1, () -> {
            association.release();
            return null;
        }));

        peer.join();
        assertTrue(e.getMessage().endsWith("waited 5000 ms for A-RELEASE-RP"), e.getMessage());
    }

    @Test
    void a_peer_that_does_not_close_after_the_release_is_waited_for_artim_long() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        ScriptedPeer peer = new ScriptedPeer()
                .send(Wire.rq())
                .expect(AssociateAc.class)
                .send(new ReleaseRq())
                .expect(ReleaseRp.class)
                .signal(answered)
                .expectClosed();
        Association association = Wire.accept(peer, clock);

        Future<Boolean> read = executor.submit(association::nextPdv);
        answered.await();
        passes(Timeouts.DEFAULT.artim(), read);

        assertFalse(read.get());
        peer.join();
    }

    @Test
    void a_peer_that_does_not_close_after_the_rejection_is_waited_for_artim_long() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        ScriptedPeer peer = new ScriptedPeer()
                .send(Wire.rq())
                .expect(AssociateRj.class)
                .signal(answered)
                .expectClosed();

        AssociateRj rj = AssociateRj.transientlyFor(RejectReason.TEMPORARY_CONGESTION);
        Future<Association> accepted = executor.submit(() -> Wire.accept(peer, (rq, remote) -> rj, clock));
        answered.await();
        passes(Timeouts.DEFAULT.artim(), accepted);

        assertNull(accepted.get());
        peer.join();
    }

    @Test
    void a_peer_that_stops_reading_is_closed() throws Exception {
        ScriptedPeer peer =
                new ScriptedPeer().receiveBuffer(4096).acceptAssociation().waitFor(testIsOver);
        Association association = Wire.request(peer, clock);

        Future<?> writer = executor.submit(() -> {
            association.writeMessage(3, ByteBuffer.allocate(10), TimeoutsTest::writeWithoutEnd);
            return null;
        });
        clock.advanceUntil(writer::isDone);

        AssociationTimeoutException e = timeout(writer);
        assertTrue(e.getMessage().endsWith("waited 60000 ms for the peer to take data"), e.getMessage());
        assertTrue(association.awaitClosed(Duration.ZERO));
    }

    @Test
    void an_abort_ends_a_writer_that_is_stuck() throws Exception {
        ScriptedPeer peer =
                new ScriptedPeer().receiveBuffer(4096).acceptAssociation().waitFor(testIsOver);
        Association association = Wire.request(peer, clock);
        Future<?> writer = executor.submit(() -> {
            association.writeMessage(3, ByteBuffer.allocate(10), TimeoutsTest::writeWithoutEnd);
            return null;
        });

        association.abort();

        ExecutionException e = assertThrows(ExecutionException.class, writer::get);
        assertInstanceOf(AssociationAbortedException.class, e.getCause());
    }

    @Test
    void no_limit_may_be_nothing_or_less() {
        for (Duration wrong : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> Timeouts.DEFAULT.withConnect(wrong));
            assertTrue(e.getMessage().startsWith("connect="), e.getMessage());
        }
        assertEquals(
                Duration.ofSeconds(7),
                Timeouts.DEFAULT.withWrite(Duration.ofSeconds(7)).write());
    }

    @Test
    void a_closed_association_leaves_nothing_with_the_scheduler() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation()
                .answer(ReleaseRq.class, rq -> new ReleaseRp())
                .expectClosed();

        Association association = Wire.request(peer, clock);
        association.release();

        peer.join();
        assertEquals(0, clock.pending());
    }

    private static void writeWithoutEnd(PDataSink sink) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(1 << 20);
        while (true) {
            sink.write(piece.clear());
        }
    }

    /** Starts a call, waits until it has set its timers, lets all but the last nanosecond pass, and then that. */
    private <T> Future<T> runsOutAfter(Duration limit, int timersSet, Callable<T> call) {
        long before = clock.scheduled();
        Future<T> result = executor.submit(call);
        await(() -> clock.scheduled() >= before + timersSet);
        passes(limit, result);
        return result;
    }

    private void passes(Duration limit, Future<?> result) {
        clock.advance(limit.minusNanos(1));
        assertFalse(result.isDone());
        clock.advance(Duration.ofNanos(1));
    }

    private static AssociationTimeoutException timeout(Future<?> result) {
        ExecutionException e = assertThrows(ExecutionException.class, result::get);
        return assertInstanceOf(AssociationTimeoutException.class, e.getCause());
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen within 20 s");
            }
            LockSupport.parkNanos(100_000);
        }
    }
}
