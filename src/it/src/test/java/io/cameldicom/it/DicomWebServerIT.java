package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.it.peer.Hub;
import io.cameldicom.it.peer.Orthanc;
import io.cameldicom.it.wire.Part10File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The hub as DICOMweb server of Orthanc's DICOMweb client, and of our own. */
@org.junit.jupiter.api.Tag("interop")
class DicomWebServerIT {

    @RegisterExtension
    static final Orthanc orthanc = Orthanc.withDicomWeb();

    @RegisterExtension
    static final Hub hub = new Hub().set("hub.dicomweb.enabled", "true").set("hub.http.host", "127.0.0.1");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void introduce() throws Exception {
        orthanc.put("/dicom-web/servers/hub", "{\"Url\": \"" + hub.dicomWebUrl() + "/\"}");
    }

    private static String post(Path file) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(hub.dicomWebUrl() + "/studies"))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/dicom")
                .POST(HttpRequest.BodyPublishers.ofFile(file))
                .build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response::body);
        return response.body();
    }

    @Test
    void orthanc_searches_retrieves_and_stores_with_bytes_unchanged() throws Exception {
        Path file = Corpus.file("native/ct-explicit-le.dcm");
        DicomObject object = DicomObject.of(file);
        String study = object.string("StudyInstanceUID");
        post(file);

        String found = orthanc.post(
                "/dicom-web/servers/hub/qido",
                "{\"Uri\": \"/studies\", \"Arguments\": {\"StudyInstanceUID\": \"" + study + "\"}}");
        assertTrue(found.contains(study), found);

        orthanc.post(
                "/dicom-web/servers/hub/retrieve",
                "{\"Resources\": [{\"Study\": \"" + study + "\"}], \"Synchronous\": true}");
        Part10File received = orthanc.find(object.sopInstanceUid()).orElseThrow();
        String sent = Part10File.read(file).dataSetSha256();
        assertEquals(sent, received.dataSetSha256());

        Files.delete(hub.stored(object.sopInstanceUid()).orElseThrow().path());
        String ids = orthanc.get("/instances");
        String id = ids.replaceAll("(?s).*\"([0-9a-f-]{44})\".*", "$1");
        String stored =
                orthanc.post("/dicom-web/servers/hub/stow", "{\"Resources\": [\"" + id + "\"], \"Synchronous\": true}");
        Part10File back =
                hub.stored(object.sopInstanceUid()).orElseThrow(() -> new AssertionError("not stored: " + stored));
        assertEquals(sent, back.dataSetSha256());
    }

    @Test
    void our_client_stores_searches_and_retrieves() throws Exception {
        DicomObject object = DicomObject.of(Corpus.file("native/ct-explicit-le.dcm"))
                .edit(head -> {
                    head.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3.4.5.6.7");
                    head.setString(Tag.SOPInstanceUID, VR.UI, "1.2.3.4.5.6.7.8");
                });
        try (CamelRoutes routes = new CamelRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:nothing").log("nothing");
            }
        })) {
            String uri = "dicom-web:" + hub.dicomWebUrl();
            routes.send(uri + "?operation=stow", object);
            Attributes identifier = new Attributes();
            identifier.setString(Tag.QueryRetrieveLevel, VR.CS, "STUDY");
            identifier.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3.4.5.6.7");
            Object found = routes.send(uri + "?operation=qido&outputType=list", identifier)
                    .getMessage()
                    .getBody();
            assertEquals(1, ((List<?>) found).size());
            Object got = routes.send(uri + "?operation=wado&outputType=list&transferSyntaxes=*", identifier)
                    .getMessage()
                    .getBody();
            DicomObject back = (DicomObject) ((List<?>) got).get(0);
            try (var sent = object.openDataSet();
                    var received = back.openDataSet()) {
                assertArrayEquals(sent.readAllBytes(), received.readAllBytes());
            }
        }
    }
}
