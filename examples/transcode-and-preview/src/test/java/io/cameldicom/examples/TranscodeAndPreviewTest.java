package io.cameldicom.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.transcode.Transcoder;
import io.cameldicom.hub.Hub;
import io.cameldicom.hub.HubSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the route file of this folder in the hub, between a sender and two destinations. */
@Timeout(60)
class TranscodeAndPreviewTest {

    private static final int SIDE = 512;
    private static final String INSTANCE = "2.25.3";

    private record Arrived(String transferSyntax, byte[] pixels) {}

    @TempDir
    Path data;

    private final int routerPort = freePort();
    private final int archivePort = freePort();
    private final int remotePort = freePort();
    private final Map<String, Arrived> arrived = new ConcurrentHashMap<>();
    private final CamelContext outside = new DefaultCamelContext();
    private Hub hub;

    @BeforeEach
    void start() throws Exception {
        outside.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:ARCHIVE@127.0.0.1:" + archivePort + "?transferSyntaxes=ImplicitVRLittleEndian")
                        .process(exchange -> arrived.put("archive", arrived(exchange)));
                from("dicom:REMOTE@127.0.0.1:" + remotePort)
                        .process(exchange -> arrived.put("remote", arrived(exchange)));
            }
        });
        outside.start();
        Path example = Path.of("").toAbsolutePath();
        hub = new Hub(HubSettings.load(
                example,
                Map.of(
                        "hub.conf",
                        "application.properties",
                        "hub.routes",
                        example.toString(),
                        "hub.dicom.host",
                        "127.0.0.1",
                        "hub.dicom.port",
                        Integer.toString(routerPort),
                        "hub.http.port",
                        "0",
                        "hub.data",
                        data.toString(),
                        "archive",
                        "ARCHIVE@127.0.0.1:" + archivePort,
                        "remote",
                        "REMOTE@127.0.0.1:" + remotePort,
                        "previews",
                        data.resolve("previews").toString()),
                Map.of()));
        hub.start();
    }

    @AfterEach
    void stop() {
        hub.close();
        outside.stop();
    }

    @Test
    void each_destination_gets_what_it_takes_with_the_same_pixels_and_the_folder_a_picture() throws Exception {
        DicomObject image = DicomObject.of(image(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

        assertNull(send(image.transcode(Transcoder.to(TransferSyntax.of(UID.JPEGLosslessSV1))))
                .getException());

        byte[] pixels = image.frames().decoded(0);
        assertEquals(UID.ImplicitVRLittleEndian, arrived.get("archive").transferSyntax());
        assertArrayEquals(pixels, arrived.get("archive").pixels());
        assertEquals(UID.JPEGLSLossless, arrived.get("remote").transferSyntax());
        assertArrayEquals(pixels, arrived.get("remote").pixels());
        assertEquals(256, ImageIO.read(preview().toFile()).getWidth());
    }

    @Test
    void a_report_goes_as_it_is_and_has_no_picture() throws Exception {
        Attributes report = instance(UID.BasicTextSRStorage);

        assertNull(send(DicomObject.of(report, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                .getException());

        assertEquals(UID.ExplicitVRLittleEndian, arrived.get("remote").transferSyntax());
        assertFalse(Files.exists(preview()));
    }

    private Path preview() {
        return data.resolve("previews").resolve(INSTANCE + ".jpg");
    }

    private static Arrived arrived(Exchange exchange) throws IOException {
        DicomObject object = exchange.getMessage().getBody(DicomObject.class);
        boolean image = object.attributes().containsValue(Tag.Rows);
        return new Arrived(object.transferSyntaxUid(), image ? object.frames().decoded(0) : new byte[0]);
    }

    private Exchange send(DicomObject object) {
        return outside.createProducerTemplate()
                .send("dicom:ROUTER@127.0.0.1:" + routerPort + "?associationLinger=0", exchange -> exchange.getMessage()
                        .setBody(object));
    }

    private static Attributes image() {
        Attributes image = instance(UID.SecondaryCaptureImageStorage);
        image.setInt(Tag.SamplesPerPixel, VR.US, 1);
        image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        image.setInt(Tag.Rows, VR.US, SIDE);
        image.setInt(Tag.Columns, VR.US, SIDE);
        image.setInt(Tag.BitsAllocated, VR.US, 16);
        image.setInt(Tag.BitsStored, VR.US, 12);
        image.setInt(Tag.HighBit, VR.US, 11);
        image.setInt(Tag.PixelRepresentation, VR.US, 0);
        byte[] pixels = new byte[2 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            int value = (i % SIDE * 3 + i / SIDE * 5) & 0xFFF;
            pixels[2 * i] = (byte) value;
            pixels[2 * i + 1] = (byte) (value >> 8);
        }
        image.setBytes(Tag.PixelData, VR.OW, pixels);
        return image;
    }

    private static Attributes instance(String sopClass) {
        Attributes attributes = new Attributes();
        attributes.setString(Tag.SOPClassUID, VR.UI, sopClass);
        attributes.setString(Tag.SOPInstanceUID, VR.UI, INSTANCE);
        attributes.setString(Tag.StudyInstanceUID, VR.UI, "2.25.1");
        attributes.setString(Tag.SeriesInstanceUID, VR.UI, "2.25.2");
        return attributes;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
