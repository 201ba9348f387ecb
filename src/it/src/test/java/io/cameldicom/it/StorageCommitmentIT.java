package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.service.SopReference;
import io.cameldicom.dicom.service.StorageCommitmentReport;
import io.cameldicom.dicom.service.StorageCommitmentRequest;
import io.cameldicom.it.peer.Await;
import io.cameldicom.it.peer.Orthanc;
import io.cameldicom.it.peer.Ports;
import io.cameldicom.it.peer.Scu;
import io.cameldicom.it.wire.Part10File;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Orthanc asks a route whether it keeps instances, and is asked; it always reports over an association of its own. */
@Tag("interop")
class StorageCommitmentIT {
    private static final int PORT = Ports.free();
    private static final SopReference KEPT = new SopReference(UID.CTImageStorage, "1.2.3.1");
    private static final SopReference LOST = new SopReference(UID.CTImageStorage, "1.2.3.2");

    @RegisterExtension
    static final Orthanc orthanc = Orthanc.knowing("HUB", PORT);

    private static CamelRoutes routes;

    @BeforeAll
    static void start() throws Exception {
        routes = new CamelRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:" + PORT + "?service=commit").process(exchange -> {
                    Attributes request = exchange.getMessage().getBody(Attributes.class);
                    exchange.getMessage()
                            .setBody(StorageCommitmentReport.of(StorageCommitmentRequest.of(request), KEPT::equals));
                });
            }
        });
        routes.destination("ORTHANC", orthanc.port());
    }

    @AfterAll
    static void stop() {
        routes.close();
    }

    @Test
    void orthanc_hears_that_an_instance_is_kept() throws Exception {
        String report = askAsOrthanc(KEPT);

        assertTrue(report.contains("\"Status\" : \"Success\""), report);
        assertTrue(report.contains(KEPT.sopInstanceUid()), report);
    }

    @Test
    void orthanc_hears_which_instance_is_not_kept_and_why() throws Exception {
        String report = askAsOrthanc(KEPT, LOST);

        assertTrue(report.contains("\"Status\" : \"Failure\""), report);
        assertTrue(report.contains("\"FailureReason\" : 274"), report); // 0112
    }

    @Test
    void orthanc_reports_what_it_keeps() throws Exception {
        Part10File ct = Part10File.read(Corpus.file("native/ct-explicit-le.dcm"));
        assertEquals(0, Scu.store(orthanc.port(), orthanc.aeTitle(), ct.path()).exitCode());
        SopReference stored = new SopReference(ct.sopClassUid(), ct.sopInstanceUid());

        Exchange asked = routes.send(
                "dicom:ORTHANC@127.0.0.1:" + orthanc.port() + "?operation=commit&callingAeTitle=HUB",
                List.of(stored, LOST));

        StorageCommitmentReport report = asked.getMessage().getBody(StorageCommitmentReport.class);
        assertEquals(List.of(stored), report.committed());
        assertEquals(LOST, report.failed().get(0).instance());
        assertEquals(false, asked.getMessage().getHeader(DicomConstants.COMMITTED));
    }

    private static String askAsOrthanc(SopReference... instances) throws Exception {
        StringBuilder list = new StringBuilder();
        for (SopReference instance : instances) {
            list.append(list.isEmpty() ? "" : ", ")
                    .append("[\"%s\", \"%s\"]".formatted(instance.sopClassUid(), instance.sopInstanceUid()));
        }
        String answer = orthanc.post(
                "/modalities/known/storage-commitment", "{\"DicomInstances\": [%s], \"Timeout\": 10}".formatted(list));
        Matcher path = Pattern.compile("\"Path\" : \"([^\"]+)\"").matcher(answer);
        assertTrue(path.find(), answer);
        Await.until(
                Duration.ofSeconds(20), () -> !orthanc.get(path.group(1)).contains("Pending"), () -> "no report came");
        return orthanc.get(path.group(1));
    }
}
