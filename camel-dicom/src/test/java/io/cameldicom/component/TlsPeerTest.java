package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cameldicom.dicom.ul.TlsException;
import io.cameldicom.testing.TestAuthority;
import io.cameldicom.testing.TestIdentity;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with DCMTK (OpenSSL) on the other side, in both roles. */
@Timeout(120)
class TlsPeerTest {

    private static final TestAuthority CA = TestAuthority.named("CN=Test CA");

    @TempDir
    private Path folder;

    private final List<String> subjects = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void requireDcmtk() {
        boolean there = Stream.of("storescu", "storescp", "echoscu")
                .allMatch(tool -> Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, tool))));
        if (!there && "true".equals(System.getenv("CI"))) {
            fail("storescu, storescp or echoscu is missing: apt-get install dcmtk");
        }
        assumeTrue(there, "storescu, storescp or echoscu is missing: apt-get install dcmtk");
    }

    @BeforeEach
    void writeCertificates() throws IOException {
        TestIdentity.writeCertificate(folder.resolve("ca.pem"), CA.certificate());
        pem("peer", CA.issue("CN=DCMTK", "localhost", "127.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--profile-bcp195-nd", "--profile-bcp195", "--profile-bcp195-ex"})
    void storescu_stores_with_every_bcp_195_profile(String profile) throws Exception {
        try (DicomTestContext camel =
                hub("&tlsClientAuth=require&tlsProfile=extended_bcp195").start()) {
            Path file = folder.resolve("ct.dcm");
            TestObjects.ct(200_000).saveTo(file);

            String output = run(
                    0,
                    tls("storescu", "peer", "+cf", pem("ca"), profile, "-aec", "HUB", "127.0.0.1", port(camel), file));

            assertEquals(List.of("CN=DCMTK"), subjects, output);
        }
    }

    @Test
    void echoscu_without_a_certificate_is_refused_where_one_is_required_and_let_in_otherwise() throws Exception {
        List<Object> command = List.of("echoscu", "+tla", "+cf", pem("ca"), "-aec", "HUB", "127.0.0.1");
        try (DicomTestContext camel = hub("&tlsClientAuth=require").start()) {
            assertNotEquals(0, exitCode(with(command, port(camel))));
        }
        try (DicomTestContext camel = hub("&tlsClientAuth=want").start()) {
            run(0, with(command, port(camel)));
        }
    }

    @Test
    void echoscu_with_an_expired_or_an_untrusted_certificate_is_refused() throws Exception {
        pem("expired", CA.issueExpired("CN=DCMTK"));
        pem("stranger", TestAuthority.named("CN=Somebody").issue("CN=DCMTK"));
        try (DicomTestContext camel = hub("&tlsClientAuth=require").start()) {
            for (String who : List.of("expired", "stranger")) {
                int code = exitCode(tls("echoscu", who, "+cf", pem("ca"), "-aec", "HUB", "127.0.0.1", port(camel)));
                assertNotEquals(0, code, who);
            }
            run(0, tls("echoscu", "peer", "+cf", pem("ca"), "-aec", "HUB", "127.0.0.1", port(camel)));
        }
    }

    @Test
    void echoscu_notices_that_the_hub_is_not_one_it_trusts() throws Exception {
        TestIdentity.writeCertificate(
                folder.resolve("other.pem"), TestAuthority.named("CN=Somebody").certificate());
        try (DicomTestContext camel = hub("").start()) {
            assertNotEquals(
                    0,
                    exitCode(List.of("echoscu", "+tla", "+cf", pem("other"), "-aec", "HUB", "127.0.0.1", port(camel))));
        }
    }

    @Test
    void echoscu_with_a_cipher_suite_that_is_not_aead_is_refused() throws Exception {
        List<Object> command =
                List.of("echoscu", "+tla", "+cf", pem("ca"), "--profile-aes", "-aec", "HUB", "127.0.0.1");
        try (DicomTestContext camel = hub("").start()) {
            assertNotEquals(0, exitCode(with(command, port(camel))));
        }
    }

    @Test
    void plain_echoscu_is_refused_and_the_next_one_with_tls_served() throws Exception {
        try (DicomTestContext camel = hub("").start()) {
            assertNotEquals(0, exitCode(List.of("echoscu", "-aec", "HUB", "127.0.0.1", port(camel))));
            run(0, List.of("echoscu", "+tla", "+cf", pem("ca"), "-aec", "HUB", "127.0.0.1", port(camel)));
        }
    }

    @Test
    void storescp_takes_an_object_and_sees_our_certificate() throws Exception {
        try (StoreScp scp = new StoreScp("peer");
                DicomTestContext camel = hub("")) {
            TlsRouteTest.bind(camel, folder, "ct", CA.issue("CN=CT1"), CA);
            camel.start();

            Exchange sent = camel.send(scp.uri() + "?sslContextParameters=#ct", TestObjects.ct(200_000));

            assertNull(sent.getException());
            assertEquals(1, scp.received());
        }
    }

    @Test
    void storescp_that_wants_a_certificate_gets_a_failure_that_says_so_where_we_have_none() throws Exception {
        try (StoreScp scp = new StoreScp("peer");
                DicomTestContext camel = hub("")) {
            TlsRouteTest.bind(camel, folder, "anonymous", null, CA);
            camel.start();

            DicomOperationException failure = DicomTestContext.failure(
                    camel.send(scp.uri() + "?sslContextParameters=#anonymous", TestObjects.ct(1_000)));

            assertTrue(failure.getMessage().contains("certificate"), failure.getMessage());
            assertEquals(0, scp.received());
        }
    }

    @Test
    void an_expired_a_wrong_and_an_untrusted_certificate_of_storescp_are_told_apart() throws Exception {
        pem("expired", CA.issueExpired("CN=DCMTK", "127.0.0.1"));
        pem("elsewhere", CA.issue("CN=DCMTK", "pacs.example.org"));
        pem("stranger", TestAuthority.named("CN=Somebody").issue("CN=DCMTK", "127.0.0.1"));
        List<TlsException.Reason> reasons = new ArrayList<>();
        try (DicomTestContext camel = hub("")) {
            TlsRouteTest.bind(camel, folder, "ct", CA.issue("CN=CT1"), CA);
            camel.start();
            for (String who : List.of("expired", "elsewhere", "stranger")) {
                try (StoreScp scp = new StoreScp(who)) {
                    DicomOperationException failure = DicomTestContext.failure(
                            camel.send(scp.uri() + "?sslContextParameters=#ct", TestObjects.ct(1_000)));
                    reasons.add(((TlsException) failure.getCause()).reason());
                }
            }
        }
        assertEquals(
                List.of(
                        TlsException.Reason.CERTIFICATE_EXPIRED,
                        TlsException.Reason.CERTIFICATE_FOR_ANOTHER_HOST,
                        TlsException.Reason.CERTIFICATE_NOT_TRUSTED),
                reasons);
    }

    private DicomTestContext hub(String options) throws Exception {
        DicomTestContext camel = new DicomTestContext(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:0?sslContextParameters=#hub" + options)
                        .routeId("hub")
                        .process(exchange -> subjects.add(
                                exchange.getIn().getHeader(DicomConstants.TLS_PEER_SUBJECT, String.class)));
            }
        });
        TlsRouteTest.bind(camel, folder, "hub", CA.issue("CN=hub", "localhost", "127.0.0.1"), CA);
        return camel;
    }

    private static int port(DicomTestContext camel) {
        return camel.consumer("hub").getPort();
    }

    private void pem(String name, TestIdentity identity) throws IOException {
        identity.writeKey(folder.resolve(name + ".key"));
        TestIdentity.writeCertificate(folder.resolve(name + ".pem"), identity.certificate());
    }

    private Path pem(String name) {
        return folder.resolve(name + ".pem");
    }

    private List<Object> tls(String tool, String identity, Object... more) {
        return with(List.of(tool, "+tls", folder.resolve(identity + ".key"), pem(identity)), more);
    }

    private static List<Object> with(List<Object> command, Object... more) {
        return Stream.concat(command.stream(), Stream.of(more)).toList();
    }

    private String run(int expected, List<?> command) throws Exception {
        Path log = folder.resolve("log");
        Process process = start(command, log);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), command::toString);
        String output = Files.readString(log);
        assertEquals(expected, process.exitValue(), output);
        return output;
    }

    private int exitCode(List<?> command) throws Exception {
        Process process = start(command, folder.resolve("log"));
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), command::toString);
        return process.exitValue();
    }

    private Process start(List<?> command, Path log) throws IOException {
        return new ProcessBuilder(command.stream().map(Object::toString).toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** {@code storescp +tls}, which requires a certificate. */
    private final class StoreScp implements AutoCloseable {

        private final int port;
        private final Path received;
        private final Process process;

        StoreScp(String identity) throws Exception {
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            received = Files.createTempDirectory(folder, "received");
            process = start(
                    tls("storescp", identity, "+cf", pem("ca"), "-od", received, "-aet", "PACS", port),
                    folder.resolve("storescp.log"));
            DicomTestContext.await("storescp listens", this::listens);
        }

        private boolean listens() {
            try (java.net.Socket probe = new java.net.Socket("127.0.0.1", port)) {
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        String uri() {
            return "dicom:PACS@127.0.0.1:" + port;
        }

        int received() throws IOException {
            try (Stream<Path> files = Files.list(received)) {
                return (int) files.count();
            }
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            process.waitFor();
        }
    }
}
