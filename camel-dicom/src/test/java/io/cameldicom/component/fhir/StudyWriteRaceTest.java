package io.cameldicom.component.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.fhir.FhirJson;
import io.cameldicom.fhir.TestHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The route of the page that reads, joins and writes, against a server on which somebody else is writing, too. */
class StudyWriteRaceTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<Attributes> objects = TestHeaders.twoSeriesOfCt();
    /** The resource on the server, null for none, and how often it was written. */
    private ImagingStudy stored;

    private int version;
    private int searches;
    private Runnable meanwhile = () -> {};

    private static final class VersionConflictException extends Exception {}

    @BeforeEach
    void start() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:studies")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(5).redeliveryDelay(1))
                        .to("direct:write-study");
                from("direct:find-study").errorHandler(noErrorHandler()).process(StudyWriteRaceTest.this::find);
                from("direct:post-transaction").errorHandler(noErrorHandler()).process(StudyWriteRaceTest.this::post);
            }
        });
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("page.camel.yaml", routeOfThePage()));
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void two_writers_of_late_objects_are_both_there() throws Exception {
        send(objects.subList(0, 1));
        // between reading and writing, somebody else writes another object of the study
        meanwhile = () -> {
            meanwhile = () -> {};
            send(objects.subList(1, 2));
        };

        send(objects.subList(2, 3));

        assertEquals(3, stored.getNumberOfInstances());
        assertEquals(3, version);
        assertEquals(4, searches);
    }

    @Test
    void sent_again_nothing_is_written() {
        send(objects);
        send(objects);
        send(objects.subList(1, 2));

        assertEquals(1, version);
    }

    private void send(List<Attributes> late) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            assertNull(template.send(
                            "direct:studies", exchange -> exchange.getMessage().setBody(late))
                    .getException());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void find(Exchange exchange) {
        searches++;
        Bundle found = new Bundle().setType(Bundle.BundleType.SEARCHSET);
        if (stored != null) {
            found.addEntry().setResource(stored);
        }
        exchange.getMessage().setBody(FhirJson.encode(found));
    }

    private void post(Exchange exchange) throws VersionConflictException {
        meanwhile.run();
        Bundle transaction = FhirJson.decode(Bundle.class, exchange.getMessage().getBody(String.class));
        Bundle.BundleEntryComponent entry = transaction.getEntry().get(1);
        String expected = entry.getRequest().getIfMatch();
        if (expected != null && !expected.equals("W/\"" + version + "\"")) {
            throw new VersionConflictException();
        }
        assertTrue(stored == null || expected != null, "an update that says no version");
        version++;
        stored = (ImagingStudy) entry.getResource();
        stored.setId("1");
        stored.getMeta().setVersionId(Integer.toString(version));
    }

    private static String routeOfThePage() throws Exception {
        String page = Files.readString(Path.of("src/main/docs/dicom-fhir-component.adoc"));
        return Stream.of(page)
                .flatMap(text -> Pattern.compile("\\[source,yaml]\\R----\\R(.*?)\\R----", Pattern.DOTALL)
                        .matcher(text)
                        .results())
                .map(example -> example.group(1))
                .findFirst()
                .orElseThrow();
    }
}
