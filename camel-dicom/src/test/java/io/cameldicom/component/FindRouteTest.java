package io.cameldicom.component;

import static io.cameldicom.component.DicomTestContext.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries answered by a route, and asked by one: C-FIND both ways. */
@Timeout(60)
class FindRouteTest {

    private DicomTestContext camel;

    @AfterEach
    void stop() {
        if (camel != null) {
            camel.close();
        }
    }

    /** A route {@code pacs} that answers with what the processor sets. */
    private String pacs(String options, org.apache.camel.Processor processor) throws Exception {
        camel = new DicomTestContext(new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(noErrorHandler());
                        from("dicom:PACS@127.0.0.1:0?" + options)
                                .routeId("pacs")
                                .process(processor);
                    }
                })
                .start();
        return camel.uri("pacs");
    }

    static Attributes study(int number) {
        Attributes study = new Attributes();
        study.setString(Tag.PatientName, VR.PN, number % 2 == 0 ? "DOE^JANE" : "ROE^RICHARD");
        study.setString(Tag.PatientID, VR.LO, "P" + number);
        study.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3." + number);
        study.setString(Tag.StudyDate, VR.DA, "202601" + String.format("%02d", 1 + number % 28));
        study.setString(Tag.StudyDescription, VR.LO, "not asked for");
        return study;
    }

    private static List<Attributes> studies(int count) {
        return IntStream.range(0, count).mapToObj(FindRouteTest::study).toList();
    }

    @SuppressWarnings("unchecked")
    private List<Attributes> find(String uri, Object keys) {
        Exchange done = camel.send(uri + "?operation=find&outputType=list", keys);
        assertNull(done.getException(), () -> "failed: " + done.getException());
        return done.getMessage().getBody(List.class);
    }

    private DicomOperationException failure(String uri, Object keys) {
        Exchange done = camel.send(uri + "?operation=find&outputType=list", keys);
        return assertInstanceOf(DicomOperationException.class, done.getException());
    }

    @Test
    void a_route_answers_with_the_matches_among_what_it_has() throws Exception {
        camel = new DicomTestContext(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("dicom:PACS@127.0.0.1:0?service=find")
                                .routeId("pacs")
                                .setBody(exchange -> studies(10))
                                .to("dicom-query:filter");
                    }
                })
                .start();
        String uri = camel.uri("pacs");
        List<Attributes> found = find(uri, Map.of("PatientName", "doe*", "StudyInstanceUID", "", "StudyDate", ""));
        assertEquals(5, found.size());
        Attributes first = found.get(0);
        assertEquals("DOE^JANE", first.getString(Tag.PatientName));
        assertEquals("1.2.3.0", first.getString(Tag.StudyInstanceUID));
        assertEquals("STUDY", first.getString(Tag.QueryRetrieveLevel));
        assertFalse(first.contains(Tag.StudyDescription), "not asked for");
    }

    @Test
    void the_exchange_says_who_asks_what() throws Exception {
        AtomicReference<Exchange> seen = new AtomicReference<>();
        String uri = pacs("service=find", exchange -> {
            seen.set(exchange.copy());
            exchange.getMessage().setBody(null);
        });
        Attributes keys = new Attributes();
        keys.setString(Tag.QueryRetrieveLevel, VR.CS, "SERIES");
        keys.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3");
        assertEquals(List.of(), find(uri, keys));
        Exchange exchange = seen.get();
        assertEquals("find", exchange.getIn().getHeader(DicomConstants.OPERATION));
        assertEquals("SERIES", exchange.getIn().getHeader(DicomConstants.QUERY_LEVEL));
        assertEquals("CAMEL", exchange.getIn().getHeader(DicomConstants.CALLING_AE_TITLE));
        assertEquals("PACS", exchange.getIn().getHeader(DicomConstants.CALLED_AE_TITLE));
        assertEquals(
                UID.StudyRootQueryRetrieveInformationModelFind,
                exchange.getIn().getHeader(DicomConstants.SOP_CLASS_UID));
        assertEquals("", exchange.getIn().getHeader(DicomConstants.QUERY_OPTIONS));
        assertNotNull(exchange.getIn().getHeader(DicomConstants.MESSAGE_ID));
        assertEquals("1.2.3", exchange.getIn().getBody(Attributes.class).getString(Tag.StudyInstanceUID));
        assertNotNull(exchange.getProperty(DicomConstants.IDENTIFIER));
    }

    @Test
    void what_is_negotiated_reaches_the_route() throws Exception {
        AtomicReference<Object> seen = new AtomicReference<>();
        String uri = pacs("service=find&queryOptions=relational,fuzzyNames", exchange -> {
            seen.set(exchange.getIn().getHeader(DicomConstants.QUERY_OPTIONS));
            exchange.getMessage().setBody(null);
        });
        Exchange done = camel.send(
                uri + "?operation=find&outputType=list&queryOptions=fuzzyNames,relational,timezone&queryLevel=IMAGE",
                Map.of("Modality", "CT"));
        assertNull(done.getException(), "relational: no keys of the levels above are needed");
        assertEquals("relational,fuzzyNames", seen.get());
    }

    static Stream<Object> shapes() {
        return Stream.of(
                List.of(study(1), study(2)),
                List.of(study(1), study(2)).iterator(),
                org.junit.jupiter.params.provider.Arguments.of((Object) new Attributes[] {study(1), study(2)}),
                List.of(
                        Map.of("STUDY_INSTANCE_UID", "1.2.3.1", "PATIENT_ID", "P1"),
                        Map.of("StudyInstanceUID", "1.2.3.2", "PatientID", "P2")));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("shapes")
    void an_answer_may_be_any_series_of_data_sets_or_rows(Object answer) throws Exception {
        String uri = pacs("service=find", exchange -> exchange.getMessage().setBody(answer));
        List<Attributes> found = find(uri, Map.of("StudyInstanceUID", "", "PatientID", ""));
        assertEquals(
                List.of("P1", "P2"),
                found.stream().map(match -> match.getString(Tag.PatientID)).toList());
    }

    @Test
    void a_single_data_set_is_one_match_and_a_stream_is_closed() throws Exception {
        AtomicInteger closed = new AtomicInteger();
        AtomicInteger asked = new AtomicInteger();
        String uri = pacs("service=find", exchange -> exchange.getMessage()
                .setBody(
                        asked.getAndIncrement() == 0
                                ? study(1)
                                : Stream.of(study(1), study(2)).onClose(closed::incrementAndGet)));
        assertEquals(1, find(uri, Map.of("StudyInstanceUID", "")).size());
        assertEquals(2, find(uri, Map.of("StudyInstanceUID", "")).size());
        await("the stream is closed", () -> closed.get() == 1);
    }

    @Test
    void a_route_that_sets_no_body_has_found_nothing() throws Exception {
        String uri = pacs("service=find", exchange -> {});
        assertEquals(List.of(), find(uri, Map.of("StudyInstanceUID", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "QueryRetrieveLevel=SERIES, A900, '(0020,000D) is missing or empty'",
        "QueryRetrieveLevel=EXAM, A900, '(0008,0052) Query/Retrieve Level: none of the SOP class'",
        "QueryRetrieveLevel=STUDY;SeriesInstanceUID=1.2, A900, '(0020,000E) is below the level of the query'",
    })
    void an_identifier_that_is_none_is_answered_a900_with_the_key(String keys, String status, String comment)
            throws Exception {
        String uri = pacs("service=find", exchange -> exchange.getMessage().setBody(study(1)));
        Attributes identifier = new Attributes();
        for (String key : keys.split(";")) {
            int tag = Tag.parse(key.substring(0, key.indexOf('=')));
            identifier.setString(
                    tag, tag == Tag.QueryRetrieveLevel ? VR.CS : VR.UI, key.substring(key.indexOf('=') + 1));
        }
        DicomOperationException failure = failure(uri, identifier);
        assertEquals(status, Status.format(failure.getStatus()));
        assertEquals(comment, failure.getErrorComment());
        int[] offending =
                assertInstanceOf(RefusedException.class, failure.getCause()).getOffendingElements();
        assertTrue(comment.startsWith(Tag.format(offending[0])), "PS3.4 table C.4-1 has the element told");
    }

    @Test
    void keys_padded_with_zero_bytes_and_empty_ones_are_taken_as_meant() throws Exception {
        camel = new DicomTestContext(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("dicom:PACS@127.0.0.1:0?service=find")
                                .routeId("pacs")
                                .setBody(exchange -> studies(10))
                                .to("dicom-query:filter");
                    }
                })
                .start();
        Attributes keys = new Attributes();
        keys.setBytes(Tag.QueryRetrieveLevel, VR.CS, "STUDY\0".getBytes(StandardCharsets.US_ASCII));
        keys.setBytes(Tag.PatientID, VR.LO, "P3\0\0".getBytes(StandardCharsets.US_ASCII));
        keys.setBytes(Tag.StudyInstanceUID, VR.UI, "\0\0".getBytes(StandardCharsets.US_ASCII));
        keys.setNull(Tag.PatientName, VR.PN);
        List<Attributes> found = find(camel.uri("pacs"), keys);
        assertEquals(1, found.size());
        assertEquals("1.2.3.3", found.get(0).getString(Tag.StudyInstanceUID));
    }

    @Test
    void a_proxy_of_a_lenient_archive_need_not_check_identifiers() throws Exception {
        String uri = pacs("service=find&validateIdentifier=false", exchange -> exchange.getMessage()
                .setBody(study(1)));
        Attributes identifier = new Attributes();
        identifier.setString(Tag.QueryRetrieveLevel, VR.CS, "SERIES");
        assertEquals(1, find(uri, identifier).size());
    }

    @Test
    void a_route_that_throws_is_answered_c000_with_a_comment_that_quotes_nothing() throws Exception {
        String uri = pacs("service=find", exchange -> {
            throw new IllegalStateException("no such patient DOE^JANE");
        });
        DicomOperationException failure = failure(uri, Map.of("StudyInstanceUID", ""));
        assertEquals(Status.UnableToProcess, failure.getStatus());
        assertEquals("Failed with IllegalStateException", failure.getErrorComment());
    }

    @Test
    void an_iterator_that_throws_ends_the_query_the_same_way() throws Exception {
        String uri = pacs("service=find", exchange -> exchange.getMessage()
                .setBody(Stream.of(1, 2, 3).map(number -> {
                    if (number == 3) {
                        throw new IllegalArgumentException("no such patient DOE^JANE");
                    }
                    return study(number);
                })));
        DicomOperationException failure = failure(uri, Map.of("StudyInstanceUID", ""));
        assertEquals(Status.UnableToProcess, failure.getStatus());
        assertEquals("Failed with IllegalArgumentException", failure.getErrorComment());
    }

    @ParameterizedTest
    @CsvSource({"A700", "A900", "C001", "0122", "0124"})
    void a_route_answers_any_failure_by_exception_or_header(String status) throws Exception {
        int code = Integer.parseInt(status, 16);
        AtomicInteger asked = new AtomicInteger();
        String uri = pacs("service=find", exchange -> {
            if (asked.getAndIncrement() == 0) {
                throw new DicomServiceException(code, "by exception");
            }
            exchange.getMessage().setHeader(DicomConstants.STATUS, status);
            exchange.getMessage().setHeader(DicomConstants.ERROR_COMMENT, "by header");
        });
        DicomOperationException thrown = failure(uri, Map.of("StudyInstanceUID", ""));
        assertEquals(code, thrown.getStatus());
        assertEquals("by exception", thrown.getErrorComment());
        DicomOperationException set = failure(uri, Map.of("StudyInstanceUID", ""));
        assertEquals(code, set.getStatus());
        assertEquals("by header", set.getErrorComment());
    }

    @Test
    void keys_the_route_does_not_support_are_told_by_ff01_and_a_limit_by_b001() throws Exception {
        camel = new DicomTestContext(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("dicom:PACS@127.0.0.1:0?service=find")
                                .routeId("pacs")
                                .setBody(exchange -> studies(3))
                                .to("dicom-query:filter?supportedKeys=PatientID,StudyInstanceUID");
                        from("dicom:LIMIT@127.0.0.1:0?service=find")
                                .routeId("limit")
                                .setBody(exchange -> studies(3))
                                .setHeader(DicomConstants.STATUS, constant("B001"));
                        from("direct:ask").toD("${header.peer}?operation=find").process(exchange -> {
                            FindResults results = exchange.getMessage().getBody(FindResults.class);
                            int count = 0;
                            for (; results.hasNext(); results.next()) {
                                count++;
                            }
                            exchange.getMessage()
                                    .setBody(count + " " + Status.format(results.status()) + " "
                                            + results.optionalKeysNotSupported());
                        });
                    }
                })
                .start();
        Map<String, Object> keys = Map.of("StudyInstanceUID", "", "StudyComments", "x");
        assertEquals("3 0000 true", ask("pacs", keys));
        assertEquals("3 B001 false", ask("limit", keys));
    }

    private Object ask(String route, Object keys) {
        return camel.send("direct:ask", keys, Map.of("peer", camel.uri(route)))
                .getMessage()
                .getBody();
    }

    @Test
    void matches_are_taken_from_the_route_as_the_peer_takes_them_and_closing_cancels() throws Exception {
        AtomicInteger made = new AtomicInteger();
        AtomicReference<Boolean> closed = new AtomicReference<>(false);
        AtomicReference<Cancellation> cancellation = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(1);
        camel = new DicomTestContext(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("dicom:PACS@127.0.0.1:0?service=find")
                                .routeId("pacs")
                                .process(exchange -> {
                                    cancellation.set(
                                            exchange.getProperty(DicomConstants.CANCELLATION, Cancellation.class));
                                    cancellation.get().onCancel(ended::countDown);
                                    exchange.getMessage()
                                            .setBody(IntStream.range(0, 1_000_000)
                                                    .mapToObj(number -> {
                                                        made.incrementAndGet();
                                                        return study(number);
                                                    })
                                                    .onClose(() -> closed.set(true)));
                                });
                        from("direct:first-three")
                                .toD("${header.peer}?operation=find")
                                .process(exchange -> {
                                    Iterator<?> matches = exchange.getMessage().getBody(Iterator.class);
                                    List<Object> taken = new ArrayList<>();
                                    while (taken.size() < 3) {
                                        taken.add(matches.next());
                                    }
                                    exchange.getMessage().setBody(taken);
                                });
                    }
                })
                .start();
        Exchange done =
                camel.send("direct:first-three", Map.of("StudyInstanceUID", ""), Map.of("peer", camel.uri("pacs")));
        assertEquals(3, done.getMessage().getBody(List.class).size());
        assertTrue(ended.await(10, java.util.concurrent.TimeUnit.SECONDS), "the route learns of the cancel");
        assertTrue(cancellation.get().isCancelled());
        await("the route's stream is closed", closed::get);
        assertTrue(made.get() < 200_000, "the peer set the pace, and yet there were " + made);
    }

    @Test
    void an_iterator_of_a_finished_exchange_says_so() throws Exception {
        String uri = pacs("service=find", exchange -> exchange.getMessage().setBody(studies(1000)));
        Exchange done = camel.send(uri + "?operation=find", Map.of("StudyInstanceUID", ""));
        FindResults results = done.getMessage().getBody(FindResults.class);
        IllegalStateException e =
                org.junit.jupiter.api.Assertions.assertThrows(IllegalStateException.class, results::hasNext);
        assertTrue(e.getMessage().contains("outputType=list"), e.getMessage());
    }

    @Test
    void a_split_takes_matches_one_by_one() throws Exception {
        camel = new DicomTestContext(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("dicom:PACS@127.0.0.1:0?service=find")
                                .routeId("pacs")
                                .setBody(exchange -> studies(100));
                        from("direct:split")
                                .toD("${header.peer}?operation=find&returnKeys=PatientID")
                                .split(body())
                                .streaming()
                                .setBody(simple("${body.getString('PatientID')}"))
                                .to("mock:matches");
                    }
                })
                .start();
        org.apache.camel.component.mock.MockEndpoint matches =
                camel.context.getEndpoint("mock:matches", org.apache.camel.component.mock.MockEndpoint.class);
        matches.expectedMessageCount(100);
        Exchange done = camel.send("direct:split", Map.of("PatientName", ""), Map.of("peer", camel.uri("pacs")));
        assertNull(done.getException());
        matches.assertIsSatisfied();
        assertEquals("P99", matches.getExchanges().get(99).getIn().getBody());
    }

    @Test
    void an_identifier_is_made_by_simple_without_java() throws Exception {
        camel = new DicomTestContext(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("dicom:PACS@127.0.0.1:0?service=find,worklist")
                                .routeId("pacs")
                                .process(exchange -> exchange.getMessage()
                                        .setBody(List.of(exchange.getMessage().getBody(Attributes.class))));
                        from("direct:ask")
                                .setBody(simple(
                                        "${map(PatientID,${header.id},ScheduledProcedureStepSequence.Modality,CT)}"))
                                .toD("${header.peer}");
                    }
                })
                .start();
        for (String operation : List.of("find", "worklist")) {
            String peer = camel.uri("pacs") + "?outputType=list&operation=" + operation;
            Exchange done = camel.send("direct:ask", null, Map.of("peer", peer, "id", "P3"));
            Attributes asked =
                    (Attributes) done.getMessage().getBody(List.class).get(0);
            assertEquals("P3", asked.getString(Tag.PatientID));
            assertEquals(
                    "CT",
                    asked.getNestedDataset(Tag.ScheduledProcedureStepSequence).getString(Tag.Modality));
        }
    }

    @Test
    void a_worklist_is_answered_from_rows_whose_columns_go_where_the_modality_asks_for_them() throws Exception {
        camel = new DicomTestContext(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("dicom:RIS@127.0.0.1:0?service=worklist")
                                .routeId("ris")
                                .setBody(exchange -> List.of(
                                        Map.of(
                                                "PATIENT_NAME", "DOE^JANE",
                                                "MODALITY", "CT",
                                                "SCHEDULED_PROCEDURE_STEP_START_DATE",
                                                        java.time.LocalDate.of(2026, 1, 2)),
                                        Map.of("PATIENT_NAME", "ROE^RICHARD", "MODALITY", "MR")))
                                .to("dicom-query:filter");
                    }
                })
                .start();
        Attributes keys = AttributesOfMap.of(Map.of(
                "PatientName",
                "",
                "ScheduledProcedureStepSequence",
                Map.of("Modality", "CT", "ScheduledProcedureStepStartDate", "20260101-")));
        Exchange done = camel.send(camel.uri("ris") + "?operation=worklist&outputType=list", keys);
        assertNull(done.getException());
        List<?> found = done.getMessage().getBody(List.class);
        assertEquals(1, found.size());
        Attributes match = (Attributes) found.get(0);
        assertEquals("DOE^JANE", match.getString(Tag.PatientName));
        assertEquals(
                "20260102",
                match.getNestedDataset(Tag.ScheduledProcedureStepSequence)
                        .getString(Tag.ScheduledProcedureStepStartDate));
        assertFalse(match.contains(Tag.QueryRetrieveLevel));
    }

    @Test
    void a_model_the_consumer_does_not_offer_is_said_with_its_name() throws Exception {
        String uri = pacs("service=find&informationModels=study", exchange -> {});
        Exchange done = camel.send(
                uri + "?operation=find&informationModel=patient", Map.of("PatientID", "1", "StudyInstanceUID", ""));
        DicomOperationException failure = assertInstanceOf(DicomOperationException.class, done.getException());
        assertTrue(failure.getMessage().contains("Patient Root"), failure.getMessage());
    }

    @Test
    void associations_are_reused_and_opened_anew_when_the_peer_had_ended_them() throws Exception {
        String uri = pacs("service=find", exchange -> exchange.getMessage().setBody(study(1)));
        find(uri, Map.of("StudyInstanceUID", ""));
        find(uri, Map.of("StudyInstanceUID", ""));
        assertEquals(1, camel.consumer("pacs").getAssociations());
        camel.consumer("pacs").openAssociations().forEach(association -> association.abort());
        assertEquals(1, find(uri, Map.of("StudyInstanceUID", "")).size());
    }
}
