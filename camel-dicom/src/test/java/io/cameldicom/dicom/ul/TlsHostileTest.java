package io.cameldicom.dicom.ul;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.pdu.AssociateAc;
import io.cameldicom.dicom.pdu.PduEncoder;
import io.cameldicom.dicom.ul.TlsException.Reason;
import io.cameldicom.testing.ScriptedPeer;
import io.cameldicom.testing.TestAuthority;
import io.cameldicom.testing.TestIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What peers do over TLS that they should not. Each test is one connection, and looks at the side that accepts it. */
@Timeout(60)
class TlsHostileTest {

    private static final TestAuthority CA = TestAuthority.named("CN=Test CA");
    private static final SSLContext HUB = CA.issue("CN=hub", "localhost").trusting();
    private static final SSLContext CLIENT = TestIdentity.anonymousTrusting(CA.certificate());
    private static final String CBC_SUITE = "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256";

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private ServerSocketChannel listener;

    @BeforeEach
    void listen() throws IOException {
        listener = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
        executor.shutdownNow();
    }

    @Test
    void plain_dicom_on_the_tls_port_is_named_and_closed() throws Exception {
        ScriptedPeer peer = new ScriptedPeer().send(Wire.rq()).expectClosed().hangUp();
        Future<Association> accepted = accept(settings(TlsProfile.BCP195), Timeouts.DEFAULT);

        peer.connect(port());

        TlsException e = failure(TlsException.class, accepted);
        assertEquals(Reason.NOT_TLS, e.reason());
        assertTrue(e.getMessage().contains("the peer speaks plain DICOM, this port takes TLS only"), e.getMessage());
        peer.join();
    }

    @Test
    void tls_on_a_plain_port_is_named_and_closed() throws Exception {
        Future<Association> accepted = accept(null, Timeouts.DEFAULT);

        IOException seen = assertThrows(IOException.class, () -> request(CLIENT));

        IOException e = failure(IOException.class, accepted);
        assertTrue(e.getMessage().contains("the peer speaks TLS, this port takes plain DICOM"), e.getMessage());
        assertEquals(Reason.NOT_TLS, ((TlsException) seen).reason());
    }

    @Test
    void a_handshake_that_is_never_finished_ends_with_artim() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .sendRaw((byte) 22, (byte) 3, (byte) 1, (byte) 2, (byte) 0, (byte) 1)
                .expectClosed();
        Future<Association> accepted = accept(settings(TlsProfile.BCP195), Timeouts.DEFAULT.withArtim(shortTime()));

        peer.connect(port());

        AssociationTimeoutException e = failure(AssociationTimeoutException.class, accepted);
        assertTrue(e.getMessage().contains("the TLS handshake"), e.getMessage());
        peer.join();
    }

    @Test
    void a_requestor_does_not_wait_for_ever_for_a_handshake() {
        // connects, and nobody is there to accept
        AssociationTimeoutException e = assertThrows(
                AssociationTimeoutException.class, () -> request(CLIENT, Timeouts.DEFAULT.withAssociate(shortTime())));
        assertTrue(e.getMessage().contains("the TLS handshake"), e.getMessage());
    }

    @Test
    void tls_1_1_is_refused_with_the_alert_for_it() throws Exception {
        Future<Association> accepted = accept(settings(TlsProfile.BCP195), Timeouts.DEFAULT);

        try (Socket socket = new Socket(listener.socket().getInetAddress(), port())) {
            socket.getOutputStream().write(clientHelloOfTls11());
            byte[] alert = socket.getInputStream().readNBytes(7);
            assertEquals(21, alert[0]);
            assertEquals(70, alert[6], "protocol_version");
        }
        assertEquals(
                Reason.NOTHING_IN_COMMON, failure(TlsException.class, accepted).reason());
    }

    @Test
    void a_cipher_suite_that_is_not_aead_is_refused_unless_the_profile_is_custom() throws Exception {
        SSLContext cbc = new NarrowedContext(CLIENT, "TLSv1.2", CBC_SUITE);
        TlsSettings client =
                TlsSettings.with(() -> cbc).profile(TlsProfile.CUSTOM).build();

        Future<Association> strict = accept(settings(TlsProfile.BCP195), Timeouts.DEFAULT);
        TlsException e = assertThrows(TlsException.class, () -> request(client, Timeouts.DEFAULT));
        assertEquals(Reason.NOTHING_IN_COMMON, e.reason());
        assertEquals(
                Reason.NOTHING_IN_COMMON, failure(TlsException.class, strict).reason());

        Future<Association> custom = accept(settings(TlsProfile.CUSTOM), Timeouts.DEFAULT);
        try (Association association = request(client, Timeouts.DEFAULT)) {
            assertEquals(CBC_SUITE, association.tlsSession().orElseThrow().getCipherSuite());
        }
        custom.get().close();
    }

    @Test
    void a_connection_cut_off_without_close_notify_is_noticed() throws Exception {
        Future<Association> accepted = accept(settings(TlsProfile.BCP195), Timeouts.DEFAULT);
        Transport plain = Wire.connect(port());
        TlsSettings.with(() -> CLIENT).build();
        Association requested = Association.request(
                TlsSettings.with(() -> CLIENT).build().client(plain, "localhost", port()), Wire.rq(), Timeouts.DEFAULT);

        plain.close();

        Association association = accepted.get();
        AssociationClosedException e = assertThrows(AssociationClosedException.class, association::nextPdv);
        assertTrue(e.getMessage().contains("close_notify"), e.getMessage());
        requested.close();
    }

    @Test
    void a_record_that_was_altered_ends_the_association() throws Exception {
        Future<Association> accepted = accept(settings(TlsProfile.BCP195), Timeouts.DEFAULT);
        Transport plain = Wire.connect(port());
        Association requested = Association.request(
                TlsSettings.with(() -> CLIENT).build().client(plain, "localhost", port()), Wire.rq(), Timeouts.DEFAULT);

        plain.write(ByteBuffer.wrap(new byte[] {23, 3, 3, 0, 20}), ByteBuffer.allocate(20));

        Association association = accepted.get();
        TlsException e = assertThrows(TlsException.class, association::nextPdv);
        assertEquals(Reason.FAILED, e.reason());
        requested.close();
    }

    @Test
    void a_renegotiation_is_refused() throws Exception {
        Future<Association> accepted = accept(settings(TlsProfile.BCP195), Timeouts.DEFAULT);
        try (SSLSocket socket = connect("TLSv1.2")) {
            associate(socket);
            socket.startHandshake();

            TlsException e =
                    assertThrows(TlsException.class, () -> accepted.get().nextPdv());
            assertTrue(e.getMessage().contains("renegotiation"), e.getMessage());
        }
    }

    @Test
    void new_keys_may_be_asked_for_now_and_then_but_not_endlessly() throws Exception {
        Future<Association> accepted = accept(settings(TlsProfile.BCP195), Timeouts.DEFAULT);
        try (SSLSocket socket = connect("TLSv1.3")) {
            associate(socket);
            socket.startHandshake();
            socket.getOutputStream().write(bytes(PduEncoder.encode(Wire.pdv(3, true, true, new byte[4]))));
            Association association = accepted.get();
            assertTrue(association.nextPdv());
            association.writeMessage(3, ByteBuffer.allocate(4), null);
            assertEquals(4, socket.getInputStream().readNBytes(16)[0]);

            Future<?> flood = executor.submit(() -> {
                while (true) {
                    socket.startHandshake();
                }
            });
            TlsException e = assertThrows(TlsException.class, association::nextPdv);
            assertTrue(e.getMessage().contains("records without data"), e.getMessage());
            assertThrows(ExecutionException.class, flood::get);
        }
    }

    @Test
    void whatever_room_a_reader_has_it_gets_every_byte_in_order() throws Exception {
        byte[] sent = new byte[200_000];
        Random random = new Random(7);
        random.nextBytes(sent);
        Future<Transport> accepting = executor.submit(() -> {
            Transport transport = settings(TlsProfile.BCP195).server(new SocketTransport(listener.accept()));
            transport.handshake();
            return transport;
        });
        Transport client = TlsSettings.with(() -> CLIENT).build().client(Wire.connect(port()), "localhost", port());
        client.handshake();
        Transport server = accepting.get();
        Future<?> writing = executor.submit(() -> {
            ByteBuffer rest = ByteBuffer.wrap(sent);
            Random sizes = new Random(8);
            while (rest.hasRemaining()) {
                int n = Math.min(rest.remaining(), 1 + sizes.nextInt(40_000));
                client.write(rest.slice(rest.position(), n / 2), rest.slice(rest.position() + n / 2, n - n / 2));
                rest.position(rest.position() + n);
            }
            client.endOutput();
            return null;
        });

        ByteArrayOutputStream received = new ByteArrayOutputStream();
        ByteBuffer room = ByteBuffer.allocate(1 + random.nextInt(50));
        while (server.read(room.clear()) >= 0) {
            received.write(room.array(), 0, room.position());
            room = ByteBuffer.allocate(random.nextBoolean() ? 1 + random.nextInt(50) : 1 + random.nextInt(70_000));
        }

        writing.get();
        assertArrayEquals(sent, received.toByteArray());
        client.close();
        server.close();
    }

    private Future<Association> accept(TlsSettings tls, Timeouts timeouts) {
        return executor.submit(() -> {
            Transport plain = new SocketTransport(listener.accept());
            return Association.accept(
                    tls == null ? plain : tls.server(plain), (rq, remote) -> ScriptedPeer.acceptAll(rq, 0), timeouts);
        });
    }

    private Association request(SSLContext context) throws IOException {
        return request(context, Timeouts.DEFAULT);
    }

    private Association request(SSLContext context, Timeouts timeouts) throws IOException {
        return request(TlsSettings.with(() -> context).build(), timeouts);
    }

    private Association request(TlsSettings tls, Timeouts timeouts) throws IOException {
        return Association.request(tls.client(Wire.connect(port()), "localhost", port()), Wire.rq(), timeouts);
    }

    private SSLSocket connect(String protocol) throws IOException {
        SSLSocket socket = (SSLSocket) CLIENT.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port());
        socket.setEnabledProtocols(new String[] {protocol});
        socket.startHandshake();
        return socket;
    }

    private static void associate(SSLSocket socket) throws IOException {
        socket.getOutputStream().write(bytes(PduEncoder.encode(Wire.rq())));
        InputStream in = socket.getInputStream();
        byte[] header = in.readNBytes(6);
        assertEquals(2, header[0], AssociateAc.class.getSimpleName());
        in.readNBytes(ByteBuffer.wrap(header).getInt(2));
    }

    private int port() {
        return listener.socket().getLocalPort();
    }

    private static TlsSettings settings(TlsProfile profile) {
        return TlsSettings.with(() -> HUB).profile(profile).build();
    }

    private static Duration shortTime() {
        return Duration.ofMillis(300);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** RFC 4346 7.4.1.2 without extensions. */
    private static byte[] clientHelloOfTls11() {
        int body = 2 + 32 + 1 + 2 + 4 + 2;
        ByteBuffer hello = ByteBuffer.allocate(5 + 4 + body);
        hello.put((byte) 22).putShort((short) 0x0301).putShort((short) (4 + body));
        hello.put((byte) 1).put((byte) 0).putShort((short) body);
        hello.putShort((short) 0x0302).put(new byte[32]).put((byte) 0);
        hello.putShort((short) 4).putShort((short) 0xc009).putShort((short) 0x002f);
        hello.put((byte) 1).put((byte) 0);
        return hello.array();
    }

    private static <T extends Throwable> T failure(Class<T> kind, Future<?> future) throws Exception {
        ExecutionException e = assertThrows(ExecutionException.class, () -> future.get(20, TimeUnit.SECONDS));
        return assertThrows(kind, () -> {
            throw e.getCause();
        });
    }
}
