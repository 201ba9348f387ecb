package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The hub's own TLS listener, from its settings; certificates made as the operations guide says, with keytool. */
@Timeout(120)
class HubTlsTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    @Test
    void hub_echo_over_tls_needs_the_right_trust() throws Exception {
        Path hubKey = keyPair("hub", "dns:localhost,ip:127.0.0.1");
        Path other = keyPair("other", "dns:localhost,ip:127.0.0.1");
        int port = HubTest.freePort();
        Map<String, String> system = Map.of(
                "hub.dicom.host", "127.0.0.1",
                "hub.dicom.port", String.valueOf(HubTest.freePort()),
                "hub.http.port", "0",
                "hub.data", folder.resolve("data").toString(),
                "hub.routes", Project.root().resolve("routes").toString(),
                "hub.tls.port", String.valueOf(port),
                "hub.tls.keyStore", hubKey.toString(),
                "hub.tls.keyStorePassword", PASSWORD,
                "hub.tls.clientAuth", "none");
        try (Hub hub = new Hub(HubSettings.load(folder, system, Map.of()))) {
            hub.start();
            assertTrue(hub.routeIds().contains("receive-tls"), hub.routeIds()::toString);
            String peer = "HUB@127.0.0.1:" + port;

            assertEquals(0, echo(peer, "--tls-trust", hubKey.toString()));
            assertEquals(1, echo(peer, "--tls-trust", other.toString()));
            assertEquals(1, echo(peer));
        }
    }

    @Test
    void mutual_authentication_without_a_trust_store_is_refused_at_start() throws Exception {
        Path key = keyPair("hub", "dns:localhost");

        HubException e = assertThrows(
                HubException.class,
                () -> HubSettings.load(folder, Map.of("hub.tls.keyStore", key.toString()), Map.of()));

        assertTrue(e.getMessage().contains("hub.tls.trustStore"), e.getMessage());
    }

    @Test
    void a_key_store_that_is_not_there_is_refused_at_start() {
        HubException e = assertThrows(
                HubException.class,
                () -> HubSettings.load(folder, Map.of("hub.tls.keyStore", "missing.p12"), Map.of()));

        assertTrue(e.getMessage().contains("hub.tls.keyStore=missing.p12"), e.getMessage());
    }

    /** A trust store for a self-signed certificate may be the key store itself, in a test. */
    private static int echo(String... arguments) {
        String[] all = Stream.concat(Stream.of("echo"), Stream.of(arguments)).toArray(String[]::new);
        StringWriter out = new StringWriter();
        System.setProperty("hub.tls.trustStorePassword", PASSWORD);
        try {
            return HubMain.commandLine()
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(out))
                    .execute(all);
        } finally {
            System.clearProperty("hub.tls.trustStorePassword");
        }
    }

    private Path keyPair(String name, String hosts) throws Exception {
        Path file = folder.resolve(name + ".p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(List.of(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=" + hosts,
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), () -> {
            try {
                return Files.readString(folder.resolve("keytool.log"));
            } catch (java.io.IOException e) {
                return e.toString();
            }
        });
        return file;
    }
}
