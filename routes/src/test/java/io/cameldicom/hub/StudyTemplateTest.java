package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The template {@code study} in a hub: objects sent to it become one FHIR transaction a study. */
@Timeout(120)
class StudyTemplateTest {

    private static final String ROUTES =
            """
            - templatedRoute:
                routeTemplateRef: study
                routeId: studies
                parameters:
                  - { name: name, value: fhir }
                  - { name: to, value: "direct:study-to-fhir" }
                  - { name: quarantine, value: "direct:quarantine" }
                  - { name: idle, value: 300 }
            - route:
                id: receive
                from:
                  uri: "dicom:{{hub.aeTitle}}@{{hub.dicom.host}}:{{hub.dicom.port}}"
                  steps:
                    - to: direct:study-fhir
            - route:
                id: study-to-fhir
                from:
                  uri: direct:study-to-fhir
                  steps:
                    - to: dicom-fhir:imagingStudy?baseUri=https://hub.example.org
                    - to: "file:{{hub.data}}/fhir?fileName=${header.CamelDicomStudyInstanceUid}.json&tempPrefix=."
            - route:
                id: quarantine
                from:
                  uri: direct:quarantine
                  steps:
                    - setBody:
                        header: CamelDicomFhirRefusal
                    - to: "file:{{hub.data}}/quarantine?fileName=${header.CamelDicomSopInstanceUid}.txt&tempPrefix=."
            """;

    @TempDir
    Path home;

    @Test
    void objects_of_several_associations_become_one_transaction_and_a_foreign_one_is_parked() throws Exception {
        Files.createDirectories(home.resolve("routes/templates"));
        Files.writeString(home.resolve("routes/fhir.camel.yaml"), ROUTES);
        Files.copy(
                Project.root().resolve("routes/templates/study.camel.yaml"),
                home.resolve("routes/templates/study.camel.yaml"));
        String port = Integer.toString(HubTest.freePort());
        try (Hub hub = new Hub(HubSettings.load(
                home, Map.of("hub.dicom.port", port, "hub.dicom.host", "127.0.0.1", "hub.http.port", "0"), Map.of()))) {
            hub.start();

            send(port, "A");
            send(port, "A");
            Attributes foreign = send(port, "B");

            Path bundle = home.resolve("data/fhir/" + TestObjects.STUDY + ".json");
            await(() -> Files.exists(bundle) && Files.readString(bundle).contains("\"numberOfInstances\":2"));
            assertTrue(Files.readString(bundle)
                    .contains("\"ifNoneExist\":\"identifier=https://hub.example.org/sid/mrn%7CA\""));
            Path parked = home.resolve("data/quarantine/" + foreign.getString(Tag.SOPInstanceUID) + ".txt");
            await(() -> Files.exists(parked));
            assertEquals("patient-conflict", Files.readString(parked));
            await(() -> Files.exists(home.resolve("data/studies/fhir/" + TestObjects.STUDY + ".study")));
        }
    }

    private Attributes send(String port, String patient) throws Exception {
        Attributes attributes = TestObjects.attributes("CT");
        attributes.setString(Tag.PatientID, VR.LO, patient);
        Path file = TestObjects.object(attributes).saveTo(home.resolve("sent.dcm"));
        StringWriter said = new StringWriter();
        int exitCode = HubMain.commandLine()
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute("send", file.toString(), "--to", "HUB@127.0.0.1:" + port);
        assertEquals(0, exitCode, said.toString());
        return attributes;
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(Condition condition) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < end, () -> "waited 60 s; there is " + there());
            LockSupport.parkNanos(5_000_000);
        }
    }

    private List<String> there() {
        List<String> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(home.resolve("data"))) {
            all.forEach(file -> files.add(file.toString()));
        } catch (IOException e) {
            files.add(e.toString());
        }
        return files;
    }
}
