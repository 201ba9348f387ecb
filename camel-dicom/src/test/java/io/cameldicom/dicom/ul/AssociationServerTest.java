package io.cameldicom.dicom.ul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.pdu.Abort;
import io.cameldicom.dicom.pdu.AssociateAc;
import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.PduEncoder;
import io.cameldicom.dicom.pdu.RejectReason;
import io.cameldicom.dicom.pdu.ReleaseRp;
import io.cameldicom.dicom.pdu.ReleaseRq;
import io.cameldicom.testing.ScriptedPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AssociationServerTest {

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private AssociationServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        executor.shutdownNow();
    }

    @Test
    void of_200_at_once_100_are_accepted_and_finish_and_the_rest_are_told_to_try_later() throws Exception {
        AtomicInteger echoes = new AtomicInteger();
        start(new AssociationServer.Limits(100, 0, 256), association -> echo(association, echoes));
        CountDownLatch allDecided = new CountDownLatch(200);
        List<Future<Boolean>> callers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            callers.add(executor.submit(() -> call(allDecided)));
        }

        int accepted = 0;
        for (Future<Boolean> caller : callers) {
            accepted += caller.get() ? 1 : 0;
        }

        assertEquals(100, accepted);
        assertEquals(100, echoes.get());
        await(() -> server.counts().open() == 0);
        assertEquals(100, server.counts().accepted());
        assertEquals(100, server.counts().rejected());
    }

    private boolean call(CountDownLatch allDecided) throws Exception {
        Association association;
        try {
            association = request("CT1");
        } catch (AssociationRejectedException e) {
            assertEquals(AssociateRj.transientlyFor(RejectReason.LOCAL_LIMIT_EXCEEDED), e.rejection());
            allDecided.countDown();
            return false;
        }
        try (association) {
            allDecided.countDown();
            assertTrue(allDecided.await(30, TimeUnit.SECONDS));
            association.writeMessage(1, ByteBuffer.allocate(10), null);
            assertTrue(association.nextPdv());
            association.release();
        }
        return true;
    }

    @Test
    void one_calling_ae_cannot_take_all_places() throws Exception {
        start(new AssociationServer.Limits(10, 1, 10), AssociationServerTest::serve);

        try (Association first = request("CT1");
                Association other = request("CT2")) {
            AssociationRejectedException e = assertThrows(AssociationRejectedException.class, () -> request("CT1"));
            assertEquals(AssociateRj.transientlyFor(RejectReason.LOCAL_LIMIT_EXCEEDED), e.rejection());
            first.release();
            await(() -> server.counts().open() == 1);
            request("CT1").release();
            other.release();
        }
    }

    @Test
    void a_request_the_policy_rejects_takes_no_place() throws Exception {
        server = AssociationServer.start(
                loopback(0),
                (rq, remote) -> rq.callingAeTitle().equals("CT1")
                        ? ScriptedPeer.acceptAll(rq, 0)
                        : AssociateRj.permanent(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED),
                AssociationServerTest::serve,
                executor,
                Timeouts.DEFAULT,
                new AssociationServer.Limits(1, 0, 10));

        AssociationRejectedException e = assertThrows(AssociationRejectedException.class, () -> request("XX"));
        assertEquals(AssociateRj.permanent(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED), e.rejection());
        request("CT1").release();
    }

    @Test
    void suspended_it_refuses_new_associations_for_now_and_keeps_open_ones() throws Exception {
        AtomicInteger echoes = new AtomicInteger();
        start(AssociationServer.Limits.DEFAULT, association -> echo(association, echoes));

        try (Association open = request("CT1")) {
            server.suspend();
            AssociationRejectedException e = assertThrows(AssociationRejectedException.class, () -> request("CT2"));
            assertEquals(AssociateRj.transientlyFor(RejectReason.TEMPORARY_CONGESTION), e.rejection());
            open.writeMessage(1, ByteBuffer.allocate(10), null);
            assertTrue(open.nextPdv());
            open.release();
        }
        server.resume();
        request("CT2").release();
    }

    @Test
    void closing_waits_for_open_associations_and_refuses_new_ones_meanwhile() throws Exception {
        start(AssociationServer.Limits.DEFAULT, AssociationServerTest::serve);
        Association open = request("CT1");

        Future<Boolean> closing = executor.submit(() -> server.close(Duration.ofSeconds(30)));
        await(() -> {
            try {
                request("CT2").release();
                return false;
            } catch (AssociationRejectedException e) {
                return e.isTransient();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertFalse(closing.isDone());
        open.release();

        assertTrue(closing.get());
        assertThrows(IOException.class, () -> request("CT2"));
    }

    @Test
    void closing_aborts_what_does_not_end_in_time() throws Exception {
        start(AssociationServer.Limits.DEFAULT, AssociationServerTest::serve);
        try (Association open = request("CT1")) {
            assertFalse(server.close(Duration.ofMillis(1)));
            AssociationAbortedException e = assertThrows(AssociationAbortedException.class, open::nextPdv);
            assertTrue(e.isByPeer());
        }
    }

    @Test
    void garbage_http_and_port_scans_harm_nobody_else() throws Exception {
        AtomicInteger echoes = new AtomicInteger();
        start(AssociationServer.Limits.DEFAULT, association -> echo(association, echoes));
        try (Association good = request("CT1")) {
            ScriptedPeer http = new ScriptedPeer()
                    .sendRaw("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII))
                    .expect(Abort.class)
                    .hangUp()
                    .connect(server.port());
            ScriptedPeer unknownPdu = new ScriptedPeer()
                    .sendRaw((byte) 0x0a, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0)
                    .expect(Abort.class)
                    .hangUp()
                    .connect(server.port());
            ScriptedPeer scan = new ScriptedPeer().reset().connect(server.port());
            ScriptedPeer huge = new ScriptedPeer()
                    .sendRaw((byte) 1, (byte) 0, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff)
                    .expect(Abort.class)
                    .hangUp()
                    .connect(server.port());
            http.join();
            unknownPdu.join();
            scan.join();
            huge.join();
            await(() -> server.counts().failed() == 4);

            good.writeMessage(1, ByteBuffer.allocate(10), null);
            assertTrue(good.nextPdv());
            good.release();
        }
    }

    @Test
    void silent_connections_cannot_take_all_the_room() throws Exception {
        start(new AssociationServer.Limits(10, 0, 2), AssociationServerTest::serve);
        List<ScriptedPeer> silent = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            int pending = i;
            silent.add(new ScriptedPeer().expectClosed().connect(server.port()));
            await(() -> server.counts().pending() == pending);
        }

        request("CT1").release();

        silent.get(0).join();
        await(() -> server.counts().failed() == 1);
    }

    @Test
    void a_handler_that_fails_ends_its_own_association_only() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        start(AssociationServer.Limits.DEFAULT, association -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("a bug");
            }
            serve(association);
        });
        ScriptedPeer unlucky = new ScriptedPeer()
                .send(Wire.rq())
                .expect(AssociateAc.class)
                .expect(Abort.class)
                .hangUp()
                .connect(server.port());
        unlucky.join();

        request("CT1").release();
        await(() -> server.counts().open() == 0);
    }

    @Test
    void an_abort_reaches_a_peer_that_is_still_sending() throws Exception {
        start(AssociationServer.Limits.DEFAULT, association -> {
            association.nextPdv();
            throw new IOException("no more of this");
        });
        new ScriptedPeer()
                .send(Wire.rq())
                .expect(AssociateAc.class)
                .step("send 10 MB", wire -> {
                    for (int i = 0; i < 1000; i++) {
                        wire.write(PduEncoder.encode(Wire.pdv(3, false, false, new byte[10_000])));
                    }
                })
                .expect(Abort.class)
                .hangUp()
                .connect(server.port())
                .join();
    }

    @Test
    void a_connection_no_thread_is_left_for_is_closed_and_the_next_one_served() throws Exception {
        AtomicBoolean full = new AtomicBoolean();
        Executor limited = task -> {
            if (full.getAndSet(false)) {
                throw new RejectedExecutionException("no thread");
            }
            executor.execute(task);
        };
        server = AssociationServer.start(
                loopback(0),
                (rq, remote) -> ScriptedPeer.acceptAll(rq, 0),
                AssociationServerTest::serve,
                limited,
                Timeouts.DEFAULT,
                AssociationServer.Limits.DEFAULT);
        full.set(true);

        new ScriptedPeer().expectClosed().connect(server.port()).join();

        request("CT1").release();
    }

    @Test
    void limits_that_let_nobody_in_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> new AssociationServer.Limits(0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new AssociationServer.Limits(1, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> new AssociationServer.Limits(1, 0, 0));
    }

    @Test
    void a_port_that_is_taken_is_an_error_at_start() throws Exception {
        start(AssociationServer.Limits.DEFAULT, AssociationServerTest::serve);
        assertThrows(
                IOException.class,
                () -> AssociationServer.start(
                        loopback(server.port()),
                        (rq, remote) -> ScriptedPeer.acceptAll(rq, 0),
                        AssociationServerTest::serve,
                        executor,
                        Timeouts.DEFAULT,
                        AssociationServer.Limits.DEFAULT));
    }

    @Test
    void a_release_of_the_peer_frees_the_place() throws Exception {
        start(new AssociationServer.Limits(1, 0, 10), AssociationServerTest::serve);
        for (int i = 0; i < 3; i++) {
            new ScriptedPeer()
                    .send(Wire.rq())
                    .expect(AssociateAc.class)
                    .send(new ReleaseRq())
                    .expect(ReleaseRp.class)
                    .hangUp()
                    .connect(server.port())
                    .join();
            await(() -> server.counts().open() == 0);
        }
        assertEquals(3, server.counts().accepted());
    }

    private void start(AssociationServer.Limits limits, AssociationHandler handler) throws IOException {
        server = AssociationServer.start(
                loopback(0),
                (rq, remote) -> ScriptedPeer.acceptAll(rq, 16_384),
                handler,
                executor,
                Timeouts.DEFAULT,
                limits);
    }

    private Association request(String callingAe) throws IOException {
        AssociateRq rq = new AssociateRq(
                "HUB", callingAe, Wire.rq().presentationContexts(), Wire.rq().userInformation());
        return Association.request(Wire.connect(server.port()), rq, Timeouts.DEFAULT);
    }

    private static void serve(Association association) throws IOException {
        boolean more = true;
        while (more) {
            more = association.nextPdv();
        }
    }

    private static void echo(Association association, AtomicInteger count) throws IOException {
        while (association.nextPdv()) {
            count.incrementAndGet();
            association.writeMessage(association.pdvContextId(), ByteBuffer.allocate(10), null);
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen within 20 s");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
