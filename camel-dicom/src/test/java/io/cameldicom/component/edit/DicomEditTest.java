package io.cameldicom.component.edit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.io.DicomInputStream;
import java.io.InputStream;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;

class DicomEditTest extends CamelTestSupport {
    private static final byte[] PIXELS = {1, 2, 3, 4, 5, 6, 7, 8};

    @Test
    void edits_an_object_in_a_yaml_route_and_leaves_its_pixels_alone() throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(
                        ResourceHelper.fromString(
                                "edit.camel.yaml",
                                """
                        - route:
                            from:
                              uri: direct:yaml
                              steps:
                                - to:
                                    uri: dicom-edit:normalise
                                    parameters:
                                      modifyingSystem: RAW(HUB & more)
                                      steps: >-
                                        RAW(set InstitutionName '100 % Example + Hospital & Co';
                                        set AccessionNumber 'A-${header.order}';
                                        replace PatientID '^0+' with '')
                                - to: mock:edited
                        """));
        Exchange exchange = send("direct:yaml", object(), Map.of("order", "4711"));
        Attributes edited = readAll(exchange.getMessage().getBody(DicomObject.class));
        assertEquals("100 % Example + Hospital & Co", edited.getString(Tag.InstitutionName));
        assertEquals("A-4711", edited.getString(Tag.AccessionNumber));
        assertEquals("42", edited.getString(Tag.PatientID));
        assertArrayEquals(PIXELS, edited.getBytes(Tag.PixelData));
        Attributes original = edited.getNestedDataset(Tag.OriginalAttributesSequence);
        assertEquals("HUB & more", original.getString(Tag.ModifyingSystem));
        assertEquals("COERCE", original.getString(Tag.ReasonForTheAttributeModification));
        assertTrue(original.getString(Tag.AttributeModificationDateTime).matches("\\d{14}[+-]\\d{4}"));
        assertTrue(original.contains(Tag.SourceOfPreviousValues));
        Attributes values = original.getNestedDataset(Tag.ModifiedAttributesSequence);
        assertEquals("0042", values.getString(Tag.PatientID));
        assertEquals("Klinik", values.getString(Tag.InstitutionName));
        assertFalse(values.contains(Tag.AccessionNumber), "it is new");
        assertEquals(2, values.size());
    }

    @Test
    void each_edit_adds_its_own_record() throws Exception {
        route("dicom-edit:a?steps=set PatientID 'A'", "dicom-edit:b?steps=set PatientID 'B'&reason=CORRECT");
        Attributes edited =
                send("direct:start", object(), Map.of()).getMessage().getBody(Attributes.class);
        var records = edited.getSequence(Tag.OriginalAttributesSequence);
        assertEquals(2, records.size());
        assertEquals("0042", previousPatientId(records.get(0)));
        assertEquals("A", previousPatientId(records.get(1)));
        assertEquals("CORRECT", records.get(1).getString(Tag.ReasonForTheAttributeModification));
    }

    @Test
    void previous_values_keep_their_characters_when_the_set_is_raised() throws Exception {
        route("dicom-edit:kanji?steps=set PatientName '山田'; set InstitutionName 'X'");
        Attributes attributes = new Attributes();
        attributes.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
        attributes.setString(Tag.PatientName, VR.PN, "Müller");
        Attributes edited =
                send("direct:start", attributes, Map.of()).getMessage().getBody(Attributes.class);
        assertEquals("山田", edited.getString(Tag.PatientName));
        assertEquals("ISO_IR 192", edited.getString(Tag.SpecificCharacterSet));
        Attributes values = edited.getNestedDataset(Tag.OriginalAttributesSequence)
                .getNestedDataset(Tag.ModifiedAttributesSequence);
        assertEquals("Müller", values.getString(Tag.PatientName));
        assertEquals("Müller", attributes.getString(Tag.PatientName), "the data set that came in is not touched");
    }

    @Test
    void what_is_hidden_is_nowhere_in_the_result() throws Exception {
        route(
                "dicom-edit:hide?steps=hash PatientID; shift dates by 3 days&hashKey=RAW(a key nobody & no one can guess)");
        DicomObject edited =
                send("direct:start", object(), Map.of()).getMessage().getBody(DicomObject.class);
        Attributes attributes = edited.attributes();
        assertEquals(32, attributes.getString(Tag.PatientID).length());
        assertEquals("20261125", attributes.getString(Tag.StudyDate));
        assertFalse(attributes.contains(Tag.OriginalAttributesSequence));
    }

    @Test
    void nothing_is_recorded_when_told_so() throws Exception {
        route("dicom-edit:quiet?steps=set PatientID 'A'&originalAttributes=false");
        Attributes edited =
                send("direct:start", object(), Map.of()).getMessage().getBody(Attributes.class);
        assertEquals("A", edited.getString(Tag.PatientID));
        assertFalse(edited.contains(Tag.OriginalAttributesSequence));
    }

    @Test
    void an_object_that_no_step_changes_stays_the_same_one() throws Exception {
        route("dicom-edit:nothing?steps=default PatientID 'A'; map StudyDescription 'x' to 'y'; remove Laterality");
        DicomObject object = object();
        assertSame(object, send("direct:start", object, Map.of()).getMessage().getBody());
    }

    @Test
    void headers_and_file_meta_follow_the_object() throws Exception {
        route("dicom-edit:uids?steps=set SOPInstanceUID '9.9.9'; remove Modality");
        Exchange exchange = send(
                "direct:start",
                object(),
                Map.of(DicomConstants.SOP_INSTANCE_UID, "1.2.3", DicomConstants.MODALITY, "CT"));
        assertEquals("9.9.9", exchange.getMessage().getHeader(DicomConstants.SOP_INSTANCE_UID));
        assertNull(exchange.getMessage().getHeader(DicomConstants.MODALITY));
        DicomObject edited = exchange.getMessage().getBody(DicomObject.class);
        assertEquals("9.9.9", edited.sopInstanceUid());
        assertEquals("9.9.9", edited.fileMetaInformation().mediaStorageSopInstanceUid());
    }

    @Test
    void steps_can_be_in_a_resource() throws Exception {
        route("dicom-edit:file?steps=resource:classpath:io/cameldicom/component/edit/normalise.steps");
        DicomObject object = object();
        DicomObject edited = send("direct:start", object, Map.of()).getMessage().getBody(DicomObject.class);
        assertNotSame(object, edited);
        assertEquals("CHEST", edited.string("BodyPartExamined"));
        assertEquals("Example Hospital", edited.string("InstitutionName"));
    }

    @Test
    void a_simple_expression_that_gives_nothing_fails_and_changes_nothing() throws Exception {
        route("dicom-edit:missing?steps=set PatientID '${header.id}'");
        var e = assertThrows(CamelExecutionException.class, () -> template.sendBody("direct:start", object()));
        assertTrue(
                e.getCause().getMessage().contains("${header.id} gives nothing to set"),
                e.getCause().getMessage());
    }

    @Test
    void mistakes_stop_the_start_and_say_where() {
        mistake("dicom-edit:x?steps=set Modalty 'CT'", "dicom-edit:x: Step 1: No DICOM keyword 'Modalty'");
        mistake("dicom-edit:x", "steps");
        mistake("dicom-edit:x?steps=# comment set PatientID 'A'", "comments belong in a resource");
        mistake("dicom-edit:x?steps=hash PatientID", "hash needs the option hashKey");
        mistake("dicom-edit:x?steps=hash PatientID&hashKey=short", "at least 16 characters");
        mistake("dicom-edit:x?steps=remove PatientID&reason=WHIM", "must be COERCE or CORRECT");
    }

    private void mistake(String uri, String message) {
        Throwable e = assertThrows(ResolveEndpointFailedException.class, () -> context.getEndpoint(uri));
        while (e.getCause() != null && !e.getMessage().contains(message)) {
            e = e.getCause();
        }
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    private static String previousPatientId(Attributes record) {
        return record.getNestedDataset(Tag.ModifiedAttributesSequence).getString(Tag.PatientID);
    }

    private void route(String... uris) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").to(uris).to("mock:edited");
            }
        });
    }

    private Exchange send(String uri, Object body, Map<String, Object> headers) throws Exception {
        MockEndpoint edited = getMockEndpoint("mock:edited");
        edited.expectedMessageCount(1);
        template.sendBodyAndHeaders(uri, body, headers);
        edited.assertIsSatisfied();
        return edited.getExchanges().get(0);
    }

    private static Attributes readAll(DicomObject object) throws Exception {
        try (InputStream stream = object.openStream()) {
            return new DicomInputStream(stream).readDataset();
        }
    }

    private static DicomObject object() throws Exception {
        Attributes object = new Attributes();
        object.setString(Tag.SOPClassUID, VR.UI, UID.CTImageStorage);
        object.setString(Tag.SOPInstanceUID, VR.UI, "1.2.3");
        object.setString(Tag.StudyDate, VR.DA, "20261122");
        object.setString(Tag.Modality, VR.CS, "CT");
        object.setString(Tag.InstitutionName, VR.LO, "Klinik");
        object.setString(Tag.PatientID, VR.LO, "0042");
        object.setString(Tag.BodyPartExamined, VR.CS, "THX");
        object.setBytes(Tag.PixelData, VR.OB, PIXELS);
        return DicomObject.of(object, TransferSyntax.of(UID.ExplicitVRLittleEndian));
    }
}
