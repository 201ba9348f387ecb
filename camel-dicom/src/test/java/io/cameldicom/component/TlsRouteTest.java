package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.ul.TlsException;
import io.cameldicom.testing.TestAuthority;
import io.cameldicom.testing.TestIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS as routes use it: {@code SSLContextParameters} on consumer and producer. */
@Timeout(60)
class TlsRouteTest {

    private static final TestAuthority CA = TestAuthority.named("CN=Test CA");

    @TempDir
    private Path folder;

    private final List<String> subjects = new CopyOnWriteArrayList<>();

    private DicomTestContext hub(String options) throws Exception {
        return new DicomTestContext(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:0?sslContextParameters=#hub" + options)
                        .routeId("hub")
                        .process(exchange -> subjects.add(String.valueOf(
                                exchange.getIn().getHeader(DicomConstants.TLS_PEER_SUBJECT, String.class))));
            }
        });
    }

    @Test
    void an_object_crosses_and_the_route_knows_whose_certificate_it_came_with() throws Exception {
        try (DicomTestContext camel = hub("&tlsClientAuth=require")) {
            bind(camel, "hub", CA.issue("CN=hub", "127.0.0.1"), CA);
            bind(camel, "ct", CA.issue("CN=CT1,OU=Radiology"), CA);
            camel.start();

            Exchange sent = camel.send(camel.uri("hub") + "?sslContextParameters=#ct", TestObjects.ct(400_000));

            assertNull(sent.getException());
            assertEquals(Status.Success, sent.getMessage().getHeader(DicomConstants.STATUS));
            assertEquals(List.of("CN=CT1,OU=Radiology"), subjects);
        }
    }

    @Test
    void a_header_that_came_with_a_message_is_no_certificate() throws Exception {
        try (DicomTestContext camel = hub("")) {
            bind(camel, "hub", CA.issue("CN=hub", "127.0.0.1"), CA);
            camel.start();

            assertNull(camel.send(camel.uri("hub") + "?sslContextParameters=#hub", TestObjects.ct(1_000))
                    .getException());

            assertEquals(List.of("null"), subjects);
        }
    }

    @Test
    void what_is_wrong_with_a_certificate_is_told_with_the_option_that_matters() throws Exception {
        try (DicomTestContext camel = hub("")) {
            bind(camel, "hub", CA.issue("CN=hub", "pacs.example.org"), CA);
            bind(camel, "stranger", null, TestAuthority.named("CN=Somebody"));
            camel.start();

            String uri = camel.uri("hub") + "?sslContextParameters=#hub";
            assertEquals(
                    TlsException.Reason.CERTIFICATE_FOR_ANOTHER_HOST, reason(camel, uri, "tlsHostnameVerification"));
            assertEquals(
                    TlsException.Reason.CERTIFICATE_NOT_TRUSTED,
                    reason(camel, camel.uri("hub") + "?sslContextParameters=#stranger", "trust store"));
            assertNull(camel.send(uri + "&tlsHostnameVerification=false", TestObjects.ct(1_000))
                    .getException());
            assertNull(camel.send(uri + "&tlsServerName=pacs.example.org", TestObjects.ct(1_000))
                    .getException());
        }
    }

    @Test
    void a_producer_without_tls_and_a_port_with_it_part_with_a_word_of_advice() throws Exception {
        try (DicomTestContext camel = hub("")) {
            bind(camel, "hub", CA.issue("CN=hub", "127.0.0.1"), CA);
            camel.start();

            assertNotNull(DicomTestContext.failure(camel.send(camel.uri("hub"), TestObjects.ct(1_000))));
            assertNull(camel.send(camel.uri("hub") + "?sslContextParameters=#hub", TestObjects.ct(1_000))
                    .getException());
        }
    }

    @Test
    void a_certificate_renewed_on_disk_is_used_by_new_associations_and_the_old_ones_go_on() throws Exception {
        try (DicomTestContext camel = hub("")) {
            bind(camel, "hub", CA.issue("CN=hub", "127.0.0.1"), CA);
            bind(camel, "client", null, CA);
            camel.start();
            String uri = camel.uri("hub") + "?sslContextParameters=#client&associationLinger=30s";
            assertNull(camel.send(uri, TestObjects.ct(1_000)).getException());
            DimseSession open = sessions(camel, uri).get(0);

            CA.issue("CN=hub renewed", "127.0.0.1").writeKeyStore(folder.resolve("hub.p12"));
            assertNull(camel.send(uri, TestObjects.ct(1_000)).getException());
            assertEquals(List.of(open), sessions(camel, uri));
            assertNull(camel.send(uri + "&callingAeTitle=NEW", TestObjects.ct(1_000))
                    .getException());

            assertEquals("CN=hub", open.association().tlsPeerSubject().orElseThrow());
            assertEquals(
                    "CN=hub renewed",
                    sessions(camel, uri + "&callingAeTitle=NEW")
                            .get(0)
                            .association()
                            .tlsPeerSubject()
                            .orElseThrow());
        }
    }

    @Test
    void a_key_store_that_is_broken_when_it_is_renewed_leaves_the_old_certificate_in_force() throws Exception {
        try (DicomTestContext camel = hub("")) {
            bind(camel, "hub", CA.issue("CN=hub", "127.0.0.1"), CA);
            bind(camel, "client", null, CA);
            camel.start();
            Path file = folder.resolve("hub.p12");
            Files.writeString(file, "half of it");
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));

            assertNull(camel.send(camel.uri("hub") + "?sslContextParameters=#client", TestObjects.ct(1_000))
                    .getException());
        }
    }

    @Test
    void a_key_store_that_cannot_be_read_stops_the_start() throws Exception {
        try (DicomTestContext camel = hub("")) {
            bind(camel, "hub", CA.issue("CN=hub", "127.0.0.1"), CA);
            SSLContextParameters wrong =
                    camel.context.getRegistry().lookupByNameAndType("hub", SSLContextParameters.class);
            wrong.getKeyManagers().getKeyStore().setPassword("wrong");

            Exception e = assertThrows(Exception.class, camel::start);

            StringBuilder messages = new StringBuilder();
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                messages.append(cause.getMessage()).append('\n');
            }
            assertTrue(messages.toString().contains("hub.p12"), messages.toString());
        }
    }

    @Test
    void global_parameters_serve_endpoints_without_their_own_and_2762_is_the_port_with_tls() throws Exception {
        try (DicomTestContext camel = new DicomTestContext()) {
            bind(camel, "hub", CA.issue("CN=hub", "127.0.0.1"), CA);
            DicomComponent dicom = camel.context.getComponent("dicom", DicomComponent.class);
            dicom.setUseGlobalSslContextParameters(true);
            camel.context.setSSLContextParameters(
                    camel.context.getRegistry().lookupByNameAndType("hub", SSLContextParameters.class));
            camel.context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("dicom:HUB@127.0.0.1:0").routeId("hub").process(exchange -> {});
                }
            });
            camel.start();

            assertNull(camel.send(camel.uri("hub"), TestObjects.ct(1_000)).getException());
            assertEquals(
                    2762,
                    camel.context
                            .getEndpoint("dicom:PACS@pacs1", DicomEndpoint.class)
                            .getPort());
            assertEquals(
                    2762,
                    camel.context
                            .getEndpoint("dicom:PACS@pacs2?sslContextParameters=#hub", DicomEndpoint.class)
                            .getPort());
        }
    }

    private static List<DimseSession> sessions(DicomTestContext camel, String uri) {
        return List.copyOf(camel.context.getEndpoint(uri, DicomEndpoint.class).openSessions());
    }

    private static TlsException.Reason reason(DicomTestContext camel, String uri, String advice) {
        DicomOperationException failure = DicomTestContext.failure(camel.send(uri, TestObjects.ct(1_000)));
        assertTrue(failure.getMessage().contains(advice), failure.getMessage());
        assertTrue(failure.isRetryable(), "certificates get renewed");
        return ((TlsException) failure.getCause()).reason();
    }

    private void bind(DicomTestContext camel, String name, TestIdentity identity, TestAuthority trusted)
            throws IOException {
        bind(camel, folder, name, identity, trusted);
    }

    /** Binds parameters of this name, with key store and trust store in the folder. */
    static void bind(DicomTestContext camel, Path folder, String name, TestIdentity identity, TestAuthority trusted)
            throws IOException {
        SSLContextParameters parameters = new SSLContextParameters();
        if (identity != null) {
            KeyManagersParameters keys = new KeyManagersParameters();
            keys.setKeyStore(store(identity.writeKeyStore(folder.resolve(name + ".p12"))));
            keys.setKeyPassword(TestIdentity.PASSWORD);
            parameters.setKeyManagers(keys);
        }
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(
                store(TestIdentity.writeTrustStore(folder.resolve(name + "-trust.p12"), trusted.certificate())));
        parameters.setTrustManagers(trust);
        camel.context.getRegistry().bind(name, parameters);
    }

    private static KeyStoreParameters store(Path file) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + file);
        store.setPassword(TestIdentity.PASSWORD);
        store.setType("PKCS12");
        return store;
    }
}
