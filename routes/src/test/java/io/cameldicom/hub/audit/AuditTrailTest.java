package io.cameldicom.hub.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.event.AssociationEvent;
import io.cameldicom.hub.ledger.Delivery;
import io.cameldicom.hub.ledger.InstanceIdentity;
import io.cameldicom.hub.ledger.Outcome;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Audit messages as a syslog repository gets them. */
@Timeout(120)
class AuditTrailTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int LIMIT_MILLIS = 60_000;
    /** Codes of DICOM events, PS3.16 CID 400. */
    private static final String ACTIVITY = "110100";

    private static final String BEGIN = "110102";
    private static final String TRANSFERRED = "110104";
    private static final String ALERT = "110113";
    private static final String USER = "110114";

    @TempDir
    Path folder;

    @Test
    void life_of_a_hub_over_udp() throws Exception {
        try (DatagramSocket repository = new DatagramSocket(0, LOOPBACK)) {
            repository.setSoTimeout(LIMIT_MILLIS);
            AuditTrail trail = open("udp://127.0.0.1:" + repository.getLocalPort(), null);
            String start = receive(repository);
            trail.record(Delivery.received(instance("1.2.1"), "CT1", 100));
            trail.record(Delivery.received(instance("1.2.2"), "CT1", 100));
            trail.record(Delivery.of(Outcome.QUEUED, instance("1.2.1"), "PACS"));
            trail.record(Delivery.of(Outcome.SENT, instance("1.2.1"), "PACS"));
            trail.record(Delivery.of(Outcome.FAILED, instance("1.2.2"), "TELERAD"));
            trail.close();

            assertTrue(start.matches("(?s)<\\d+>1 \\S+ \\S+ camel-dicom \\S+ \\S+ - .*"), start);
            assertMessage(start, ACTIVITY, "Application Start", "UserID=\"HUB\"");
            List<String> messages = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                messages.add(receive(repository));
            }
            String received = only(messages, TRANSFERRED, "UserID=\"CT1\"");
            assertMessage(
                    received,
                    "ParticipantObjectID=\"P1\"",
                    "ParticipantObjectID=\"1.2\"",
                    "EventOutcomeIndicator=\"0\"");
            assertEquals("2", instances(received));
            only(messages, BEGIN, "UserID=\"PACS\"");
            String sent = only(messages, TRANSFERRED, "UserID=\"PACS\"");
            assertEquals("1", instances(sent));
            only(messages, BEGIN, "UserID=\"TELERAD\"");
            assertMessage(only(messages, TRANSFERRED, "UserID=\"TELERAD\""), "EventOutcomeIndicator=\"8\"");
            only(messages, ACTIVITY, "Application Stop");
        }
    }

    @Test
    void refused_associations_are_alerts_and_full_hubs_are_none() throws Exception {
        try (DatagramSocket repository = new DatagramSocket(0, LOOPBACK);
                AuditTrail trail = open("udp://127.0.0.1:" + repository.getLocalPort(), null)) {
            repository.setSoTimeout(LIMIT_MILLIS);
            receive(repository);
            trail.notify(rejected("local-limit-exceeded"));
            trail.notify(rejected("calling-AE-title-not-recognized"));
            trail.signedIn("anna", "10.0.0.9", false);

            assertMessage(
                    receive(repository),
                    ALERT,
                    "Node Authentication",
                    "UserID=\"EVIL\"",
                    "NetworkAccessPointID=\"10.0.0.1\"");
            assertMessage(receive(repository), USER, "UserID=\"anna\"", "EventOutcomeIndicator=\"4\"");
        }
    }

    private static AssociationEvent rejected(String reason) {
        return new AssociationEvent(
                new DefaultCamelContext(),
                AssociationEvent.Kind.rejected,
                "EVIL",
                "HUB",
                new InetSocketAddress("10.0.0.1", 4711),
                reason);
    }

    @Test
    void messages_go_over_tls_with_their_length_before_them() throws Exception {
        SSLContext tls = tls();
        try (ServerSocket repository = tls.getServerSocketFactory().createServerSocket(0, 1, LOOPBACK)) {
            repository.setSoTimeout(LIMIT_MILLIS);
            AuditTrail trail = open("tls://localhost:" + repository.getLocalPort(), tls);
            try (Socket connection = repository.accept()) {
                connection.setSoTimeout(LIMIT_MILLIS);
                DataInputStream in = new DataInputStream(connection.getInputStream());
                assertMessage(frame(in), ACTIVITY, "Application Start");
                trail.signedIn("anna", "10.0.0.9", true);
                assertMessage(frame(in), USER, "UserID=\"anna\"", "EventOutcomeIndicator=\"0\"");
                connection.setSoTimeout(1); // closing waits so long for an answer that senders of syslog never give
            }
            repository.close();
            trail.close();
        }
    }

    @Test
    void repository_with_a_certificate_for_another_host_gets_nothing() throws Exception {
        SSLContext tls = tls("san=dns:elsewhere.example");
        try (ServerSocket repository = tls.getServerSocketFactory().createServerSocket(0, 1, LOOPBACK)) {
            repository.setSoTimeout(LIMIT_MILLIS);
            AuditTrail trail = open("tls://localhost:" + repository.getLocalPort(), tls);
            try (SSLSocket connection = (SSLSocket) repository.accept()) {
                connection.setSoTimeout(LIMIT_MILLIS);
                assertThrows(
                        IOException.class, () -> connection.getInputStream().read());
            }
            repository.close();
            trail.close();
            assertEquals(2, trail.waiting());
        }
    }

    @Test
    void messages_wait_for_a_repository_that_is_down_also_over_a_restart() throws Exception {
        SSLContext tls = tls();
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            port = taken.getLocalPort();
        }
        AuditTrail first = open("tls://localhost:" + port, tls);
        first.signedIn("anna", "10.0.0.9", true);
        first.close();
        assertEquals(3, first.waiting());

        try (ServerSocket repository = tls.getServerSocketFactory().createServerSocket(port, 1, LOOPBACK)) {
            repository.setSoTimeout(LIMIT_MILLIS);
            AuditTrail second = open("tls://localhost:" + port, tls);
            try (Socket connection = repository.accept()) {
                connection.setSoTimeout(LIMIT_MILLIS);
                DataInputStream in = new DataInputStream(connection.getInputStream());
                assertMessage(frame(in), ACTIVITY, "Application Start");
                assertMessage(frame(in), USER, "UserID=\"anna\"");
                assertMessage(frame(in), ACTIVITY, "Application Stop");
                assertMessage(frame(in), ACTIVITY, "Application Start");
                connection.setSoTimeout(1);
            }
            repository.close();
            second.close();
        }
    }

    @Test
    void folder_that_is_full_holds_up_nobody() throws Exception {
        AuditSpool spool = AuditSpool.open(folder.resolve("audit"), 1);
        spool.add("<a/>");

        assertThrows(IOException.class, () -> spool.add("<b/>"));

        assertEquals("<a/>", Files.readString(spool.oldest(0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"syslog", "tcp://host:1", "udp:host", "tls://"})
    void other_addresses_are_refused(String address) {
        assertThrows(IllegalArgumentException.class, () -> AuditTrail.check(address));
    }

    private AuditTrail open(String address, SSLContext tls) throws IOException {
        return AuditTrail.open(address, tls, folder.resolve("audit"), "HUB");
    }

    private static InstanceIdentity instance(String uid) {
        return new InstanceIdentity(
                uid, "1.2.840.10008.5.1.4.1.1.2", "1.2", "1.2.9", "CT", "A1", null, "P1", "Doe^Jane");
    }

    private static String receive(DatagramSocket repository) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        repository.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    /** RFC 5425 4.3: MSG-LEN SP SYSLOG-MSG. */
    private static String frame(DataInputStream in) throws IOException {
        StringBuilder length = new StringBuilder();
        for (char c = (char) in.readByte(); c != ' '; c = (char) in.readByte()) {
            length.append(c);
        }
        byte[] message = new byte[Integer.parseInt(length.toString())];
        in.readFully(message);
        return new String(message, StandardCharsets.UTF_8);
    }

    private static void assertMessage(String message, String... parts) {
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "no " + part + " in " + message);
        }
    }

    private static String only(List<String> messages, String code, String part) {
        List<String> found = messages.stream()
                .filter(message -> message.contains("csd-code=\"" + code + "\"") && message.contains(part))
                .toList();
        assertEquals(1, found.size(), () -> code + " " + part + " in " + messages);
        return found.get(0);
    }

    /** The value of NumberOfInstances, which is written in base 64. */
    private static String instances(String message) {
        Matcher matcher =
                Pattern.compile("type=\"NumberOfInstances\" value=\"([^\"]+)\"").matcher(message);
        assertTrue(matcher.find(), message);
        return new String(Base64.getDecoder().decode(matcher.group(1)), StandardCharsets.UTF_8);
    }

    /** One key for both sides, which trust it. */
    private SSLContext tls() throws Exception {
        return tls("san=dns:localhost,ip:127.0.0.1");
    }

    private SSLContext tls(String names) throws Exception {
        Path store = folder.resolve("both.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit",
                        "-alias",
                        "both",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        names)
                .inheritIO()
                .start();
        assertTrue(keytool.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, keytool.exitValue());
        return new AuditTls(store, "changeit", store, "changeit").context();
    }
}
