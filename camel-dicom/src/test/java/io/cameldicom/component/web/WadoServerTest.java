package io.cameldicom.component.web;

import static io.cameldicom.component.web.WebServerFixture.SERIES;
import static io.cameldicom.component.web.WebServerFixture.STUDY;
import static io.cameldicom.component.web.WebServerFixture.image;
import static io.cameldicom.component.web.WebServerFixture.parts;
import static io.cameldicom.component.web.WebServerFixture.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.transcode.Transcoder;
import io.cameldicom.dicom.xml.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WADO-RS: a route that answers C-GET with objects or files answers retrievals over HTTP just so. */
class WadoServerTest {

    private static final String ANY_SYNTAX = "multipart/related; type=\"application/dicom\"; transfer-syntax=*";

    @TempDir
    Path folder;

    /** What the route answers with. */
    private volatile Object answer;

    private volatile Attributes asked;
    private WebServerFixture server;

    @BeforeEach
    void start() throws Exception {
        server = new WebServerFixture(folder.resolve("spool"), new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("dicom-web:/dicom-web").process(exchange -> {
                    asked = exchange.getProperty(DicomConstants.IDENTIFIER, Attributes.class);
                    exchange.getMessage().setBody(answer);
                });
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static String instance(int number) {
        return "/studies/" + STUDY + "/series/" + SERIES + "/instances/1.2.826.0.1.3680043.9.9999.1." + number;
    }

    private static DicomObject object(int number, TransferSyntax syntax) throws Exception {
        DicomObject object = DicomObject.of(image(number, 64, 3), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        return syntax.equals(object.transferSyntax()) ? object : object.transcode(Transcoder.to(syntax));
    }

    private static byte[] bytes(DicomObject object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        object.writeTo(bytes);
        return bytes.toByteArray();
    }

    private static byte[] pixels(int number) throws Exception {
        return image(number, 64, 3).getBytes(Tag.PixelData);
    }

    private static final TransferSyntax RLE = TransferSyntax.of(UID.RLELossless);
    private static final TransferSyntax VIDEO = TransferSyntax.of("1.2.840.10008.1.2.4.102");

    /** Labelled as video, which nothing here decodes. */
    private static DicomObject video(int number) throws Exception {
        byte[] file = bytes(object(number, RLE));
        Attributes head = new Attributes(DicomObject.of(file).attributes());
        head.newFragments(Tag.PixelData, VR.OB).add(new byte[0]);
        head.getFragments(Tag.PixelData).add(new byte[] {0, 0, 1, 9});
        return DicomObject.of(head, VIDEO);
    }

    @Test
    void a_study_comes_in_parts_from_objects_and_files_byte_for_byte() throws Exception {
        DicomObject first = object(1, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        Path second = Files.write(folder.resolve("2.dcm"), bytes(object(2, RLE)));
        answer = List.of(first, second);
        HttpResponse<byte[]> response = server.get("/studies/" + STUDY, ANY_SYNTAX);
        assertEquals(200, response.statusCode(), () -> text(response));
        List<byte[]> parts = parts(response);
        assertArrayEquals(bytes(first), parts.get(0));
        assertArrayEquals(Files.readAllBytes(second), parts.get(1));
        assertEquals("STUDY", asked.getString(Tag.QueryRetrieveLevel));
        assertEquals(STUDY, asked.getString(Tag.StudyInstanceUID));
    }

    @Test
    void without_a_transfer_syntax_it_is_explicit_little_endian() throws Exception {
        answer = List.of(object(1, RLE));
        for (String accept : new String[] {null, "*/*", "multipart/related; type=\"application/dicom\""}) {
            HttpResponse<byte[]> response = server.get(instance(1), accept);
            assertEquals(200, response.statusCode());
            DicomObject received = DicomObject.of(parts(response).get(0));
            assertEquals(UID.ExplicitVRLittleEndian, received.transferSyntaxUid());
            assertArrayEquals(pixels(1), received.dataSetAttributes().getBytes(Tag.PixelData));
        }
    }

    @Test
    void the_transfer_syntax_asked_for_is_made() throws Exception {
        answer = List.of(object(1, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        HttpResponse<byte[]> response = server.get(
                instance(1), "multipart/related; type=\"application/dicom\"; transfer-syntax=" + UID.RLELossless);
        DicomObject received = DicomObject.of(parts(response).get(0));
        assertEquals(UID.RLELossless, received.transferSyntaxUid());
        assertArrayEquals(
                Arrays.copyOf(pixels(1), 64 * 64 * 2), received.frames().decoded(0));
    }

    @Test
    void one_instance_comes_alone_where_that_is_what_is_accepted() throws Exception {
        DicomObject object = object(1, RLE);
        answer = object;
        HttpResponse<byte[]> asItIs = server.get(instance(1), "application/dicom; transfer-syntax=*");
        assertEquals(200, asItIs.statusCode());
        assertTrue(asItIs.headers().firstValue("Content-Type").orElseThrow().startsWith("application/dicom;"));
        assertArrayEquals(bytes(object), asItIs.body());
        assertEquals(406, server.get("/studies/" + STUDY, "application/dicom").statusCode());
    }

    @Test
    void what_cannot_be_converted_is_406_and_among_others_206() throws Exception {
        answer = List.of(video(1));
        assertEquals(406, server.get(instance(1), null).statusCode());
        assertEquals(406, server.get(instance(1), "application/dicom").statusCode());
        assertEquals(200, server.get(instance(1), ANY_SYNTAX).statusCode());

        answer = List.of(video(1), object(2, RLE));
        HttpResponse<byte[]> some = server.get("/studies/" + STUDY, null);
        assertEquals(206, some.statusCode());
        assertEquals(1, parts(some).size());
        assertEquals(406, server.get(instance(1), "image/tiff").statusCode());
    }

    @Test
    void nothing_found_is_404() throws Exception {
        answer = List.of();
        for (String path : List.of("/studies/1.2", instance(1), instance(1) + "/metadata", instance(1) + "/rendered")) {
            assertEquals(404, server.get(path, null).statusCode(), path);
        }
    }

    @Test
    void a_source_that_fails_on_the_way_breaks_the_body_off() throws Exception {
        DicomObject first = object(1, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        Endless source = new Endless(first, 1);
        answer = source;
        boolean whole;
        try {
            HttpResponse<byte[]> response = server.get("/studies/" + STUDY, ANY_SYNTAX);
            whole = text(response).stripTrailing().endsWith("--");
        } catch (java.io.IOException e) {
            whole = false;
        }
        assertFalse(whole);
        await(source.closed::get);
    }

    @Test
    void a_client_that_goes_away_ends_the_retrieval() throws Exception {
        Endless source = new Endless(object(1, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), Integer.MAX_VALUE);
        answer = source;
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write(("GET /dicom-web/studies/" + STUDY + " HTTP/1.1\r\nHost: x\r\nAccept: " + ANY_SYNTAX
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertEquals(100_000, socket.getInputStream().readNBytes(100_000).length);
        }
        await(source.closed::get);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 600 && !condition.getAsBoolean(); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertTrue(condition.getAsBoolean());
    }

    /** The same object again and again, then a failure. */
    private static final class Endless implements Iterator<DicomObject>, AutoCloseable {

        private final DicomObject object;
        private final AtomicBoolean closed = new AtomicBoolean();
        private int left;

        Endless(DicomObject object, int count) {
            this.object = object;
            this.left = count;
        }

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public DicomObject next() {
            if (left-- == 0) {
                throw new IllegalStateException("the peer is gone");
            }
            return object;
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    @Test
    void metadata_say_where_bulk_data_are() throws Exception {
        answer = List.of(object(1, RLE), object(2, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        HttpResponse<byte[]> response = server.get("/studies/" + STUDY + "/metadata", "application/dicom+json");
        assertEquals(200, response.statusCode());
        JsonNode metadata = new ObjectMapper().readTree(response.body());
        assertEquals(2, metadata.size());
        assertEquals("PID-1", metadata.get(0).at("/00100020/Value/0").asText());
        String link = metadata.get(1).at("/7FE00010/BulkDataURI").asText();
        assertEquals(server.root() + instance(2) + "/bulkdata/7FE00010", link);

        answer = List.of(object(2, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        String path = link.substring(server.root().length());
        assertArrayEquals(
                pixels(2), server.get(path, "application/octet-stream").body());
        assertArrayEquals(pixels(2), parts(server.get(path, null)).get(0));
        assertEquals(404, server.get(instance(2) + "/bulkdata/00420011", null).statusCode());
        answer = List.of(object(1, RLE));
        assertEquals(
                3, parts(server.get(instance(1) + "/bulkdata/7FE00010", null)).size());
    }

    @Test
    void metadata_come_as_xml_too() throws Exception {
        answer = List.of(object(1, RLE));
        HttpResponse<byte[]> response =
                server.get(instance(1) + "/metadata", "multipart/related; type=\"application/dicom+xml\"");
        Attributes metadata = XmlReader.parse(new String(parts(response).get(0), StandardCharsets.UTF_8));
        assertEquals(STUDY, metadata.getString(Tag.StudyInstanceUID));
        assertEquals(406, server.get(instance(1) + "/metadata", "text/html").statusCode());
    }

    @Test
    void frames_come_native_or_as_they_are_compressed() throws Exception {
        DicomObject object = object(1, RLE);
        answer = List.of(object);
        HttpResponse<byte[]> decoded = server.get(instance(1) + "/frames/3,1", null);
        assertEquals(200, decoded.statusCode(), () -> text(decoded));
        List<byte[]> frames = parts(decoded);
        int length = 64 * 64 * 2;
        assertArrayEquals(Arrays.copyOfRange(pixels(1), 2 * length, 3 * length), frames.get(0));
        assertArrayEquals(Arrays.copyOf(pixels(1), length), frames.get(1));

        for (String accept : List.of(
                "multipart/related; type=\"application/octet-stream\"; transfer-syntax=*",
                "multipart/related; type=\"image/dicom-rle\"",
                "multipart/related; type=\"image/x-dicom-rle\"; transfer-syntax=" + UID.RLELossless)) {
            HttpResponse<byte[]> asIs = server.get(instance(1) + "/frames/1", accept);
            assertEquals(200, asIs.statusCode(), accept);
            assertArrayEquals(encoded(object, 0), parts(asIs).get(0));
        }
        HttpResponse<byte[]> alone = server.get(instance(1) + "/frames/2", "application/octet-stream");
        assertArrayEquals(Arrays.copyOfRange(pixels(1), length, 2 * length), alone.body());
        assertEquals(404, server.get(instance(1) + "/frames/4", null).statusCode());
        assertEquals(
                406,
                server.get(instance(1) + "/frames/1", "multipart/related; type=\"image/png\"")
                        .statusCode());
    }

    private static byte[] encoded(DicomObject object, int frame) throws Exception {
        var encoded = object.frames().encoded(frame);
        return Arrays.copyOfRange(encoded.bytes(), encoded.start(), encoded.end());
    }

    @Test
    void pictures_are_rendered_as_jpeg_or_png() throws Exception {
        answer = List.of(object(1, RLE));
        HttpResponse<byte[]> jpeg = server.get(instance(1) + "/rendered?window=100,200,LINEAR", null);
        assertEquals(200, jpeg.statusCode(), () -> text(jpeg));
        assertEquals("image/jpeg", jpeg.headers().firstValue("Content-Type").orElseThrow());
        HttpResponse<byte[]> png = server.get(instance(1) + "/frames/2/rendered?viewport=32,32", "image/png");
        assertEquals(32, ImageIO.read(new ByteArrayInputStream(png.body())).getWidth());
        HttpResponse<byte[]> thumbnail = server.get("/studies/" + STUDY + "/thumbnail", "image/png");
        assertEquals(
                128, ImageIO.read(new ByteArrayInputStream(thumbnail.body())).getWidth());
        assertEquals(406, server.get(instance(1) + "/rendered", "image/gif").statusCode());
        assertEquals(400, server.get(instance(1) + "/rendered?window=x", null).statusCode());
        assertEquals(
                400,
                server.get(instance(1) + "/rendered?viewport=1,2,3,4,5,6", null).statusCode());
        assertEquals(404, server.get(instance(1) + "/frames/9/rendered", null).statusCode());
        answer = List.of(video(1));
        assertEquals(406, server.get(instance(1) + "/rendered", null).statusCode());
    }
}
