package io.cameldicom.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomObject;
import io.cameldicom.component.DicomOperationException;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.dicom.pdu.Abort;
import io.cameldicom.dicom.pdu.AssociateAc;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.pdu.ReleaseRp;
import io.cameldicom.dicom.pdu.ReleaseRq;
import io.cameldicom.dicom.pdu.UserInformation;
import io.cameldicom.testing.Alterations;
import io.cameldicom.testing.DimseMessage;
import io.cameldicom.testing.ScriptedPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The routes of src/site/markdown/guide/testing.md, tested with the kit as its readers would. */
@Timeout(60)
class RouteTestingGuideTest {

    private final CamelContext camel = new DefaultCamelContext();
    private final AtomicInteger received = new AtomicInteger();
    private int port;

    @BeforeEach
    void start() throws Exception {
        port = freePort();
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:" + port + "?idleTimeout=500")
                        .routeId("from-scanner")
                        .process(exchange -> received.incrementAndGet());
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private static AssociateRq request() {
        return new AssociateRq(
                "HUB",
                "CT1",
                List.of(new PresentationContextRq(1, UID.CTImageStorage, List.of(UID.ExplicitVRLittleEndian))),
                new UserInformation(List.of()));
    }

    private static Attributes image() {
        Attributes image = new Attributes();
        image.setString(Tag.SOPClassUID, VR.UI, UID.CTImageStorage);
        image.setString(Tag.SOPInstanceUID, VR.UI, "1.2.3.4");
        image.setBytes(Tag.PixelData, VR.OW, new byte[50_000]);
        return image;
    }

    private static DimseMessage store() throws IOException {
        byte[] dataSet = DicomOutputStream.encode(image(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        return DimseMessage.store(1, 1, UID.CTImageStorage, "1.2.3.4", dataSet);
    }

    @Test
    void an_object_of_a_scanner_with_nul_padded_ae_titles_reaches_the_route() throws Exception {
        ScriptedPeer scanner = new ScriptedPeer()
                .sendAltered(request(), Alterations.nulPaddedAeTitles())
                .expect(AssociateAc.class)
                .send(store())
                .expectStatus(Status.Success)
                .send(new ReleaseRq())
                .expect(ReleaseRp.class)
                .hangUp();

        scanner.connect(port).join();

        assertEquals(1, received.get());
    }

    @Test
    void an_object_that_is_cut_off_by_a_release_never_reaches_the_route() throws Exception {
        DimseMessage store = store();
        ScriptedPeer scanner = new ScriptedPeer()
                .requestAssociation(request())
                .send(store.pdus().get(0))
                .sendTruncated(store.pdus().get(1), 5_000)
                .send(new ReleaseRq())
                .expect(Abort.class)
                .hangUp();

        scanner.connect(port).join();

        assertEquals(0, received.get());
    }

    @Test
    void an_archive_that_is_full_for_a_moment_is_asked_again() throws Exception {
        ScriptedPeer archive = new ScriptedPeer()
                .acceptAssociation()
                .answerMessage(Status.OutOfResources)
                .answerMessage(Status.Success)
                .answer(ReleaseRq.class, rq -> new ReleaseRp())
                .expectClosed();
        int archivePort = archive.listen();
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(DicomOperationException.class)
                        .maximumRedeliveries(1)
                        .redeliveryDelay(0);
                from("direct:deliver").to("dicom:PACS@127.0.0.1:" + archivePort + "?associationLinger=100");
            }
        });

        camel.createProducerTemplate()
                .sendBody("direct:deliver", DicomObject.of(image(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));

        archive.join();
        assertEquals("PACS", archive.take(AssociateRq.class).calledAeTitle());
    }

    @Test
    void the_guide_shows_this_code() throws Exception {
        String source =
                unindented(Files.readString(Path.of("src/test/java/io/cameldicom/guide/RouteTestingGuideTest.java")));
        String guide = Files.readString(Path.of("../src/site/markdown/guide/testing.md"));
        List<String> blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(guide)
                .results()
                .map(block -> unindented(block.group(1)))
                .toList();

        assertEquals(4, blocks.size());
        for (String block : blocks) {
            assertTrue(source.contains(block), () -> "not in this test: " + block);
        }
    }

    private static String unindented(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
