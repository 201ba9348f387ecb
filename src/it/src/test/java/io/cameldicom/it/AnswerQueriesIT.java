package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.it.peer.Await;
import io.cameldicom.it.peer.Ports;
import io.cameldicom.it.peer.Scu;
import io.cameldicom.it.peer.Scu.Result;
import io.cameldicom.it.wire.Part10File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes answer the querying and retrieving programs of DCMTK. */
@org.junit.jupiter.api.Tag("interop")
class AnswerQueriesIT {
    private static final Pattern RESPONSE = Pattern.compile("Find Response:? \\d+");
    private static final int PORT = Ports.free();
    private static final AtomicBoolean CLOSED = new AtomicBoolean();
    private static final AtomicInteger TAKEN = new AtomicInteger();

    @TempDir
    Path folder;

    private static CamelRoutes routes;
    private static Part10File ct;
    private static Part10File mr;

    @BeforeAll
    static void start() throws Exception {
        ct = Part10File.read(Corpus.file("native/ct-explicit-le.dcm"));
        mr = Part10File.read(Corpus.file("native/mr-implicit-le.dcm"));
        routes = new CamelRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                String here = "@127.0.0.1:" + PORT;
                from("dicom:PACS" + here + "?service=find,move,get,worklist&queryOptions=relational")
                        .choice()
                        .when(header(DicomConstants.OPERATION).isEqualTo("find"))
                        .setBody(exchange -> studies(20))
                        .to("dicom-query:filter")
                        .when(header(DicomConstants.OPERATION).isEqualTo("worklist"))
                        .setBody(exchange -> List.of(
                                Map.of("PATIENT_NAME", "DOE^JANE", "MODALITY", "CT", "ScheduledStationAETitle", "CT1"),
                                Map.of("PATIENT_NAME", "ROE^ANN", "MODALITY", "MR", "ScheduledStationAETitle", "MR1")))
                        .to("dicom-query:filter")
                        .otherwise()
                        .setBody(exchange -> List.of(ct.path(), mr.path()));
                from("dicom:ENDLESS" + here + "?service=find")
                        .setBody(exchange -> Stream.iterate(0, number -> number + 1)
                                .map(number -> {
                                    TAKEN.incrementAndGet();
                                    return study(number);
                                })
                                .onClose(() -> CLOSED.set(true)));
                from("dicom:MANY" + here + "?service=find").setBody(exchange -> studies(10_000));
                from("dicom:FAILS" + here + "?service=find,move,get").process(exchange -> {
                    throw new IllegalStateException("DOE^JANE is not here");
                });
                from("dicom:STATUS" + here + "?service=find,move,get").process(exchange -> {
                    String name = exchange.getIn().getBody(Attributes.class).getString(Tag.PatientID);
                    throw new DicomServiceException(Integer.parseInt(name, 16), "as asked");
                });
            }
        });
    }

    @AfterAll
    static void stop() {
        routes.close();
    }

    private static Attributes study(int number) {
        Attributes study = new Attributes();
        study.setString(Tag.PatientName, VR.PN, number % 2 == 0 ? "DOE^JANE" : "ROE^ANN");
        study.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3." + number);
        study.setString(Tag.StudyDate, VR.DA, "202601" + String.format("%02d", 1 + number % 28));
        return study;
    }

    private static Stream<Attributes> studies(int count) {
        return IntStream.range(0, count).mapToObj(AnswerQueriesIT::study);
    }

    private static long responses(Result result) {
        return RESPONSE.matcher(result.output()).results().count();
    }

    @Test
    void findscu_finds_by_wildcard_and_range() throws Exception {
        Result result = Scu.find(
                PORT,
                "PACS",
                "-S",
                "-k",
                "QueryRetrieveLevel=STUDY",
                "-k",
                "PatientName=doe*",
                "-k",
                "StudyDate=20260101-20260105",
                "-k",
                "StudyInstanceUID");
        assertEquals(0, result.exitCode(), result::output);
        assertEquals(3, responses(result), result.output());
        assertTrue(result.output().contains("DOE^JANE") && !result.output().contains("ROE^ANN"), result.output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-P", "-O"})
    void findscu_asks_in_the_other_models(String model) throws Exception {
        Result result = Scu.find(
                PORT, "PACS", model, "-k", "QueryRetrieveLevel=PATIENT", "-k", "PatientName=ROE*", "-k", "PatientID");
        assertEquals(0, result.exitCode(), result::output);
        assertEquals(10, responses(result), result.output());
    }

    @ParameterizedTest
    @CsvSource({
        "QueryRetrieveLevel=SERIES, '(0020,000D) is missing or empty'",
        "QueryRetrieveLevel=IMAGES, 'none of the SOP class'",
        "PatientID=1, '(0008,0052) is missing or empty'",
    })
    void findscu_with_a_wrong_level_is_answered_a900(String key, String comment) throws Exception {
        Result result = Scu.find(PORT, "PACS", "-d", "-S", "-k", key);
        assertTrue(result.output().toLowerCase().contains("a900"), result.output());
        assertTrue(result.output().contains(comment), result.output());
    }

    @Test
    void findscu_asks_the_worklist() throws Exception {
        Result result = Scu.find(
                PORT,
                "PACS",
                "-W",
                "-k",
                "PatientName",
                "-k",
                "ScheduledProcedureStepSequence[0].Modality=CT",
                "-k",
                "ScheduledProcedureStepSequence[0].ScheduledStationAETitle");
        assertEquals(0, result.exitCode(), result::output);
        assertEquals(1, responses(result), result.output());
        assertTrue(result.output().contains("DOE^JANE") && result.output().contains("CT1"), result.output());
    }

    @Test
    void findscu_takes_ten_thousand_matches() throws Exception {
        Result result = Scu.find(PORT, "MANY", "-S", "-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID");
        assertEquals(0, result.exitCode());
        assertEquals(10_000, responses(result));
    }

    @Test
    void findscu_that_cancels_after_the_third_match_stops_the_routes_iterator() throws Exception {
        Result result = Scu.find(
                PORT,
                "ENDLESS",
                "-d",
                "--cancel",
                "3",
                "-S",
                "-k",
                "QueryRetrieveLevel=STUDY",
                "-k",
                "StudyInstanceUID");
        Await.until(Duration.ofSeconds(10), CLOSED::get, () -> "the stream is open");
        assertTrue(
                result.output().toLowerCase().contains("fe00"),
                result.output().substring(Math.max(0, result.output().length() - 2000)));
        assertTrue(TAKEN.get() < 100_000, TAKEN + " matches were made");
    }

    @Test
    void a_route_that_throws_is_answered_c000_with_a_comment_that_quotes_nothing() throws Exception {
        Result result = Scu.find(PORT, "FAILS", "-d", "-S", "-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID");
        assertTrue(result.output().toLowerCase().contains("c000"), result.output());
        assertTrue(result.output().contains("Failed with IllegalStateException"), result.output());
        assertTrue(!result.output().contains("DOE^JANE"), result.output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a700", "a900", "c001", "0122", "0124"})
    void every_failure_of_a_query_is_said_as_the_route_says_it(String status) throws Exception {
        Result result =
                Scu.find(PORT, "STATUS", "-d", "-S", "-k", "QueryRetrieveLevel=STUDY", "-k", "PatientID=" + status);
        assertTrue(result.output().toLowerCase().contains(status), result.output());
        assertTrue(result.output().contains("as asked"), result.output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a701", "a702", "a801", "a900", "c123", "0124"})
    void every_failure_of_a_retrieval_is_said_as_the_route_says_it(String status) throws Exception {
        String[] keys = {"-d", "-P", "-k", "QueryRetrieveLevel=PATIENT", "-k", "PatientID=" + status, "-aem", "ANY"};
        Result moved = Scu.move(PORT, "STATUS", keys);
        assertNotEquals(0, moved.exitCode());
        assertTrue(moved.output().toLowerCase().contains(status), moved.output());
        Result got = Scu.get(PORT, "STATUS", java.util.Arrays.copyOf(keys, 6));
        assertTrue(got.output().toLowerCase().contains(status), got.output());
    }

    @Test
    void movescu_moves_to_itself() throws Exception {
        int own = Ports.free();
        routes.destination(Scu.AE_TITLE, own);
        Result result = Scu.move(
                PORT,
                "PACS",
                "-S",
                "-aem",
                Scu.AE_TITLE,
                "+P",
                Integer.toString(own),
                "-od",
                folder.toString(),
                "-k",
                "QueryRetrieveLevel=STUDY",
                "-k",
                "StudyInstanceUID=1.2.3");
        assertEquals(0, result.exitCode(), result::output);
        assertReceived();
    }

    @Test
    void movescu_to_an_unknown_destination_is_answered_a801() throws Exception {
        Result result = Scu.move(
                PORT,
                "PACS",
                "-d",
                "-S",
                "-aem",
                "NOBODY",
                "-k",
                "QueryRetrieveLevel=STUDY",
                "-k",
                "StudyInstanceUID=1.2.3");
        assertNotEquals(0, result.exitCode());
        assertTrue(result.output().toLowerCase().contains("a801"), result.output());
    }

    @Test
    void movescu_to_a_destination_that_is_down_is_answered_a702() throws Exception {
        routes.destination("DOWN", Ports.free());
        Result result = Scu.move(
                PORT,
                "PACS",
                "-d",
                "-S",
                "-aem",
                "DOWN",
                "-k",
                "QueryRetrieveLevel=STUDY",
                "-k",
                "StudyInstanceUID=1.2.3");
        assertTrue(result.output().toLowerCase().contains("a702"), result.output());
    }

    @Test
    void getscu_gets() throws Exception {
        Result result = Scu.get(
                PORT,
                "PACS",
                "-S",
                "+B",
                "-od",
                folder.toString(),
                "-k",
                "QueryRetrieveLevel=STUDY",
                "-k",
                "StudyInstanceUID=1.2.3");
        assertEquals(0, result.exitCode(), result::output);
        assertReceived();
    }

    private void assertReceived() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> uids = files.map(AnswerQueriesIT::uid).sorted().toList();
            assertEquals(
                    Stream.of(ct.sopInstanceUid(), mr.sopInstanceUid()).sorted().toList(), uids);
        }
    }

    private static String uid(Path file) {
        try {
            return DicomObject.of(file).sopInstanceUid();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
