package io.cameldicom.component.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomObject;
import io.cameldicom.component.event.SkippedValuesEvent;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.fhir.TestHeaders;
import io.cameldicom.fhir.UnmappableException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DicomFhirTest {

    private static final String STEP = "dicom-fhir:imagingStudy?baseUri=https://hub.example.org";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<SkippedValuesEvent> events = new CopyOnWriteArrayList<>();
    private final Attributes object = TestHeaders.twoSeriesOfCt().get(1);
    private ProducerTemplate template;

    @BeforeEach
    void start() {
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof SkippedValuesEvent skipped) {
                    events.add(skipped);
                }
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void object_becomes_a_transaction_as_json() throws Exception {
        Exchange done = map("", DicomObject.of(object, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));

        assertNull(done.getException());
        String json = done.getMessage().getBody(String.class);
        assertTrue(json.startsWith("{\"resourceType\":\"Bundle\",\"type\":\"transaction\""), json);
        assertEquals("application/fhir+json", done.getMessage().getHeader("Content-Type"));
        assertNull(done.getMessage().getHeader(FhirConstants.SKIPPED));
    }

    @Test
    void attributes_objects_studies_and_several_objects_are_all_studies() throws Exception {
        List<Attributes> objects = TestHeaders.twoSeriesOfCt();
        String one = map("", object).getMessage().getBody(String.class);
        assertEquals(
                one, map("", TestHeaders.study(List.of(object))).getMessage().getBody(String.class));
        assertEquals(
                one,
                map("", DicomObject.of(object, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                        .getMessage()
                        .getBody(String.class));

        String three = map("", objects).getMessage().getBody(String.class);
        assertEquals(three, map("", TestHeaders.study(objects)).getMessage().getBody(String.class));
        assertTrue(three.contains("\"numberOfInstances\":3"));
    }

    @Test
    void each_output_is_what_it_says() throws Exception {
        Bundle bundle = assertInstanceOf(
                Bundle.class, map("&output=bundle", object).getMessage().getBody());
        assertEquals(2, bundle.getEntry().size());
        ImagingStudy alone = assertInstanceOf(
                ImagingStudy.class, map("&output=resource", object).getMessage().getBody());
        assertFalse(alone.getSubject().hasReference());
        assertEquals("P001", alone.getSubject().getIdentifier().getValue());
        assertTrue(map("&output=json", object)
                .getMessage()
                .getBody(String.class)
                .startsWith("{\"resourceType\":\"ImagingStudy\""));
    }

    @Test
    void options_shape_the_transaction() {
        Bundle bundle = (Bundle) map(
                        "&output=bundle&clientIds=true&patientUpdate=true&instances=false&source=urn:hub:1"
                                + "&endpointAddress=https://pacs.example.org/dicom-web/&endpointName=pacs"
                                + "&system.CLINIC=https://clinic.example.org/pid&patientSystem=urn:oid:1.2.3.4",
                        object)
                .getMessage()
                .getBody();

        assertEquals(
                "Patient?identifier=urn:oid:1.2.3.4%7CP001",
                bundle.getEntry().get(0).getRequest().getUrl());
        assertEquals(
                "identifier=https://hub.example.org/sid/endpoint%7Cpacs",
                bundle.getEntry().get(1).getRequest().getIfNoneExist());
        ImagingStudy study = (ImagingStudy) bundle.getEntry().get(2).getResource();
        assertEquals(
                "ImagingStudy/" + study.getIdElement().getIdPart(),
                bundle.getEntry().get(2).getRequest().getUrl());
        assertEquals("urn:hub:1", study.getMeta().getSource());
        assertFalse(study.getSeriesFirstRep().hasInstance());
        assertEquals(1, study.getSeriesFirstRep().getNumberOfInstances());
        assertEquals(
                bundle.getEntry().get(1).getFullUrl(),
                study.getEndpointFirstRep().getReference());
    }

    @Test
    void optional_bad_values_are_skipped_counted_and_told() {
        Attributes dirty = new Attributes(object);
        dirty.setString(Tag.StudyTime, VR.TM, "noon");
        dirty.setString(Tag.PatientSex, VR.CS, "SECRET");

        Exchange done = map("", dirty);

        assertNull(done.getException());
        assertEquals(
                List.of("StudyTime", "PatientSex").stream().sorted().toList(),
                ((List<?>) done.getMessage().getHeader(FhirConstants.SKIPPED))
                        .stream().sorted().toList());
        assertEquals(2, events.get(0).keywords().size());
        assertEquals(2, context.getEndpoint(STEP, DicomFhirEndpoint.class).getSkippedValues());
    }

    @Test
    void required_element_that_is_wrong_fails_with_its_name_and_without_its_value() {
        for (int tag : new int[] {Tag.StudyInstanceUID, Tag.SeriesInstanceUID, Tag.SOPInstanceUID, Tag.SOPClassUID}) {
            for (String value : new String[] {"", "1.2.x", "1." + "2".repeat(64)}) {
                Attributes broken = new Attributes(object);
                broken.setString(tag, VR.UI, value);

                Exchange done = map("", broken);

                UnmappableException failure = done.getException(UnmappableException.class);
                assertEquals(tag, failure.tag());
                assertTrue(failure.getMessage().contains(Tag.format(tag)), failure.getMessage());
                assertTrue(value.isEmpty() || !failure.getMessage().contains(value));
            }
        }
    }

    @Test
    void what_is_no_dicom_fails() {
        assertTrue(map("", "no object at all").isFailed());
    }

    @Test
    void server_that_has_it_all_need_not_be_told() {
        ImagingStudy stored =
                (ImagingStudy) map("&output=resource", object).getMessage().getBody();
        stored.setId("7");
        stored.getMeta().setVersionId("1");
        Bundle found = new Bundle().setType(Bundle.BundleType.SEARCHSET);
        found.addEntry().setResource(stored);
        String json = io.cameldicom.fhir.FhirJson.encode(found);

        Exchange again = template.send(STEP + "&output=bundle", exchange -> {
            exchange.getMessage().setBody(object);
            exchange.getMessage().setHeader(FhirConstants.STORED, json);
        });

        assertEquals(true, again.getMessage().getHeader(FhirConstants.UNCHANGED));
        assertNull(again.getMessage().getHeader(FhirConstants.STORED));
        Bundle bundle = again.getMessage().getBody(Bundle.class);
        assertEquals("W/\"1\"", bundle.getEntry().get(1).getRequest().getIfMatch());
    }

    @Test
    void wrong_options_stop_the_start() {
        for (String options : new String[] {
            "dicom-fhir:imagingStudy",
            "dicom-fhir:imagingStudy?baseUri=hub",
            "dicom-fhir:patient?baseUri=https://hub.example.org",
            STEP + "&zone=Berlin",
            STEP + "&endpointAddress=https://pacs.example.org/studies",
            STEP + "&system.X=notabsolute"
        }) {
            assertThrows(Exception.class, () -> context.getEndpoint(options).createProducer(), options);
        }
    }

    @Test
    void without_hapi_fhir_the_step_says_what_to_add() {
        try (DefaultCamelContext without = new DefaultCamelContext()) {
            without.setClassResolver(new DefaultClassResolver() {
                @Override
                public Class<?> resolveClass(String name) {
                    return name.startsWith("org.hl7.fhir.") ? null : super.resolveClass(name);
                }
            });

            Exception failure = assertThrows(
                    IllegalStateException.class, () -> without.getEndpoint(STEP).createProducer());

            assertTrue(failure.getMessage().contains("ca.uhn.hapi.fhir:hapi-fhir-structures-r4"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void nothing_comes_from_it() {
        assertThrows(UnsupportedOperationException.class, () -> context.getEndpoint(STEP)
                .createConsumer(exchange -> {}));
    }

    private Exchange map(String options, Object body) {
        return template.send(STEP + options, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new java.util.HashMap<>(Map.of()));
        });
    }
}
