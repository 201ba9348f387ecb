package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The command {@code find} against a peer. */
@Timeout(60)
class FindCommandTest {

    private String port;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void start() throws Exception {
        port = String.valueOf(HubTest.freePort());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:PACS@127.0.0.1:" + port + "?service=find,worklist")
                        .setBody(exchange -> List.of(
                                Map.of("PatientName", "DOE^JANE", "StudyDate", "20260105", "Modality", "CT"),
                                Map.of("PatientName", "DOE^JOHN", "StudyDate", "20260106", "Modality", "MR"),
                                Map.of("PatientName", "ROE^ANN", "StudyDate", "20250106", "Modality", "MR")))
                        .to("dicom-query:filter");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void a_line_for_each_match_has_the_values_of_the_keys() {
        assertEquals(0, find("-k", "PatientName=doe*", "-k", "StudyDate=20260101-"));
        assertEquals(
                List.of("PatientName\tStudyDate", "DOE^JANE\t20260105", "DOE^JOHN\t20260106"),
                out.toString().lines().toList());
        assertEquals("2 matches", err.toString().strip());
    }

    @Test
    void json_is_one_object_a_line() {
        assertEquals(0, find("-k", "PatientName=roe*", "--json"));
        assertTrue(out.toString().startsWith("{\"00080052\":{\"vr\":\"CS\",\"Value\":[\"STUDY\"]}"), out.toString());
        assertEquals(1, out.toString().lines().count());
    }

    @Test
    void keys_of_a_sequence_are_written_with_a_dot_or_as_other_tools_do() {
        assertEquals(
                0,
                find(
                        "--model",
                        "worklist",
                        "-k",
                        "PatientName",
                        "-k",
                        "ScheduledProcedureStepSequence[0].Modality=CT"));
        assertEquals("DOE^JANE\tCT", out.toString().lines().toList().get(1));
    }

    @Test
    void a_limit_cancels_the_query() {
        assertEquals(0, find("-k", "PatientName", "--limit", "1"));
        assertEquals("1 match", err.toString().strip());
    }

    @Test
    void what_the_peer_refuses_is_one_line() {
        assertEquals(1, find("-k", "PatientName", "--level", "SERIES"));
        assertTrue(err.toString().contains("A900") && err.toString().contains("(0020,000D)"), err.toString());
    }

    private int find(String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "find";
        arguments[1] = "--from";
        arguments[2] = "PACS@127.0.0.1:" + port;
        System.arraycopy(options, 0, arguments, 3, options.length);
        return HubMain.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
