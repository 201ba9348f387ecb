package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DemoTest {

    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final DemoCommand demo = new DemoCommand();

    @Test
    void demo_starts_a_hub_when_none_answers_and_says_what_arrived_where() throws Exception {
        Map<String, String> system = settings();

        assertEquals(0, demo.run(new PrintWriter(out, true), home, system, Map.of(), home));

        assertTrue(out.toString().contains("one is started"), out.toString());
        assertEquals(3, count("CT .*success, filed, in the archive"), out.toString());
        assertEquals(2, count("MR .*success, filed, not forwarded"), out.toString());
    }

    @Test
    void demo_goes_through_the_hub_that_runs() throws Exception {
        Map<String, String> system = settings();
        try (Hub hub = new Hub(HubSettings.load(home, system, Map.of()))) {
            hub.start();

            assertEquals(0, demo.run(new PrintWriter(out, true), home, system, Map.of(), home));
        }

        assertTrue(out.toString().startsWith("Through the hub that runs at HUB@127.0.0.1:"), out.toString());
        assertEquals(5, count("bytes +success, filed$"), out.toString());
        assertTrue(out.toString().contains("nothing was forwarded"), out.toString());
    }

    private long count(String pattern) {
        return out.toString()
                .lines()
                .filter(line -> Pattern.compile(pattern).matcher(line).find())
                .count();
    }

    private Map<String, String> settings() throws Exception {
        return Map.of(
                "hub.routes", Project.root().resolve("routes").toString(),
                "hub.dicom.port", Integer.toString(HubTest.freePort()),
                "hub.dicom.host", "127.0.0.1",
                "hub.http.port", "0",
                "hub.data", home.resolve("data").toString());
    }
}
