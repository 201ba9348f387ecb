package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.it.peer.Hub;
import io.cameldicom.it.peer.Orthanc;
import io.cameldicom.it.peer.Ports;
import io.cameldicom.it.peer.Scu;
import io.cameldicom.it.peer.Scu.Result;
import io.cameldicom.it.peer.StoragePeer;
import io.cameldicom.it.peer.StoreScp;
import io.cameldicom.it.peer.TlsIdentity;
import io.cameldicom.it.wire.Part10File;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The packaged hub with peers that speak TLS and want a certificate: DCMTK and Orthanc, as senders and as receivers. */
@Tag("interop")
class TlsIT {
    private static final TlsIdentity IDENTITY = TlsIdentity.make("peers");
    private static final int TLS_PORT = Ports.free();

    @RegisterExtension
    static final Orthanc orthanc = Orthanc.withTls(IDENTITY, Hub.AE_TITLE, TLS_PORT);

    @RegisterExtension
    static final StoreScp storescp = StoreScp.with(IDENTITY.dcmtkOptions());

    @RegisterExtension
    static final Hub hub = new Hub()
            .routes("tls")
            .set("hub.tls.port", TLS_PORT)
            .set("hub.tls.keyStore", IDENTITY.store())
            .set("hub.tls.keyStorePassword", TlsIdentity.PASSWORD)
            .set("hub.tls.trustStore", IDENTITY.store())
            .set("hub.tls.trustStorePassword", TlsIdentity.PASSWORD)
            .set("it.orthanc", orthanc.aeTitle() + "@127.0.0.1:" + orthanc.port())
            .set("it.storescp", storescp.aeTitle() + "@127.0.0.1:" + storescp.port());

    @Test
    void storescu_with_tls_reaches_orthanc_with_tls() throws Exception {
        assertForwarded("TO_ORTHANC", orthanc);
    }

    @Test
    void storescu_with_tls_reaches_storescp_with_tls() throws Exception {
        assertForwarded("TO_STORESCP", storescp);
    }

    /** As it comes to the receiver from storescu, which writes a data set in its own way. */
    private static void assertForwarded(String aeTitle, StoragePeer receiver) throws Exception {
        String direct = sendAndTake(receiver.port(), receiver.aeTitle(), receiver);
        assertEquals(direct, sendAndTake(TLS_PORT, aeTitle, receiver));
    }

    private static String sendAndTake(int port, String called, StoragePeer receiver) throws Exception {
        Part10File image = Part10File.read(Corpus.file("native/us-palette.dcm"));
        Result result = Scu.store(port, called, image.path(), options("-R", "-xe"));
        assertEquals(0, result.exitCode(), result::output);
        return receiver.take(image.sopInstanceUid()).dataSetSha256();
    }

    @Test
    void orthanc_sends_with_tls() throws Exception {
        Part10File image = Part10File.read(Corpus.file("native/mr-explicit-le.dcm"));
        Result stored = Scu.store(orthanc.port(), orthanc.aeTitle(), image.path(), options("-R"));
        assertEquals(0, stored.exitCode(), stored::output);
        String id = orthanc.get("/instances").replaceAll("(?s).*?\"([0-9a-f-]{44})\".*", "$1");
        assertEquals("{}", orthanc.post("/modalities/known/echo", "{}").strip());
        String answer = orthanc.post("/modalities/known/store", "\"" + id + "\"");
        assertTrue(answer.matches("(?s).*\"FailedInstancesCount\" : 0,.*"), answer);
        assertTrue(hub.stored(image.sopInstanceUid()).isPresent());
    }

    @Test
    void who_does_not_speak_tls_or_shows_no_certificate_is_refused_and_the_next_one_served() throws Exception {
        assertNotEquals(0, Scu.echo(TLS_PORT, Hub.AE_TITLE).exitCode());
        String trust = IDENTITY.certificate().toString();
        assertNotEquals(
                0, Scu.echo(TLS_PORT, Hub.AE_TITLE, "+tla", "+cf", trust).exitCode());
        Result served = Scu.echo(TLS_PORT, Hub.AE_TITLE, options());
        assertEquals(0, served.exitCode(), served::output);
    }

    @Test
    void a_renewed_certificate_is_shown_without_a_restart() throws Exception {
        TlsIdentity renewed = TlsIdentity.make("renewed");
        Path kept = Files.copy(
                IDENTITY.store(), IDENTITY.store().resolveSibling("kept.p12"), StandardCopyOption.REPLACE_EXISTING);
        assertEquals(IDENTITY.x509(), shown());
        try {
            Files.move(renewed.store(), IDENTITY.store(), StandardCopyOption.REPLACE_EXISTING);
            assertEquals(renewed.x509(), shown());
        } finally {
            Files.move(kept, IDENTITY.store(), StandardCopyOption.REPLACE_EXISTING);
        }
        assertEquals(IDENTITY.x509(), shown());
    }

    /** The certificate that the hub shows to anybody. */
    private static Certificate shown() throws Exception {
        try (SSLSocket socket = (SSLSocket) anybody().getSocketFactory().createSocket("127.0.0.1", TLS_PORT)) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    private static SSLContext anybody() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustingAll()}, null);
        return context;
    }

    private static final class TrustingAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static String[] options(String... more) {
        return Stream.of(IDENTITY.dcmtkOptions(), more).flatMap(Stream::of).toArray(String[]::new);
    }
}
