package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.hub.console.PasswordHash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an audit repository hears of a whole hub. */
@Timeout(120)
class HubAuditTest {

    private static final int LIMIT_MILLIS = 30_000;

    @TempDir
    Path home;

    private final Map<String, String> system = new HashMap<>();
    private final List<String> messages = new ArrayList<>();

    @Test
    void sign_ins_searches_refusals_and_transfers_are_told() throws Exception {
        int dicom = HubTest.freePort();
        int http = HubTest.freePort();
        try (DatagramSocket repository = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            repository.setSoTimeout(LIMIT_MILLIS);
            system.put("hub.routes", Project.root().resolve("routes").toString());
            system.put("hub.dicom.host", "127.0.0.1");
            system.put("hub.dicom.port", Integer.toString(dicom));
            system.put("hub.dicom.allowedCallingAeTitles", "CT1");
            system.put("hub.http.port", Integer.toString(http));
            system.put("hub.dicomweb.enabled", "true");
            system.put("hub.archive.enabled", "true");
            system.put("hub.audit.url", "udp://127.0.0.1:" + repository.getLocalPort());
            Path users = home.resolve("users.properties");
            Files.writeString(users, "anna=view;" + PasswordHash.of("right password".toCharArray()) + "\n");
            system.put("hub.console.users", users.toString());
            try (Hub hub = new Hub(HubSettings.load(home, system, Map.of()))) {
                hub.start();
                await(repository, "Application Start");

                assertEquals(401, signIn(http, "wrong password"));
                assertSays(await(repository, "User Authentication"), "EventOutcomeIndicator=\"4\"");
                assertEquals(204, signIn(http, "right password"));
                assertSays(await(repository, "User Authentication"), "EventOutcomeIndicator=\"0\"");

                HubMain.execute("echo", "HUB@127.0.0.1:" + dicom, "--from", "EVIL");
                assertSays(await(repository, "Node Authentication"), "UserID=\"EVIL\"");

                HubMain.execute("find", "--from", "HUB@127.0.0.1:" + dicom, "--as", "CT1", "-k", "PatientID=P4711");
                String find = await(repository, "originalText=\"Query\"");
                assertTrue(find.contains("UserID=\"CT1\"") && find.contains("UserID=\"HUB\""), find);
                assertTrue(
                        find.contains("ParticipantObjectID=\"" + UID.StudyRootQueryRetrieveInformationModelFind), find);
                assertEquals("P4711", asked(find).getString(Tag.PatientID));

                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(
                                                "http://127.0.0.1:" + http + "/dicom-web/studies?PatientID=P4712"))
                                        .build(),
                                BodyHandlers.ofString());
                String qido = await(repository, "originalText=\"Query\"");
                assertTrue(qido.contains("UserID=\"127.0.0.1\""), qido);
                assertEquals("P4712", asked(qido).getString(Tag.PatientID));

                try (PeerClient client = new PeerClient(new Peer("HUB", "127.0.0.1", dicom), "CT1")) {
                    client.store(TestObjects.object("MR"));
                }
            }
            await(repository, "DICOM Instances Transferred");
            await(repository, "Application Stop");
            try (Stream<Path> log = Files.list(home.resolve("data/audit"))) {
                assertEquals(0, log.count(), "nothing waits");
            }
        }
    }

    private static void assertSays(String message, String part) {
        assertTrue(message.contains(part), message);
    }

    private static int signIn(int http, String password) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + "/api/session"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"user\":\"anna\",\"password\":\"" + password + "\"}"))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    /** The next message that has this; others before it stay for those who ask for them. */
    private String await(DatagramSocket repository, String text) throws IOException {
        while (true) {
            for (String message : messages) {
                if (message.contains(text)) {
                    messages.remove(message);
                    return message;
                }
            }
            DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
            repository.receive(packet);
            messages.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
        }
    }

    private static Attributes asked(String message) throws IOException {
        Matcher query = Pattern.compile("<ParticipantObjectQuery>([^<]+)<").matcher(message);
        assertTrue(query.find(), message);
        byte[] dataSet = Base64.getDecoder().decode(query.group(1).strip());
        try (DicomInputStream in = new DicomInputStream(
                new ByteArrayInputStream(dataSet), TransferSyntax.of(UID.ExplicitVRLittleEndian))) {
            return in.readDataset();
        }
    }
}
