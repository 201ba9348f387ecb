package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomOperationException;
import io.cameldicom.dicom.dimse.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A step that has begun before the hub was started anew ends after it. */
@Timeout(180)
class ProcedureStepRestartTest {

    private static final Map<String, Object> BEGIN = Map.of(
            "PerformedProcedureStepStatus",
            "IN PROGRESS",
            "ScheduledStepAttributesSequence",
            Map.of("StudyInstanceUID", "1.2.3"));

    @TempDir
    Path home;

    private int port;

    @BeforeEach
    void writeRoute() throws Exception {
        port = HubTest.freePort();
        Files.writeString(
                Files.createDirectories(home.resolve("routes")).resolve("steps.camel.yaml"),
                """
                - route:
                    id: steps
                    from:
                      uri: dicom:HUB@127.0.0.1:%d
                      parameters:
                        service: mpps
                        procedureStepStates: "#procedureSteps"
                      steps:
                        - to: log:step?showBody=false
                """
                        .formatted(port));
    }

    private Hub startHub() throws HubException {
        Hub hub = new Hub(HubSettings.load(home, Map.of("hub.http.port", "0"), Map.of()));
        hub.start();
        return hub;
    }

    @Test
    void states_of_procedure_steps_survive_a_restart() throws Exception {
        Object step;
        try (Hub hub = startHub()) {
            Exchange begun = ask(hub, BEGIN, null);
            assertNull(begun.getException());
            step = begun.getMessage().getHeader(DicomConstants.SOP_INSTANCE_UID);
        }
        try (Hub hub = startHub()) {
            assertNull(ask(hub, Map.of("PerformedProcedureStepStatus", "COMPLETED"), step)
                    .getException());
        }
        try (Hub hub = startHub()) {
            Exchange late = ask(hub, Map.of("PerformedProcedureStepStatus", "DISCONTINUED"), step);
            assertEquals(
                    Status.ProcessingFailure,
                    late.getException(DicomOperationException.class).getStatus());
        }
    }

    private Exchange ask(Hub hub, Map<String, Object> attributes, Object step) throws Exception {
        try (ProducerTemplate template = hub.context().createProducerTemplate()) {
            return template.request("dicom:HUB@127.0.0.1:" + port + "?operation=mpps", exchange -> {
                exchange.getMessage().setBody(attributes);
                exchange.getMessage().setHeader(DicomConstants.SOP_INSTANCE_UID, step);
            });
        }
    }
}
