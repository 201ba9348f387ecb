package io.cameldicom.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cameldicom.component.fhir.FhirConstants;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The mapping table of the guide is that of the code. After a change of the rules: {@code -Dtest=FhirGuideTest -Ddocs.rewrite=true}. */
class FhirGuideTest {

    private static final Path GUIDE = Path.of("../src/site/markdown/guide/fhir.md");
    private static final Path PAGE = Path.of("src/main/docs/dicom-fhir-component.adoc");
    private static final Path CATALOG =
            Path.of("src/generated/resources/META-INF/io/cameldicom/component/fhir/dicom-fhir.json");
    private static final String START = "<!-- mapping: START -->";
    private static final String END = "<!-- mapping: END -->";

    @Test
    void mapping_table_is_that_of_the_rules() throws Exception {
        String page = Files.readString(GUIDE);
        String rendered = page.substring(0, page.indexOf(START) + START.length())
                + "\n"
                + table()
                + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("docs.rewrite")) {
            Files.writeString(GUIDE, rendered);
        }

        assertEquals(rendered, Files.readString(GUIDE), "rewrite with -Ddocs.rewrite=true");
    }

    @Test
    void page_names_every_option_and_header() throws Exception {
        String page = Files.readString(PAGE);
        JsonNode catalog = new ObjectMapper().readTree(CATALOG.toFile());

        catalog.get("properties").fields().forEachRemaining(option -> {
            boolean own = option.getValue().get("kind").asText().equals("parameter")
                    && !option.getKey().equals("lazyStartProducer"); // every producer's
            assertTrue(!own || page.contains("\n| `" + option.getKey() + "` |"), option.getKey());
        });
        catalog.get("headers")
                .fieldNames()
                .forEachRemaining(header -> assertTrue(page.contains("\n| `" + header + "` |"), header));
        assertTrue(page.contains(FhirConstants.REFUSAL));
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| FHIR | DICOM | |\n|---|---|---|\n");
        PatientRules.ALL.forEach(rule -> row(table, rule));
        row(table, "ImagingStudy.identifier", "**StudyInstanceUID (0020,000D)**", "`urn:dicom:uid`");
        row(table, "ImagingStudy.status", "", "`available`; `entered-in-error` when all objects were removed");
        row(table, "ImagingStudy.modality", "", "those of its series that acquire (CID 29)");
        row(
                table,
                "ImagingStudy.subject",
                "",
                "the Patient; without Patient ID the unidentified patient of this study");
        row(table, "ImagingStudy.endpoint", "", "the configured DICOMweb server");
        StudyRules.ALL.forEach(rule -> row(table, rule));
        row(table, "ImagingStudy.numberOfSeries, .numberOfInstances", "", "counted; an enhanced image is one instance");
        row(table, "ImagingStudy.series.uid", "**SeriesInstanceUID (0020,000E)**", "");
        SeriesRules.ALL.forEach(rule -> row(table, rule));
        row(table, "ImagingStudy.series.numberOfInstances", "", "counted");
        InstanceHeader.ROWS.forEach(rule -> row(
                table,
                rule.element(),
                List.of("ImagingStudy.series.instance.uid", "ImagingStudy.series.instance.sopClass")
                                .contains(rule.element())
                        ? "**" + rule.sources() + "**"
                        : rule.sources(),
                rule.note()));
        return table.append(
                        "\nIn bold: without it there is no ImagingStudy. Any other value that cannot be used is skipped and reported.\n\n")
                .toString();
    }

    private static void row(StringBuilder table, Rule<?> rule) {
        row(table, rule.element(), rule.sources(), rule.note());
    }

    private static void row(StringBuilder table, String element, String sources, String note) {
        table.append("| ")
                .append(element)
                .append(" | ")
                .append(sources)
                .append(" | ")
                .append(note)
                .append(" |\n");
    }
}
