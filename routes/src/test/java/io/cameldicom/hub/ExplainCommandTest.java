package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hub explain}: what would become of an object. */
class ExplainCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void write_routes_and_an_object() throws Exception {
        Path templates = Files.createDirectories(folder.resolve("routes/templates"));
        for (String name : new String[] {"destination", "listener"}) {
            Files.copy(
                    Project.root().resolve("routes/templates/" + name + ".camel.yaml"),
                    templates.resolve(name + ".camel.yaml"));
        }
        Files.writeString(
                folder.resolve("routes/hub.camel.yaml"),
                """
                - templatedRoute:
                    routeTemplateRef: listener
                    routeId: scanners
                    parameters: [ { name: aeTitle, value: SCANNERS } ]
                - templatedRoute:
                    routeTemplateRef: destination
                    routeId: to-pacs
                    parameters:
                      - { name: name, value: PACS }
                      - { name: to, value: "PACS@192.0.2.1:104" }
                      - { name: edits, value: "set PatientID 'ANOTHER'; remove PatientName" }
                - templatedRoute:
                    routeTemplateRef: destination
                    routeId: to-mr
                    parameters:
                      - { name: name, value: MR }
                      - { name: to, value: "MR@192.0.2.1:104" }
                      - { name: filter, value: "Modality == 'MR'" }
                      - { name: transcode, value: JPEGLSLossless }
                - route:
                    id: rules
                    from:
                      uri: direct:rules
                      steps:
                        - filter:
                            expression: { language: { language: dicom, expression: "$callingAeTitle == 'CT1'" } }
                            steps:
                              - to: destination:PACS,MR
                """);
        Attributes attributes = TestObjects.attributes("CT");
        attributes.setString(Tag.PatientID, VR.LO, "4711");
        attributes.setString(Tag.PatientName, VR.PN, "Nobody^Jane");
        TestObjects.object(attributes).saveTo(folder.resolve("ct.dcm"));
    }

    @Test
    void conditions_changes_destinations_and_syntaxes_are_told() {
        assertEquals(0, explain("--from", "CT1"), err::toString);

        assertEquals(
                """
                route scanners takes it as SCANNERS on port 11112
                  yes  exists(SOPInstanceUID)
                  yes  $callingAeTitle == 'CT1'
                  queued for PACS, MR
                route to-pacs delivers it
                  yes  exists(SOPInstanceUID)
                  sent to PACS@192.0.2.1:104 as ExplicitVRLittleEndian; where the peer does not take that, an uncompressed or lossless one
                    removed PatientName
                    changed PatientID
                    added OriginalAttributesSequence
                route to-mr delivers it
                  no   Modality == 'MR'
                  not sent: filtered
                """,
                out.toString().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void values_are_told_when_asked_for() {
        explain("--from", "CT1");
        assertFalse(out.toString().contains("4711") || out.toString().contains("Nobody"), out.toString());

        explain("--from", "CT1", "--values");
        assertTrue(out.toString().contains("4711"), out.toString());
    }

    @Test
    void other_callers_and_other_listeners_are_asked_for() {
        assertEquals(0, explain("--from", "MR1"));
        assertTrue(out.toString().contains("no   $callingAeTitle == 'CT1'"), out.toString());
        assertFalse(out.toString().contains("queued"), out.toString());

        assertEquals(1, explain("--to", "NOBODY"));
        assertTrue(err.toString().contains("No listener takes objects for AE title NOBODY"), err.toString());
    }

    @Test
    void routes_with_errors_are_told_instead() throws Exception {
        Files.writeString(folder.resolve("routes/bad.camel.yaml"), "- rout: {}\n");

        assertEquals(1, explain());
        assertTrue(err.toString().contains("bad.camel.yaml:1: Unknown node id: rout"), err.toString());
    }

    private int explain(String... more) {
        String[] all = new String[more.length + 4];
        all[0] = "explain";
        all[1] = folder.resolve("ct.dcm").toString();
        all[2] = "--routes";
        all[3] = folder.resolve("routes").toString();
        System.arraycopy(more, 0, all, 4, more.length);
        return HubMain.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
