package io.cameldicom.component.language;

import static io.cameldicom.component.language.DicomLanguage.dicom;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import java.util.List;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.Language;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;

class DicomLanguageTest extends CamelTestSupport {

    @Test
    void filters_and_sets_headers_in_the_java_dsl() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:java")
                        .filter(dicom("Modality == 'CT'"))
                        .setHeader("id", dicom("PatientID"))
                        .setHeader("rows", dicom("Rows"))
                        .to("mock:ct");
            }
        });
        MockEndpoint ct = getMockEndpoint("mock:ct");
        ct.expectedMessageCount(1);
        ct.expectedHeaderReceived("id", "0042");
        template.sendBody("direct:java", object("CT"));
        template.sendBody("direct:java", object("MR"));
        template.sendBody("direct:java", new Attributes());
        ct.assertIsSatisfied();
        assertEquals(512, ct.getExchanges().get(0).getIn().getHeader("rows", Integer.class));
    }

    @Test
    void filters_splits_and_sets_headers_in_the_yaml_dsl() throws Exception {
        load(
                """
                - route:
                    from:
                      uri: direct:yaml
                      steps:
                        - filter:
                            expression:
                              language:
                                language: dicom
                                expression: "Modality == 'CT' && $callingAeTitle like 'CT*'"
                            steps:
                              - setHeader:
                                  name: id
                                  expression:
                                    language:
                                      language: dicom
                                      expression: PatientID
                              - split:
                                  expression:
                                    language:
                                      language: dicom
                                      expression: RequestAttributesSequence
                                  steps:
                                    - to: mock:item
                """);
        MockEndpoint item = getMockEndpoint("mock:item");
        item.expectedMessageCount(2);
        item.expectedHeaderReceived("id", "0042");
        template.sendBodyAndHeader("direct:yaml", object("CT"), DicomConstants.CALLING_AE_TITLE, "CT1");
        template.sendBodyAndHeader("direct:yaml", object("CT"), DicomConstants.CALLING_AE_TITLE, "MR1");
        item.assertIsSatisfied();
        assertEquals(
                "RP1",
                item.getExchanges().get(0).getIn().getBody(Attributes.class).getString(Tag.RequestedProcedureID));
    }

    @Test
    void a_misspelt_keyword_stops_the_start_and_the_message_names_the_nearest() {
        var e = assertThrows(
                Exception.class,
                () -> load(
                        """
                        - route:
                            from:
                              uri: direct:misspelt
                              steps:
                                - filter:
                                    expression:
                                      language:
                                        language: dicom
                                        expression: "Modalty == 'CT'"
                                    steps:
                                      - to: mock:never
                        """));
        assertTrue(
                rootMessage(e).contains("No DICOM keyword 'Modalty'; did you mean Modality? at position 1"),
                rootMessage(e));
    }

    @Test
    void a_value_where_a_condition_belongs_stops_the_start() {
        var e = assertThrows(ExpressionIllegalSyntaxException.class, () -> context.resolveLanguage("dicom")
                .createPredicate("PatientID"));
        assertTrue(e.getMessage().contains("exists(PatientID)"), e.getMessage());
        assertThrows(
                Exception.class,
                () -> context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:value").filter(dicom("PatientID")).to("mock:never");
                    }
                }));
    }

    @Test
    void evaluates_on_a_dicom_object() throws Exception {
        Attributes attributes = object("CT");
        attributes.setString(Tag.SOPClassUID, VR.UI, UID.CTImageStorage);
        attributes.setString(Tag.SOPInstanceUID, VR.UI, "1.2.3");
        Exchange exchange = exchange(DicomObject.of(attributes, TransferSyntax.of(UID.ExplicitVRLittleEndian)));
        assertTrue(dicom("Modality == 'CT' && $sopClass == 'CTImageStorage'").matches(exchange));
    }

    @Test
    void a_condition_is_also_a_boolean_value() {
        Language language = context.resolveLanguage("dicom");
        Exchange exchange = exchange(object("CT"));
        assertEquals(true, language.createExpression("Modality == 'CT'").evaluate(exchange, Boolean.class));
        assertEquals("false", language.createExpression("Modality == 'MR'").evaluate(exchange, String.class));
        assertNull(language.createExpression("Laterality").evaluate(exchange, String.class));
        assertFalse(language.createPredicate("exists(Laterality)").matches(exchange));
    }

    @Test
    void a_body_that_is_no_dicom_object_is_an_error() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:wrong").filter(dicom("Modality == 'CT'")).to("mock:never");
            }
        });
        for (Object body : new Object[] {42, null}) {
            var e = assertThrows(CamelExecutionException.class, () -> template.sendBody("direct:wrong", body));
            assertTrue(rootMessage(e).contains("wants a DICOM object"), rootMessage(e));
        }
    }

    @Test
    void the_message_of_an_error_has_no_value_of_the_object() {
        Attributes attributes = new Attributes();
        attributes.setString(Tag.PatientName, VR.PN, "a".repeat(60));
        var e = assertThrows(IllegalStateException.class, () -> dicom("PatientName =~ '(.*a){25}b'")
                .matches(exchange(attributes)));
        assertFalse(e.getMessage().contains("aaaa"));
    }

    private void load(String yaml) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("routes.camel.yaml", yaml));
    }

    private Exchange exchange(Object body) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getIn().setBody(body);
        return exchange;
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static Attributes object(String modality) {
        Attributes object = new Attributes();
        object.setString(Tag.Modality, VR.CS, modality);
        object.setString(Tag.PatientID, VR.LO, "0042");
        object.setInt(Tag.Rows, VR.US, 512);
        for (String id : List.of("RP1", "RP2")) {
            Attributes item = new Attributes();
            item.setString(Tag.RequestedProcedureID, VR.SH, id);
            var items = object.getSequence(Tag.RequestAttributesSequence);
            (items == null ? object.newSequence(Tag.RequestAttributesSequence) : items).add(item);
        }
        return object;
    }
}
