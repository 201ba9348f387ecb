package io.cameldicom.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.hub.Hub;
import io.cameldicom.hub.HubSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the route file of this folder in the hub, between a sender and an archive. */
@Timeout(60)
class FilterAndForwardTest {

    @TempDir
    Path data;

    private final int routerPort = freePort();
    private final int archivePort = freePort();
    private final List<String> archived = new CopyOnWriteArrayList<>();
    private final CamelContext outside = new DefaultCamelContext();
    private Hub hub;

    @BeforeEach
    void start() throws Exception {
        outside.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:ARCHIVE@127.0.0.1:" + archivePort)
                        .routeId("archive")
                        .process(exchange ->
                                archived.add(exchange.getMessage().getHeader(DicomConstants.MODALITY, String.class)));
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
                        "ARCHIVE@127.0.0.1:" + archivePort),
                Map.of()));
        hub.start();
    }

    @AfterEach
    void stop() {
        hub.close();
        outside.stop();
    }

    @Test
    void ct_goes_on_to_the_archive() throws Exception {
        assertNull(send(image("CT", "ORIGINAL", "PRIMARY", "AXIAL")).getException());
        assertEquals(List.of("CT"), archived);
    }

    @Test
    void localizer_and_mr_are_taken_and_dropped() throws Exception {
        assertNull(send(image("CT", "ORIGINAL", "PRIMARY", "LOCALIZER")).getException());
        assertNull(send(image("MR", "ORIGINAL", "PRIMARY")).getException());
        assertEquals(List.of(), archived);
    }

    @Test
    void sender_learns_that_the_archive_is_down() throws Exception {
        outside.getRouteController().stopRoute("archive");

        assertNotNull(send(image("CT", "ORIGINAL", "PRIMARY", "AXIAL")).getException());
        assertNull(send(image("MR", "ORIGINAL", "PRIMARY")).getException());
    }

    private Exchange send(DicomObject object) {
        return outside.createProducerTemplate()
                .send("dicom:ROUTER@127.0.0.1:" + routerPort + "?associationLinger=0", exchange -> exchange.getMessage()
                        .setBody(object));
    }

    private static DicomObject image(String modality, String... imageType) throws IOException {
        Attributes attributes = new Attributes();
        attributes.setString(Tag.SOPClassUID, VR.UI, UID.SecondaryCaptureImageStorage);
        attributes.setString(Tag.SOPInstanceUID, VR.UI, "2.25.3");
        attributes.setString(Tag.StudyInstanceUID, VR.UI, "2.25.1");
        attributes.setString(Tag.SeriesInstanceUID, VR.UI, "2.25.2");
        attributes.setString(Tag.ImageType, VR.CS, imageType);
        attributes.setString(Tag.Modality, VR.CS, modality);
        return DicomObject.of(attributes, TransferSyntax.of(UID.ExplicitVRLittleEndian));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
