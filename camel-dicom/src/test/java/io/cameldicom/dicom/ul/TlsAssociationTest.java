package io.cameldicom.dicom.ul;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.pdu.Abort;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.ul.TlsException.Reason;
import io.cameldicom.dicom.ul.TlsSettings.ClientAuthentication;
import io.cameldicom.testing.ScriptedPeer;
import io.cameldicom.testing.TestAuthority;
import io.cameldicom.testing.TestIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TlsAssociationTest {

    private static final TestAuthority CA = TestAuthority.named("CN=Test CA");
    private static final TestIdentity HUB = CA.issue("CN=hub", "localhost", "127.0.0.1");
    private static final TestIdentity CT = CA.issue("CN=CT1,OU=Radiology");

    private final ExecutorService executor = Executors.newCachedThreadPool();
    /** What the server's side of each association has seen. */
    private final BlockingQueue<Optional<String>> subjects = new LinkedBlockingQueue<>();

    /** Names that requestors have asked for (SNI). */
    private final BlockingQueue<List<SNIServerName>> serverNames = new LinkedBlockingQueue<>();

    private AssociationServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        executor.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void carries_messages_both_ways(String protocol) throws Exception {
        startEcho(server(HUB));
        TlsSettings client = TlsSettings.with(() -> only(protocol, trusting())).build();
        byte[] data = new byte[1_000_000];
        new Random(1).nextBytes(data);

        try (Association association = request(client, "localhost")) {
            assertEquals(protocol, association.tlsSession().orElseThrow().getProtocol());
            association.writeMessage(3, ByteBuffer.allocate(100), sink -> sink.write(ByteBuffer.wrap(data)));
            assertArrayEquals(data, dataSet(association));
            association.release();
        }
        assertEquals(Optional.empty(), subjects.take());
        await(() -> server.counts().open() == 0);
    }

    @Test
    void tells_whose_certificate_the_requestor_has_shown() throws Exception {
        startEcho(TlsSettings.with(() -> HUB.trusting(CA.certificate()))
                .clientAuthentication(ClientAuthentication.REQUIRE)
                .build());

        try (Association association = request(client(CT.trusting(CA.certificate())), "127.0.0.1")) {
            assertEquals("CN=hub", association.tlsPeerSubject().orElseThrow());
            association.release();
        }
        assertEquals("CN=CT1,OU=Radiology", subjects.take().orElseThrow());
    }

    @Test
    void a_certificate_that_has_expired_is_refused() throws Exception {
        startEcho(server(CA.issueExpired("CN=hub", "localhost")));

        TlsException e = refusedAs(Reason.CERTIFICATE_EXPIRED, client(trusting()), "localhost");

        assertTrue(e.getMessage().contains("has expired"), e.getMessage());
        assertTrue(e.getMessage().contains("127.0.0.1:" + server.port()), e.getMessage());
        assertTrue(e.getMessage().contains("[CN=hub]"), e.getMessage());
    }

    @Test
    void an_expired_certificate_is_refused_even_where_it_is_in_the_trust_store_itself() throws Exception {
        TestIdentity expired = CA.issueExpired("CN=hub", "localhost");
        startEcho(server(expired));

        refusedAs(
                Reason.CERTIFICATE_EXPIRED, client(TestIdentity.anonymousTrusting(expired.certificate())), "localhost");
    }

    @Test
    void a_certificate_for_another_host_is_refused_unless_that_is_not_to_be_checked() throws Exception {
        startEcho(server(CA.issue("CN=pacs", "pacs.example.org")));

        TlsException e = refusedAs(Reason.CERTIFICATE_FOR_ANOTHER_HOST, client(trusting()), "localhost");
        assertTrue(e.getMessage().contains("for another host"), e.getMessage());

        request(TlsSettings.with(this::trusting).hostnameVerification(false).build(), "localhost")
                .release();
        request(TlsSettings.with(this::trusting).serverName("pacs.example.org").build(), "localhost")
                .release();
    }

    @Test
    void the_name_asked_for_reaches_the_peer() throws Exception {
        startEcho(server(CA.issue("CN=pacs", "pacs.example.org", "localhost")));

        request(TlsSettings.with(this::trusting).serverName("pacs.example.org").build(), "localhost")
                .release();
        request(client(trusting()), "localhost").release();

        assertEquals(List.of(new SNIHostName("pacs.example.org")), serverNames.take());
        assertEquals(List.of(), serverNames.take(), "a name without a dot is not sent");
    }

    @Test
    void a_certificate_that_nobody_trusted_has_signed_is_refused() throws Exception {
        startEcho(server(TestAuthority.named("CN=Somebody").issue("CN=hub", "localhost")));

        refusedAs(Reason.CERTIFICATE_NOT_TRUSTED, client(trusting()), "localhost");
    }

    @Test
    void a_key_that_is_too_short_for_bcp_195_is_refused_unless_the_profile_is_custom() throws Exception {
        SSLContext weak = CA.issueRsa(1_024, "CN=hub", "localhost").trusting();
        startEcho(TlsSettings.with(() -> weak).profile(TlsProfile.CUSTOM).build());

        refusedAs(Reason.CERTIFICATE_TOO_WEAK, client(trusting()), "localhost");

        request(TlsSettings.with(this::trusting).profile(TlsProfile.CUSTOM).build(), "localhost")
                .release();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_requestor_without_certificate_is_told_that_one_is_required(String protocol) throws Exception {
        startEcho(TlsSettings.with(() -> HUB.trusting(CA.certificate()))
                .clientAuthentication(ClientAuthentication.REQUIRE)
                .build());
        TlsSettings client = TlsSettings.with(() -> only(protocol, trusting())).build();

        TlsException e = assertThrows(TlsException.class, () -> request(client, "localhost"));

        // TLS 1.2 has no alert of its own for this
        assertTrue(
                e.reason() == Reason.CERTIFICATE_MISSING || e.reason() == Reason.CERTIFICATE_REFUSED_BY_PEER,
                e.getMessage());
        await(() -> server.counts().failed() == 1 && server.counts().pending() == 0);
        assertEquals(0, server.counts().accepted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_requestor_whose_certificate_is_not_trusted_is_told_so(String protocol) throws Exception {
        startEcho(TlsSettings.with(() -> HUB.trusting(CA.certificate()))
                .clientAuthentication(ClientAuthentication.WANT)
                .build());
        // of the same name, or Java would not show a certificate that the peer does not ask for
        SSLContext stranger = TestAuthority.named("CN=Test CA").issue("CN=CT1").trusting(CA.certificate());

        TlsException e = assertThrows(
                TlsException.class,
                () -> request(TlsSettings.with(() -> only(protocol, stranger)).build(), "localhost"));

        assertEquals(Reason.CERTIFICATE_REFUSED_BY_PEER, e.reason(), e.getMessage());
    }

    @Test
    void certificates_are_renewed_without_ending_what_is_open() throws Exception {
        AtomicReference<SSLContext> current = new AtomicReference<>(HUB.trusting());
        startEcho(TlsSettings.with(current::get).build());

        try (Association before = request(client(trusting()), "localhost")) {
            current.set(CA.issue("CN=hub renewed", "localhost").trusting());
            try (Association after = request(client(trusting()), "localhost")) {
                assertEquals("CN=hub renewed", after.tlsPeerSubject().orElseThrow());
                after.release();
            }
            assertEquals("CN=hub", before.tlsPeerSubject().orElseThrow());
            before.writeMessage(3, ByteBuffer.allocate(100), sink -> sink.write(ByteBuffer.allocate(10)));
            assertEquals(10, dataSet(before).length);
            before.release();
        }
    }

    @Test
    void a_requestor_of_tls_is_told_when_the_peer_answers_in_plain_dicom() throws Exception {
        server = AssociationServer.start(
                loopback(0),
                (rq, remote) -> ScriptedPeer.acceptAll(rq, 0),
                association -> {},
                executor,
                Timeouts.DEFAULT,
                AssociationServer.Limits.DEFAULT);

        TlsException e = refusedAs(Reason.NOT_TLS, client(trusting()), "localhost");

        assertTrue(e.getMessage().contains("plain DICOM"), e.getMessage());
    }

    @Test
    void a_plain_requestor_is_told_when_the_peer_answers_with_tls() throws Exception {
        ScriptedPeer tls = new ScriptedPeer()
                .expect(AssociateRq.class)
                // an alert: protocol_version
                .sendRaw((byte) 21, (byte) 3, (byte) 1, (byte) 0, (byte) 2, (byte) 2, (byte) 70)
                .expect(Abort.class)
                .hangUp();

        IOException e = assertThrows(IOException.class, () -> Wire.request(tls));

        assertTrue(e.getMessage().contains("answers with TLS"), e.getMessage());
    }

    @Test
    void a_profile_that_leaves_nothing_is_an_error_that_says_so() {
        SSLContext tls13 = trusting();
        IllegalStateException e = assertThrows(
                IllegalStateException.class,
                () -> TlsSettings.with(() -> only("TLSv1.1", tls13)).build().client(null, "localhost", 2762));
        assertTrue(e.getMessage().contains("TLSv1.1"), e.getMessage());
    }

    private TlsException refusedAs(Reason reason, TlsSettings client, String host) {
        TlsException e = assertThrows(TlsException.class, () -> request(client, host));
        assertEquals(reason, e.reason(), e.getMessage());
        return e;
    }

    private SSLContext trusting() {
        return TestIdentity.anonymousTrusting(CA.certificate());
    }

    private static TlsSettings client(SSLContext context) {
        return TlsSettings.with(() -> context).build();
    }

    private static TlsSettings server(TestIdentity identity) {
        SSLContext context = identity.trusting();
        return TlsSettings.with(() -> context).build();
    }

    private static SSLContext only(String protocol, SSLContext context) {
        return new NarrowedContext(context, protocol);
    }

    private void startEcho(TlsSettings tls) throws IOException {
        server = AssociationServer.start(
                loopback(0),
                tls,
                (rq, remote) -> ScriptedPeer.acceptAll(rq, 16_384),
                association -> {
                    subjects.add(association.tlsPeerSubject());
                    serverNames.add(
                            ((ExtendedSSLSession) association.tlsSession().orElseThrow()).getRequestedServerNames());
                    while (association.nextPdv()) {
                        byte[] data = association.pdvIsCommand() ? dataSet(association) : new byte[0];
                        association.writeMessage(
                                3, ByteBuffer.allocate(100), sink -> sink.write(ByteBuffer.wrap(data)));
                    }
                },
                executor,
                Timeouts.DEFAULT,
                AssociationServer.Limits.DEFAULT,
                Scheduler.shared());
    }

    private Association request(TlsSettings tls, String host) throws IOException {
        Transport transport = tls.client(Wire.connect(server.port()), host, server.port());
        return Association.request(transport, Wire.rq(), Timeouts.DEFAULT);
    }

    /** The data set after the command set that comes next or is being read. */
    private static byte[] dataSet(Association association) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        boolean last = false;
        while (!last && association.nextPdv()) {
            ByteBuffer bytes = association.readPdvBytes();
            while (bytes.hasRemaining()) {
                byte[] copy = new byte[bytes.remaining()];
                bytes.get(copy);
                if (!association.pdvIsCommand()) {
                    data.writeBytes(copy);
                }
                bytes = association.readPdvBytes();
            }
            last = !association.pdvIsCommand() && association.pdvIsLast();
        }
        return data.toByteArray();
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertFalse(System.nanoTime() > end, "did not happen within 20 s");
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }
}
