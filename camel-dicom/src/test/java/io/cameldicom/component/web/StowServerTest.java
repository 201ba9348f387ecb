package io.cameldicom.component.web;

import static io.cameldicom.component.web.WebServerFixture.DICOM_PARTS;
import static io.cameldicom.component.web.WebServerFixture.STUDY;
import static io.cameldicom.component.web.WebServerFixture.ascii;
import static io.cameldicom.component.web.WebServerFixture.ct;
import static io.cameldicom.component.web.WebServerFixture.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** STOW-RS: what a client stores goes through the route as a C-STORE would, and the answer says what came of it. */
class StowServerTest {

    @TempDir
    Path spool;

    private final List<byte[]> routed = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> headers = new CopyOnWriteArrayList<>();
    /** What the route does besides. */
    private volatile Processor step = exchange -> {};

    private WebServerFixture server;

    @BeforeEach
    void start() throws Exception {
        server = new WebServerFixture(spool, new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("dicom-web:/dicom-web?maxObjectSize=2MiB&maxRequestSize=8MiB&bodyTimeout=2000")
                        .process(StowServerTest.this::take)
                        .process(exchange -> step.process(exchange));
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private void take(Exchange exchange) throws Exception {
        headers.add(Map.copyOf(exchange.getMessage().getHeaders()));
        try (InputStream stream =
                exchange.getMessage().getBody(DicomObject.class).openStream()) {
            routed.add(stream.readAllBytes());
        }
    }

    private static Attributes module(HttpResponse<byte[]> response) {
        return JsonReader.parse(text(response));
    }

    private static byte[] bytes(DicomObject object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        object.writeTo(bytes);
        return bytes.toByteArray();
    }

    private void requireNothingSpooled() throws Exception {
        try (Stream<Path> files = Files.walk(spool)) {
            assertEquals(
                    List.of(),
                    files.filter(file -> file.toString().endsWith(".dcm")).toList());
        }
    }

    @Test
    void each_part_is_an_exchange_with_the_headers_of_a_c_store_and_its_bytes_unchanged() throws Exception {
        DicomObject first = ct(1);
        DicomObject second =
                DicomObject.of(WebServerFixture.image(2, 4000, 1), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN); // spooled
        HttpResponse<byte[]> response = server.store("/studies", first, second);

        assertEquals(200, response.statusCode(), () -> text(response));
        assertArrayEquals(bytes(first), routed.get(0));
        assertArrayEquals(bytes(second), routed.get(1));
        assertEquals("store", headers.get(0).get(DicomConstants.OPERATION));
        assertEquals(first.sopInstanceUid(), headers.get(0).get(DicomConstants.SOP_INSTANCE_UID));
        assertEquals(STUDY, headers.get(0).get(DicomConstants.STUDY_INSTANCE_UID));
        assertEquals("CT", headers.get(0).get(DicomConstants.MODALITY));
        assertEquals("127.0.0.1", headers.get(0).get(DicomConstants.REMOTE_ADDRESS));
        Attributes module = module(response);
        assertEquals(server.root() + "/studies/" + STUDY, module.getString(Tag.RetrieveURL));
        assertEquals(2, module.getSequence(Tag.ReferencedSOPSequence).size());
        assertEquals(
                server.root() + "/studies/" + STUDY + "/series/" + WebServerFixture.SERIES + "/instances/"
                        + first.sopInstanceUid(),
                module.getSequence(Tag.ReferencedSOPSequence).get(0).getString(Tag.RetrieveURL));
        assertNull(module.getSequence(Tag.FailedSOPSequence));
        requireNothingSpooled();
    }

    @Test
    void one_instance_may_come_alone() throws Exception {
        DicomObject object = ct(1);
        HttpResponse<byte[]> response =
                server.post("/studies/" + STUDY, "application/dicom", BodyPublishers.ofByteArray(bytes(object)));
        assertEquals(200, response.statusCode(), () -> text(response));
        assertArrayEquals(bytes(object), routed.get(0));
    }

    @Test
    void what_the_route_refuses_is_told_per_instance() throws Exception {
        step = exchange -> {
            if (exchange.getMessage().getBody(DicomObject.class).integer("InstanceNumber") == 1) {
                throw new DicomServiceException(Status.NotAuthorized, "not this one");
            }
            exchange.getMessage().setHeader(DicomConstants.STATUS, "B007");
        };
        HttpResponse<byte[]> response = server.store("/studies", ct(1), ct(2));
        assertEquals(202, response.statusCode());
        Attributes failed = module(response).getSequence(Tag.FailedSOPSequence).get(0);
        assertEquals(ct(1).sopInstanceUid(), failed.getString(Tag.ReferencedSOPInstanceUID));
        assertEquals(Status.NotAuthorized, failed.getInt(Tag.FailureReason, 0));
        Attributes warned =
                module(response).getSequence(Tag.ReferencedSOPSequence).get(0);
        assertEquals(0xB007, warned.getInt(Tag.WarningReason, 0));

        assertEquals(409, server.store("/studies", ct(1)).statusCode());
    }

    @Test
    void a_full_disk_is_503_so_that_the_client_tries_again() throws Exception {
        step = exchange -> {
            throw new IOException("No space left on device");
        };
        HttpResponse<byte[]> response = server.store("/studies", ct(1));
        assertEquals(503, response.statusCode());
        assertTrue(response.headers().firstValue("Retry-After").isPresent());
        assertEquals(
                0xA700,
                module(response).getSequence(Tag.FailedSOPSequence).get(0).getInt(Tag.FailureReason, 0));
    }

    @Test
    void an_instance_of_another_study_than_the_path_names_is_refused() throws Exception {
        HttpResponse<byte[]> response = server.store("/studies/1.2.3", ct(1));
        assertEquals(409, response.statusCode());
        assertEquals(
                0xA900,
                module(response).getSequence(Tag.FailedSOPSequence).get(0).getInt(Tag.FailureReason, 0));
        assertEquals(List.of(), routed);
    }

    @Test
    void uids_that_lead_elsewhere_are_refused() throws Exception {
        Attributes traversal = WebServerFixture.image(1, 64, 1);
        traversal.setString(Tag.StudyInstanceUID, VR.UI, "../../etc");
        HttpResponse<byte[]> response =
                server.store("/studies", DicomObject.of(traversal, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        assertEquals(409, response.statusCode());
        assertEquals(List.of(), routed);
        assertEquals(400, server.store("/studies/..%2f..%2fetc", ct(1)).statusCode());
    }

    @Test
    void what_is_no_dicom_is_told_and_the_next_part_is_stored() throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(ascii("--B\r\nContent-Type: application/dicom\r\n\r\nthis is none"));
        body.writeBytes(WebServerFixture.parts(ct(1)));
        HttpResponse<byte[]> response =
                server.post("/studies", DICOM_PARTS, BodyPublishers.ofByteArray(body.toByteArray()));
        assertEquals(202, response.statusCode(), () -> text(response));
        assertEquals(
                0xC000,
                module(response).getSequence(Tag.OtherFailuresSequence).get(0).getInt(Tag.FailureReason, 0));
        assertEquals(1, routed.size());
    }

    @Test
    void other_media_types_are_415() throws Exception {
        byte[] body = WebServerFixture.parts(ct(1));
        for (String type : List.of(
                "text/plain",
                "multipart/related; type=\"application/dicom+json\"; boundary=B",
                "multipart/form-data; boundary=B",
                "nonsense")) {
            HttpResponse<byte[]> response = server.post("/studies", type, BodyPublishers.ofByteArray(body));
            assertEquals(415, response.statusCode(), type);
        }
        byte[] pictures = ascii("--B\r\nContent-Type: image/jpeg\r\n\r\nx\r\n--B--\r\n");
        assertEquals(
                415,
                server.post("/studies", DICOM_PARTS, BodyPublishers.ofByteArray(pictures))
                        .statusCode());
        assertEquals(List.of(), routed);
    }

    @Test
    void malformed_bodies_are_400_and_nothing_is_stored() throws Exception {
        byte[] whole = WebServerFixture.parts(ct(1));
        byte[] cut = Arrays.copyOf(whole, whole.length - 100);
        String noBoundary = "multipart/related; type=\"application/dicom\"";
        assertEquals(
                400,
                server.post("/studies", noBoundary, BodyPublishers.ofByteArray(whole))
                        .statusCode());
        assertEquals(
                400,
                server.post("/studies", DICOM_PARTS, BodyPublishers.ofByteArray(cut))
                        .statusCode());
        assertEquals(
                400,
                server.post("/studies", DICOM_PARTS, BodyPublishers.ofString("--B--\r\n"))
                        .statusCode());
        assertEquals(
                400,
                server.post("/studies", DICOM_PARTS, BodyPublishers.noBody()).statusCode());
        String endlessHeader = "--B\r\nX: " + "x".repeat(100_000);
        assertEquals(
                400,
                server.post("/studies", DICOM_PARTS, BodyPublishers.ofString(endlessHeader))
                        .statusCode());
        assertEquals(List.of(), routed);
        requireNothingSpooled();
    }

    @Test
    void a_body_that_does_not_come_is_408_and_does_not_hold_the_server() throws Exception {
        String head = "POST /dicom-web/studies HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\nContent-Type: ";
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(ascii(head + DICOM_PARTS + "\r\n\r\n--B\r\n"));
            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 408".length());
            assertEquals("HTTP/1.1 408", new String(status, StandardCharsets.US_ASCII));
        }
        try (Socket gone = new Socket("127.0.0.1", server.port())) {
            gone.getOutputStream().write(ascii(head + DICOM_PARTS + "\r\n\r\n--B\r\n\r\n"));
        }
        assertEquals(200, server.store("/studies", ct(1)).statusCode());
        assertEquals(1, routed.size());
        requireNothingSpooled();
    }

    @Test
    void more_requests_at_a_time_than_allowed_are_503() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) { // maxConcurrentStores
                Socket socket = new Socket("127.0.0.1", server.port());
                waiting.add(socket);
                socket.setSoTimeout(60_000);
                socket.getOutputStream()
                        .write(ascii("POST /dicom-web/studies HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n"
                                + "Content-Type: application/dicom\r\n\r\nx"));
            }
            int status = 0;
            for (int i = 0; i < 100 && status != 503; i++) {
                status = server.store("/studies", ct(1)).statusCode();
            }
            assertEquals(503, status);
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void an_object_longer_than_allowed_is_413_and_not_kept() throws Exception {
        DicomObject large =
                DicomObject.of(WebServerFixture.image(1, 20_000, 1), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertEquals(413, server.store("/studies", large).statusCode());
        assertEquals(202, server.store("/studies", large, ct(2)).statusCode());
        assertEquals(1, routed.size());
        requireNothingSpooled();
    }

    @Test
    void a_body_longer_than_allowed_is_413_announced_or_not() throws Exception {
        byte[] body = new byte[9 << 20];
        assertEquals(
                413,
                server.post("/studies", DICOM_PARTS, BodyPublishers.ofByteArray(body))
                        .statusCode());
        ByteArrayOutputStream endless = new ByteArrayOutputStream();
        endless.writeBytes(ascii("--B\r\n\r\n"));
        endless.writeBytes(body);
        assertEquals(
                413,
                server.post(
                                "/studies",
                                DICOM_PARTS,
                                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(endless.toByteArray())))
                        .statusCode());
        assertEquals(List.of(), routed);
        requireNothingSpooled();
    }
}
