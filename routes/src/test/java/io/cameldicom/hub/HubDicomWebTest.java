package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.json.JsonReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The hub as a DICOMweb server and archive: what is stored one way is found and retrieved the other. */
@Timeout(120)
class HubDicomWebTest {

    private static final String PARTS = "multipart/related; type=\"application/dicom\"; boundary=B";
    private static final String AS_IT_IS = "application/dicom; transfer-syntax=*";

    @TempDir
    Path home;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> system = new HashMap<>();
    private int dicomPort;
    private int httpPort;
    private Hub hub;

    @BeforeEach
    void start() throws Exception {
        dicomPort = HubTest.freePort();
        httpPort = HubTest.freePort();
        system.put("hub.routes", Project.root().resolve("routes").toString());
        system.put("hub.dicom.host", "127.0.0.1");
        system.put("hub.dicom.port", Integer.toString(dicomPort));
        system.put("hub.http.port", Integer.toString(httpPort));
        system.put("hub.dicomweb.enabled", "true");
        system.put("hub.archive.enabled", "true");
        hub = new Hub(HubSettings.load(home, system, Map.of()));
        hub.start();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + "/dicom-web" + path))
                .timeout(Duration.ofSeconds(60));
    }

    private HttpResponse<byte[]> get(String path, String accept) throws Exception {
        return client.send(request(path).header("Accept", accept).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> store(DicomObject... objects) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (DicomObject object : objects) {
            body.writeBytes("--B\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            object.writeTo(body);
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        body.writeBytes("--B--\r\n".getBytes(StandardCharsets.US_ASCII));
        return client.send(
                request("/studies")
                        .header("Content-Type", PARTS)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String path(DicomObject object) {
        return "/studies/" + TestObjects.STUDY + "/series/" + TestObjects.SERIES + "/instances/"
                + object.sopInstanceUid();
    }

    private static byte[] bytes(DicomObject object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        object.writeTo(bytes);
        return bytes.toByteArray();
    }

    @Test
    void what_is_stored_over_http_is_filed_found_and_retrieved() throws Exception {
        DicomObject small = TestObjects.object("CT");
        DicomObject large = TestObjects.large("CT");
        assertEquals(200, store(small, large).statusCode());
        for (DicomObject object : List.of(small, large)) {
            Path file = home.resolve("data/store")
                    .resolve(TestObjects.STUDY)
                    .resolve(TestObjects.SERIES)
                    .resolve(object.sopInstanceUid() + ".dcm");
            assertArrayEquals(bytes(object), Files.readAllBytes(file));
            assertArrayEquals(bytes(object), get(path(object), AS_IT_IS).body());
        }
        HttpResponse<byte[]> found = get("/studies?ModalitiesInStudy=CT", "application/dicom+json");
        assertEquals(200, found.statusCode());
        String json = new String(found.body(), StandardCharsets.UTF_8);
        Attributes study = JsonReader.parse(json.substring(1, json.length() - 1));
        assertEquals(TestObjects.STUDY, study.getString(Tag.StudyInstanceUID));
        assertEquals(2, study.getInt(Tag.NumberOfStudyRelatedInstances, 0));
        assertEquals(
                "http://127.0.0.1:" + httpPort + "/dicom-web/studies/" + TestObjects.STUDY,
                study.getString(Tag.RetrieveURL));
        assertEquals(204, get("/studies?PatientID=nobody", "*/*").statusCode());
        assertEquals(404, get("/studies/2.25.404", "*/*").statusCode());
        assertEquals(
                2,
                hub.context()
                        .getRegistry()
                        .lookupByNameAndType("meterRegistry", MeterRegistry.class)
                        .get("dicom.objects")
                        .tags("direction", "received", "peer", "web (no AE title)", "result", "taken")
                        .counter()
                        .count());
    }

    @Test
    void what_is_stored_over_dimse_is_retrieved_over_http_and_the_other_way_round() throws Exception {
        DicomObject byDimse = TestObjects.object("MR");
        String peer = "dicom:HUB@127.0.0.1:" + dicomPort;
        try (ProducerTemplate template = hub.context().createProducerTemplate()) {
            template.sendBody(peer, byDimse);
            assertEquals(
                    200,
                    get(path(byDimse) + "/metadata", "application/dicom+json").statusCode());
            DicomObject received = DicomObject.of(
                    new ByteArrayInputStream(get(path(byDimse), AS_IT_IS).body()));
            assertArrayEquals(
                    byDimse.openDataSet().readAllBytes(), received.openDataSet().readAllBytes());

            DicomObject byHttp = TestObjects.object("MR");
            assertEquals(200, store(byHttp).statusCode());
            Attributes identifier = new Attributes();
            identifier.setString(Tag.QueryRetrieveLevel, VR.CS, "STUDY");
            identifier.setString(Tag.StudyInstanceUID, VR.UI, TestObjects.STUDY);
            identifier.setNull(Tag.NumberOfStudyRelatedInstances, VR.IS);
            List<?> found = template.requestBody(peer + "?operation=find&outputType=list", identifier, List.class);
            assertEquals(1, found.size());
            assertEquals(2, ((Attributes) found.get(0)).getInt(Tag.NumberOfStudyRelatedInstances, 0));
            List<?> got = template.requestBody(peer + "?operation=get&outputType=list", identifier, List.class);
            assertEquals(2, got.size());
        }
    }

    @Test
    void an_instance_whose_uids_are_none_is_refused_and_nothing_is_filed() throws Exception {
        Attributes traversal = TestObjects.attributes("CT");
        traversal.setString(Tag.SeriesInstanceUID, VR.UI, "../../../tmp");
        assertEquals(409, store(TestObjects.object(traversal)).statusCode());
        try (Stream<Path> files = Files.walk(home)) {
            assertEquals(
                    List.of(),
                    files.filter(file -> file.toString().endsWith(".dcm")).toList());
        }
        for (String path : List.of("/studies/..%2f..%2fetc", "/studies/1.2/series/%2e%2e", "/studies/..;/x")) {
            int status = get(path, "*/*").statusCode();
            assertTrue(status == 400 || status == 404, path + " " + status);
        }
    }

    @Test
    void a_request_with_huge_headers_is_refused_and_the_server_lives() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", httpPort)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write(("GET /dicom-web/studies HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(100_000) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertFalse(answer.startsWith("HTTP/1.1 2"), answer);
        }
        assertEquals(204, get("/studies", "*/*").statusCode());
    }

    @Test
    void dicomweb_without_an_http_server_is_refused_at_start() {
        system.put("hub.http.port", "0");
        HubException refused = assertThrows(HubException.class, () -> HubSettings.load(home, system, Map.of()));
        assertTrue(refused.getMessage().contains("hub.http.port"), refused.getMessage());
    }
}
