package io.cameldicom.component.web;

import static io.cameldicom.component.web.WebServerFixture.image;
import static io.cameldicom.component.web.WebServerFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cameldicom.component.DicomConstants;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.xml.XmlReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** QIDO-RS: a route that answers C-FIND answers searches over HTTP just so. */
class QidoServerTest {

    @TempDir
    Path spool;

    private final AtomicReference<Map<String, Object>> asked = new AtomicReference<>();
    private volatile Exception failure;
    private WebServerFixture server;

    @BeforeEach
    void start() throws Exception {
        List<Attributes> studies =
                IntStream.rangeClosed(1, 5).mapToObj(QidoServerTest::study).toList();
        server = new WebServerFixture(spool, new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("dicom-web:/dicom-web?maxResults=3&baseUrl=https://pacs.example/dicom-web/")
                        .process(exchange -> {
                            asked.set(Map.copyOf(exchange.getMessage().getHeaders()));
                            if (failure != null) {
                                throw failure;
                            }
                            exchange.getMessage().setBody(studies);
                        })
                        .to("dicom-query:filter");
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static Attributes study(int number) {
        Attributes study = image(number, 8, 1);
        study.setString(Tag.StudyInstanceUID, VR.UI, "1.2." + number);
        study.setSpecificCharacterSet("ISO_IR 100");
        study.setString(Tag.PatientName, VR.PN, number == 5 ? "Müller^Ä" : "Recognisable^Name");
        return study;
    }

    private JsonNode results(HttpResponse<byte[]> response) throws Exception {
        assertEquals(200, response.statusCode(), () -> text(response));
        assertEquals(
                "application/dicom+json",
                response.headers().firstValue("Content-Type").orElseThrow());
        return new ObjectMapper().readTree(response.body());
    }

    private static String uid(JsonNode result) {
        return result.at("/0020000D/Value/0").asText();
    }

    @Test
    void matches_come_as_json_with_where_to_retrieve_them() throws Exception {
        JsonNode results = results(server.get("/studies?PatientName=m%C3%BCller*&includefield=Modality", null));
        assertEquals(1, results.size());
        assertEquals("1.2.5", uid(results.get(0)));
        assertEquals(
                "Müller^Ä", results.get(0).at("/00100010/Value/0/Alphabetic").asText());
        assertEquals(
                "https://pacs.example/dicom-web/studies/1.2.5",
                results.get(0).at("/00081190/Value/0").asText());
        assertEquals("ONLINE", results.get(0).at("/00080056/Value/0").asText());
        assertEquals("CT", results.get(0).at("/00080060/Value/0").asText());
        assertFalse(results.get(0).has("7FE00010"));
        assertFalse(results.get(0).has("00080052"));
        assertEquals("find", asked.get().get(DicomConstants.OPERATION));
        assertEquals("STUDY", asked.get().get(DicomConstants.QUERY_LEVEL));
    }

    @Test
    void matches_come_as_xml_in_parts() throws Exception {
        HttpResponse<byte[]> response =
                server.get("/studies?StudyInstanceUID=1.2.4", "multipart/related; type=\"application/dicom+xml\"");
        assertEquals(200, response.statusCode());
        List<byte[]> parts = WebServerFixture.parts(response);
        assertEquals(1, parts.size());
        Attributes study = XmlReader.parse(new String(parts.get(0), StandardCharsets.UTF_8));
        assertEquals("1.2.4", study.getString(Tag.StudyInstanceUID));
    }

    @Test
    void no_match_is_204() throws Exception {
        HttpResponse<byte[]> response = server.get("/studies?PatientID=Nobody", null);
        assertEquals(204, response.statusCode());
        assertEquals(0, response.body().length);
    }

    @Test
    void more_results_than_the_limit_are_warned_of_and_come_with_an_offset() throws Exception {
        HttpResponse<byte[]> first = server.get("/studies?limit=2", null);
        assertEquals(2, results(first).size());
        assertTrue(first.headers().firstValue("Warning").orElseThrow().startsWith("299 "));

        HttpResponse<byte[]> capped = server.get("/studies?limit=100", null); // maxResults
        assertEquals(3, results(capped).size());
        assertTrue(capped.headers().firstValue("Warning").isPresent());

        HttpResponse<byte[]> rest = server.get("/studies?offset=3", null);
        assertEquals(2, results(rest).size());
        assertEquals("1.2.4", uid(results(rest).get(0)));
        assertTrue(rest.headers().firstValue("Warning").isEmpty());
        assertEquals(204, server.get("/studies?offset=5", null).statusCode());
    }

    @Test
    void a_wrong_search_is_400_and_does_not_reach_the_route() throws Exception {
        assertEquals(400, server.get("/studies?StudyDate=yesterday", null).statusCode());
        assertEquals(400, server.get("/studies?Nonsense=1", null).statusCode());
        assertEquals(null, asked.get());
    }

    @Test
    void media_types_that_results_cannot_have_are_406() throws Exception {
        assertEquals(406, server.get("/studies", "image/png").statusCode());
        assertEquals(
                406,
                server.get("/studies?accept=text/html", "application/dicom+json")
                        .statusCode());
        assertEquals(200, server.get("/studies", "application/json").statusCode());
        assertEquals(
                200,
                server.get("/studies?accept=application/dicom%2Bjson", "text/html")
                        .statusCode());
    }

    @Test
    void what_the_route_fails_with_is_told_by_its_status() throws Exception {
        failure = new DicomServiceException(Status.OutOfResources, "busy");
        assertEquals(503, server.get("/studies", null).statusCode());
        failure = new DicomServiceException(Status.NotAuthorized, "no");
        assertEquals(403, server.get("/studies", null).statusCode());
        failure = new IllegalStateException("Recognisable^Name");
        HttpResponse<byte[]> response = server.get("/studies", null);
        assertEquals(500, response.statusCode());
        assertFalse(text(response).contains("Recognisable"));
    }

    @Test
    void searches_for_series_and_instances_are_relational_where_the_path_names_no_study() throws Exception {
        server.get("/studies/1.2.1/series/1.3/instances?SOPClassUID=1.2", null);
        assertEquals("IMAGE", asked.get().get(DicomConstants.QUERY_LEVEL));
        assertEquals("", asked.get().get(DicomConstants.QUERY_OPTIONS));
        server.get("/series", null);
        assertEquals("SERIES", asked.get().get(DicomConstants.QUERY_LEVEL));
        assertEquals("relational", asked.get().get(DicomConstants.QUERY_OPTIONS));
    }

    @Test
    void other_methods_and_paths_are_refused() throws Exception {
        assertEquals(404, server.get("/nonsense", null).statusCode());
        assertEquals(404, server.get("x/studies", null).statusCode());
        HttpResponse<byte[]> deleted =
                server.send(server.request("/studies/1.2.1").DELETE().build());
        assertEquals(405, deleted.statusCode());
    }
}
