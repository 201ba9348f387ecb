package io.cameldicom.component.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.cameldicom.testing.TestAuthority;
import io.cameldicom.testing.TestIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Producers over https, with Camel's {@code SSLContextParameters}. */
@Timeout(60)
class WebTlsTest {

    private static final Map<String, String> KEYS = Map.of("PatientID", "x");

    @TempDir
    Path folder;

    private final TestAuthority authority = TestAuthority.named("CN=Hospital");
    private final WebTestContext camel = new WebTestContext();
    private final List<String> clients = new CopyOnWriteArrayList<>();
    private HttpsServer server;

    @AfterEach
    void stop() {
        camel.close();
        server.stop(0);
    }

    /** @param clientCertificates whether the server wants one */
    private String serve(TestIdentity identity, boolean clientCertificates) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity.trusting(authority.certificate())) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
                ssl.setNeedClientAuth(clientCertificates);
                parameters.setSSLParameters(ssl);
            }
        });
        server.createContext("/", http -> {
            clients.add(client(((com.sun.net.httpserver.HttpsExchange) http).getSSLSession()));
            http.sendResponseHeaders(204, -1);
            http.close();
        });
        server.start();
        return "dicom-web:https://127.0.0.1:" + server.getAddress().getPort()
                + "/dicom-web?operation=qido&outputType=list&maxRetries=0";
    }

    private static String client(javax.net.ssl.SSLSession session) {
        try {
            return session.getPeerPrincipal().getName();
        } catch (SSLPeerUnverifiedException e) {
            return "nobody";
        }
    }

    private SSLContextParameters parameters(TestIdentity identity) throws IOException {
        SSLContextParameters parameters = new SSLContextParameters();
        if (identity != null) {
            KeyManagersParameters keys = new KeyManagersParameters();
            keys.setKeyStore(store(identity.writeKeyStore(folder.resolve("keys.p12"))));
            keys.setKeyPassword(TestIdentity.PASSWORD);
            parameters.setKeyManagers(keys);
        }
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store(TestIdentity.writeTrustStore(folder.resolve("trust.p12"), authority.certificate())));
        parameters.setTrustManagers(trust);
        return parameters;
    }

    private static KeyStoreParameters store(Path file) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + file);
        store.setPassword(TestIdentity.PASSWORD);
        store.setType("PKCS12");
        return store;
    }

    @Test
    void a_server_of_the_trusted_authority_is_asked() throws IOException {
        String uri = serve(authority.issue("CN=archive", "127.0.0.1"), false);
        camel.context.getRegistry().bind("tls", parameters(null));

        camel.succeed(uri + "&sslContextParameters=#tls", KEYS);

        assertEquals(List.of("nobody"), clients);
    }

    @Test
    void the_server_is_shown_our_certificate_where_it_wants_one() throws IOException {
        String uri = serve(authority.issue("CN=archive", "127.0.0.1"), true);
        camel.context.getRegistry().bind("tls", parameters(authority.issue("CN=hub", "hub.example.org")));

        camel.succeed(uri + "&sslContextParameters=#tls", KEYS);

        assertEquals(List.of("CN=hub"), clients);
    }

    @Test
    void global_parameters_hold_where_the_component_says_so() throws IOException {
        String uri = serve(authority.issue("CN=archive", "127.0.0.1"), false);
        camel.context.setSSLContextParameters(parameters(null));
        camel.context.getComponent("dicom-web", DicomWebComponent.class).setUseGlobalSslContextParameters(true);

        camel.succeed(uri, KEYS);
    }

    @Test
    void a_server_nobody_vouches_for_or_of_another_name_is_not_asked() throws IOException {
        String uri = serve(TestAuthority.named("CN=Elsewhere").issue("CN=archive", "127.0.0.1"), false);
        camel.context.getRegistry().bind("tls", parameters(null));
        assertFalse(camel.fail(uri + "&sslContextParameters=#tls", KEYS).isRetryable());
        server.stop(0);

        String other = serve(authority.issue("CN=archive", "archive.example.org"), false);
        assertFalse(camel.fail(other + "&sslContextParameters=#tls", KEYS).isRetryable());

        assertEquals(List.of(), clients);
    }
}
