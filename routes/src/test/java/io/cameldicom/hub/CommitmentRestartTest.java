package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.DimseHandlers;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.service.AssociationRequestor;
import io.cameldicom.dicom.service.NormalizedScu;
import io.cameldicom.dicom.service.QuerySopClasses;
import io.cameldicom.dicom.service.SopReference;
import io.cameldicom.dicom.service.StorageCommitmentReport;
import io.cameldicom.dicom.service.StorageCommitmentRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A scanner that is off when the hub wants to report hears of it later, although the hub was started anew meanwhile. */
@Timeout(180)
class CommitmentRestartTest {

    @TempDir
    Path home;

    private final Map<String, String> system = new HashMap<>();
    private int hubPort;
    private int scannerPort;

    @BeforeEach
    void configure() throws Exception {
        hubPort = HubTest.freePort();
        scannerPort = HubTest.freePort();
        Files.writeString(
                Files.createDirectories(home.resolve("conf")).resolve("application.properties"),
                "dicom.destination.CT1=CT1@127.0.0.1:" + scannerPort + "\n");
        system.put("hub.routes", Project.root().resolve("routes").toString());
        system.put("hub.dicom.host", "127.0.0.1");
        system.put("hub.dicom.port", Integer.toString(hubPort));
        system.put("hub.http.port", "0");
        system.put("hub.commit.when", "stored");
    }

    private Hub startHub() throws HubException {
        Hub hub = new Hub(HubSettings.load(home, system, Map.of()));
        hub.start();
        return hub;
    }

    @Test
    void a_report_that_waits_for_its_retry_survives_a_restart() throws Exception {
        DicomObject object = TestObjects.object("CT");
        SopReference kept = new SopReference(object.sopClassUid(), object.sopInstanceUid());
        try (Hub hub = startHub();
                ProducerTemplate template = hub.context().createProducerTemplate()) {
            template.sendBody("dicom:HUB@127.0.0.1:" + hubPort, object);
            askAndLeave(StorageCommitmentRequest.of(List.of(kept)));
            Waiting.until("a report is kept", () -> reportsKept() == 1);
        }

        BlockingQueue<StorageCommitmentReport> heard = new LinkedBlockingQueue<>();
        try (CamelContext scanner = scanner(heard);
                Hub hub = startHub()) {
            StorageCommitmentReport report = heard.poll(60, TimeUnit.SECONDS);
            assertEquals(List.of(kept), report.committed());
            Waiting.until("it is done", () -> reportsKept() == 0);
        }
    }

    private long reportsKept() {
        try (Stream<Path> files = Files.list(home.resolve("data/commitment"))) {
            return files.filter(file -> file.toString().endsWith(".dcm")).count();
        } catch (IOException e) {
            return -1;
        }
    }

    private CamelContext scanner(BlockingQueue<StorageCommitmentReport> heard) throws Exception {
        CamelContext scanner = new DefaultCamelContext();
        scanner.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:CT1@127.0.0.1:" + scannerPort + "?service=commit")
                        .process(exchange -> heard.add(
                                StorageCommitmentReport.of(exchange.getMessage().getBody(Attributes.class))));
            }
        });
        scanner.start();
        return scanner;
    }

    private void askAndLeave(StorageCommitmentRequest request) throws IOException {
        ExecutorService executor = Executors.newCachedThreadPool();
        AssociationRequestor requestor = AssociationRequestor.to("HUB", "127.0.0.1", hubPort, executor)
                .callingAeTitle("CT1")
                .build();
        PresentationContextRq context =
                new PresentationContextRq(1, UID.StorageCommitmentPushModel, QuerySopClasses.TRANSFER_SYNTAXES);
        try (DimseSession session = requestor.open(List.of(context), DimseHandlers.NONE)) {
            new NormalizedScu(session, Duration.ofSeconds(60))
                    .action(
                            UID.StorageCommitmentPushModel,
                            UID.StorageCommitmentPushModelInstance,
                            StorageCommitmentRequest.ACTION_TYPE_ID,
                            request.toAttributes());
            session.release();
        } finally {
            executor.shutdown();
        }
    }
}
