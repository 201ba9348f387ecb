package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.it.peer.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand matches of 20 KiB go from a route through a proxy to a route, in one process with a heap of 48 MiB. */
@org.junit.jupiter.api.Tag("load")
class QueryHeapIT {
    private static final int MATCHES = 10_000;

    @TempDir
    Path folder;

    /** What the child process does: two free ports. */
    public static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws Exception {
            String pacs = "PACS@127.0.0.1:" + arguments[0];
            String hub = "HUB@127.0.0.1:" + arguments[1];
            AtomicInteger taken = new AtomicInteger();
            String comments = "x".repeat(10_000);
            try (CamelRoutes routes = new CamelRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("dicom:" + pacs + "?service=find").setBody(exchange -> IntStream.range(0, MATCHES)
                            .mapToObj(number -> match(number, comments)));
                    from("dicom:" + hub + "?service=all").to("dicom:" + pacs);
                    from("direct:ask")
                            .to("dicom:" + hub + "?operation=find")
                            .split(body())
                            .streaming()
                            .process(exchange -> taken.incrementAndGet());
                }
            })) {
                routes.send("direct:ask", Map.of("StudyInstanceUID", "", "StudyDescription", ""));
            }
            System.out.println("taken " + taken);
        }

        private static Attributes match(int number, String comments) {
            Attributes match = new Attributes();
            match.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3." + number);
            match.setString(Tag.ImageComments, VR.LT, comments);
            match.setString(Tag.PatientComments, VR.LT, comments);
            return match;
        }
    }

    @Test
    void ten_thousand_matches_stream_through_a_small_heap() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-Xmx48m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                Integer.toString(io.cameldicom.it.peer.Ports.free()),
                Integer.toString(io.cameldicom.it.peer.Ports.free()));
        try (ChildProcess process = ChildProcess.start("matches", folder, command)) {
            assertEquals(0, process.awaitExit(Duration.ofMinutes(3)));
            assertTrue(process.output().contains("taken " + MATCHES), process.output());
        }
    }
}
