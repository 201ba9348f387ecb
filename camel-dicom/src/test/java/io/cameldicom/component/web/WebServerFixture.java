package io.cameldicom.component.web;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.web.MediaType;
import io.cameldicom.web.MultipartLimits;
import io.cameldicom.web.MultipartReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel context with an HTTP server and a {@code dicom-web:} consumer, and a client that knows nothing of them. */
final class WebServerFixture implements AutoCloseable {

    static final String STUDY = "1.2.826.0.1.3680043.9.9999.2";
    static final String SERIES = "1.2.826.0.1.3680043.9.9999.3";
    static final String DICOM_PARTS = "multipart/related; type=\"application/dicom\"; boundary=B";

    private final CamelContext context = new DefaultCamelContext();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    private final int port;

    WebServerFixture(Path spool, RouteBuilder routes) throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost("127.0.0.1");
        configuration.setBindPort(port);
        context.addService(new VertxPlatformHttpServer(configuration));
        DicomWebComponent component = context.getComponent("dicom-web", DicomWebComponent.class);
        component.getConfiguration().setSpoolDirectory(spool.toString());
        context.addRoutes(routes);
        context.start();
    }

    CamelContext context() {
        return context;
    }

    int port() {
        return port;
    }

    String root() {
        return "http://127.0.0.1:" + port + "/dicom-web";
    }

    HttpResponse<byte[]> get(String path, String accept) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).GET();
        if (accept != null) {
            request.header("Accept", accept);
        }
        return send(request.build());
    }

    /** The time-out of the JDK's client ends with the headers. */
    HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                    .get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    HttpResponse<byte[]> post(String path, String contentType, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        return send(request(path).POST(body).header("Content-Type", contentType).build());
    }

    HttpResponse<byte[]> store(String path, DicomObject... objects) throws IOException, InterruptedException {
        return post(path, DICOM_PARTS, HttpRequest.BodyPublishers.ofByteArray(parts(objects)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root() + path)).timeout(Duration.ofSeconds(60));
    }

    HttpClient client() {
        return client;
    }

    static byte[] parts(DicomObject... objects) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (DicomObject object : objects) {
            body.writeBytes(ascii("\r\n--B\r\nContent-Type: application/dicom\r\n\r\n"));
            object.writeTo(body);
        }
        body.writeBytes(ascii("\r\n--B--\r\n"));
        return body.toByteArray();
    }

    /** The parts of a multipart answer. */
    static List<byte[]> parts(HttpResponse<byte[]> response) throws IOException {
        MediaType type =
                MediaType.parse(response.headers().firstValue("Content-Type").orElseThrow());
        List<byte[]> parts = new ArrayList<>();
        MultipartReader reader = new MultipartReader(
                new ByteArrayInputStream(response.body()), type.parameter("boundary"), MultipartLimits.DEFAULT);
        for (MultipartReader.Part part = reader.next(); part != null; part = reader.next()) {
            parts.add(part.content().readAllBytes());
        }
        return parts;
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** An image of 16 bits and this many rows of 64 columns. */
    static Attributes image(int number, int rows, int frames) {
        Attributes image = new Attributes();
        image.setString(Tag.SOPClassUID, VR.UI, UID.CTImageStorage);
        image.setString(Tag.SOPInstanceUID, VR.UI, "1.2.826.0.1.3680043.9.9999.1." + number);
        image.setString(Tag.StudyDate, VR.DA, "20260102");
        image.setString(Tag.Modality, VR.CS, "CT");
        image.setString(Tag.PatientName, VR.PN, "Recognisable^Name");
        image.setString(Tag.PatientID, VR.LO, "PID-1");
        image.setString(Tag.StudyInstanceUID, VR.UI, STUDY);
        image.setString(Tag.SeriesInstanceUID, VR.UI, SERIES);
        image.setString(Tag.InstanceNumber, VR.IS, Integer.toString(number));
        image.setInt(Tag.SamplesPerPixel, VR.US, 1);
        image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        if (frames > 1) {
            image.setString(Tag.NumberOfFrames, VR.IS, Integer.toString(frames));
        }
        image.setInt(Tag.Rows, VR.US, rows);
        image.setInt(Tag.Columns, VR.US, 64);
        image.setInt(Tag.BitsAllocated, VR.US, 16);
        image.setInt(Tag.BitsStored, VR.US, 12);
        image.setInt(Tag.HighBit, VR.US, 11);
        image.setInt(Tag.PixelRepresentation, VR.US, 0);
        byte[] pixels = new byte[rows * 64 * 2 * frames];
        Random random = new Random(number);
        for (int i = 0; i < pixels.length; i += 2) {
            pixels[i] = (byte) random.nextInt(256);
            pixels[i + 1] = (byte) random.nextInt(16);
        }
        image.setBytes(Tag.PixelData, VR.OW, pixels);
        return image;
    }

    static DicomObject ct(int number) throws IOException {
        return DicomObject.of(image(number, 64, 1), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    @Override
    public void close() throws Exception {
        context.close();
    }
}
