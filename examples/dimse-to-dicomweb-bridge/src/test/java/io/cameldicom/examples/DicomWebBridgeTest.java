package io.cameldicom.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.component.DicomOperationException;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.hub.Hub;
import io.cameldicom.hub.HubSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the route file of this folder in the hub, between DIMSE on one side and a DICOMweb archive on the other. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DicomWebBridgeTest {

    private static final String STUDY = "1.2.3";
    private static final String SERIES = "1.2.3.4";

    @TempDir
    static Path data;

    private final int bridgePort = freePort();
    private final int workstationPort = freePort();
    private final int archivePort = freePort();

    /** What the archive has, by SOP Instance UID. */
    private final Map<String, byte[]> archived = new ConcurrentHashMap<>();
    /** What came to the workstation. */
    private final Map<String, byte[]> moved = new ConcurrentHashMap<>();

    private final Main archive = new Main();
    private final CamelContext dimse = new DefaultCamelContext();
    private Hub hub;
    private volatile boolean broken;

    @BeforeAll
    void start() throws Exception {
        archive.addOverrideProperty("camel.server.enabled", "true");
        archive.addOverrideProperty("camel.server.host", "127.0.0.1");
        archive.addOverrideProperty("camel.server.port", Integer.toString(archivePort));
        archive.configure().withRoutesCollectorEnabled(false).withBasePackageScanEnabled(false);
        archive.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom-web:/dicom-web")
                        .process(exchange -> {
                            if (broken) {
                                throw new IOException("the archive is broken");
                            }
                        })
                        .choice()
                        .when(header(DicomConstants.OPERATION).isEqualTo("store"))
                        .process(DicomWebBridgeTest.this::archive)
                        .when(header(DicomConstants.OPERATION).isEqualTo("find"))
                        .process(exchange -> exchange.getMessage().setBody(objects()))
                        .to("dicom-query:filter")
                        .otherwise()
                        .process(exchange -> exchange.getMessage().setBody(objects()));
            }
        });
        archive.start();
        dimse.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:WORKSTATION@127.0.0.1:" + workstationPort).process(exchange -> keep(exchange, moved));
            }
        });
        dimse.start();
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
                        Integer.toString(bridgePort),
                        "archive.options",
                        "maxRetries=1&retryDelay=10",
                        "hub.http.port",
                        "0",
                        "hub.data",
                        data.toString(),
                        "archive",
                        "http://127.0.0.1:" + archivePort + "/dicom-web",
                        "dicom.destination.WORKSTATION",
                        "WORKSTATION@127.0.0.1:" + workstationPort),
                Map.of()));
        hub.start();
    }

    @BeforeEach
    void forget() {
        archived.clear();
        moved.clear();
    }

    @AfterAll
    void stop() {
        hub.close();
        dimse.stop();
        archive.stop();
    }

    private void archive(Exchange exchange) throws IOException {
        if (exchange.getMessage()
                .getHeader(DicomConstants.SOP_INSTANCE_UID, String.class)
                .endsWith(".13")) {
            throw new DicomServiceException(0xA900, "not this one");
        }
        keep(exchange, archived);
    }

    private static void keep(Exchange exchange, Map<String, byte[]> where) throws IOException {
        DicomObject object = exchange.getMessage().getBody(DicomObject.class);
        try (var dataSet = object.openDataSet()) {
            where.put(object.sopInstanceUid(), dataSet.readAllBytes());
        }
    }

    private List<DicomObject> objects() {
        return archived.keySet().stream()
                .sorted()
                .map(DicomWebBridgeTest::image)
                .toList();
    }

    private static DicomObject image(String sopInstanceUid) {
        Attributes image = new Attributes();
        image.setString(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.7");
        image.setString(Tag.SOPInstanceUID, VR.UI, sopInstanceUid);
        image.setString(Tag.StudyInstanceUID, VR.UI, STUDY);
        image.setString(Tag.SeriesInstanceUID, VR.UI, SERIES);
        image.setString(Tag.StudyDate, VR.DA, "20261122");
        image.setString(Tag.PatientName, VR.PN, "DOE^JANE");
        image.setBytes(Tag.PixelData, VR.OW, new byte[200_000]);
        try {
            return DicomObject.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Exchange ask(String operation, Object body) {
        return dimse.createProducerTemplate()
                .send("dicom:BRIDGE@127.0.0.1:" + bridgePort + "?" + operation, exchange -> exchange.getMessage()
                        .setBody(body));
    }

    private static byte[] dataSet(DicomObject object) throws IOException {
        try (var dataSet = object.openDataSet()) {
            return dataSet.readAllBytes();
        }
    }

    @Test
    void what_is_stored_by_dimse_is_in_the_archive_before_it_is_acknowledged() throws IOException {
        DicomObject object = image("1.2.3.4.1");

        Exchange stored = ask("operation=store", object);

        assertNull(stored.getException());
        assertArrayEquals(dataSet(object), archived.get("1.2.3.4.1"));
    }

    @Test
    void what_the_archive_refuses_is_refused_with_its_reason() {
        DicomOperationException refused =
                ask("operation=store", image("1.2.3.4.13")).getException(DicomOperationException.class);

        assertEquals(0xA900, refused.getStatus());
        assertEquals(Map.of(), archived);
    }

    @Test
    void a_query_is_a_search_of_the_archive() {
        ask("operation=store", image("1.2.3.4.1"));
        ask("operation=store", image("1.2.3.4.2"));

        Exchange found = ask(
                "operation=find&outputType=list",
                Map.of(
                        "StudyInstanceUID",
                        STUDY,
                        "SeriesInstanceUID",
                        SERIES,
                        "SOPInstanceUID",
                        "",
                        "PatientName",
                        "doe*"));

        assertNull(found.getException());
        List<?> matches = found.getMessage().getBody(List.class);
        assertEquals(
                List.of("1.2.3.4.1", "1.2.3.4.2"),
                matches.stream()
                        .map(match -> ((Attributes) match).getString(Tag.SOPInstanceUID))
                        .toList());
        assertEquals("IMAGE", ((Attributes) matches.get(0)).getString(Tag.QueryRetrieveLevel));
    }

    @Test
    void objects_are_moved_to_a_workstation_and_got_over_the_association() throws IOException {
        DicomObject first = image("1.2.3.4.1");
        ask("operation=store", first);
        ask("operation=store", image("1.2.3.4.2"));
        Map<String, String> study = Map.of("StudyInstanceUID", STUDY);

        Exchange move = ask("operation=move&moveDestination=WORKSTATION", study);
        assertNull(move.getException());
        assertEquals(2, move.getMessage().getHeader(DicomConstants.COMPLETED_SUB_OPERATIONS));
        assertArrayEquals(dataSet(first), moved.get("1.2.3.4.1"));

        Exchange get = ask("operation=get&outputType=list", study);
        assertNull(get.getException());
        assertEquals(2, get.getMessage().getBody(List.class).size());
    }

    @Test
    void an_archive_that_fails_is_a_failure_of_each_service() {
        broken = true;
        try {
            for (String operation : List.of("store", "find", "get")) {
                boolean store = operation.equals("store");
                Exchange done = ask(
                        "operation=" + operation + (store ? "" : "&outputType=list"),
                        store ? image("1.2.3.4.1") : Map.of("StudyInstanceUID", STUDY));
                assertInstanceOf(DicomOperationException.class, done.getException(), operation);
            }
        } finally {
            broken = false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
