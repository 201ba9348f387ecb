package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cameldicom.dicom.codec.CodecParameter;
import io.cameldicom.dicom.codec.PixelCodec;
import io.cameldicom.dicom.codec.PixelCodecs;
import io.cameldicom.dicom.dict.TransferSyntax;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of {@code dicom-transcode:}, {@code dicom-image:} and {@code dicom-print:} name every option, and their examples are routes. */
class ConversionPagesTest {

    private static final Path PAGES = Path.of("src/main/docs");
    private static final Path CATALOG = Path.of("src/generated/resources/META-INF/io/cameldicom/component");

    @ParameterizedTest
    @CsvSource({"transcode/dicom-transcode", "image/dicom-image", "print/dicom-print"})
    void every_option_is_in_its_table(String component) throws Exception {
        String page = page(component);
        JsonNode options = new ObjectMapper()
                .readTree(CATALOG.resolve(component + ".json").toFile())
                .get("properties");

        options.fieldNames().forEachRemaining(name -> {
            boolean own = options.get(name).get("kind").asText().equals("parameter")
                    && !name.equals("lazyStartProducer"); // every producer's
            assertTrue(!own || page.contains("\n| `" + name + "` |"), name);
        });
    }

    @ParameterizedTest
    @CsvSource({"transcode/dicom-transcode, 2", "image/dicom-image, 1", "print/dicom-print, 1"})
    void yaml_examples_are_routes(String component, int count) throws Exception {
        List<String> examples = Pattern.compile("\\[source,yaml]\\R----\\R(.*?)\\R----", Pattern.DOTALL)
                .matcher(page(component))
                .results()
                .map(example -> example.group(1))
                .toList();
        assertEquals(count, examples.size());
        for (String example : examples) {
            try (DefaultCamelContext context = new DefaultCamelContext()) {
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(ResourceHelper.fromString("example.camel.yaml", example));
                assertEquals(1, context.getRouteDefinitions().size(), example);
            }
        }
    }

    @Test
    void every_parameter_of_every_encoder_is_named() throws Exception {
        String page = page("transcode/dicom-transcode");
        for (TransferSyntax syntax : TransferSyntax.all()) {
            Optional<PixelCodec> encoder = PixelCodecs.installed().encoderOf(syntax.uid());
            if (encoder.isEmpty()) {
                continue;
            }
            for (CodecParameter parameter : encoder.get().parameters(syntax.uid())) {
                assertTrue(page.contains("`" + syntax.keyword() + "`"), syntax.keyword());
                assertTrue(page.contains("`" + parameter.name() + "`"), syntax + " " + parameter.name());
            }
        }
    }

    private static String page(String component) throws Exception {
        return Files.readString(PAGES.resolve(Path.of(component).getFileName() + "-component.adoc"));
    }
}
