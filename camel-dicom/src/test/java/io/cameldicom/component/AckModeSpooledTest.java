package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ackMode=spooled}: the answer comes when the file is safe, the route runs later, and nothing is lost between. */
class AckModeSpooledTest {

    private final List<byte[]> routed = new CopyOnWriteArrayList<>();
    private final List<String> callers = new CopyOnWriteArrayList<>();

    @TempDir
    Path spool;

    private RouteBuilder hub(Processor processor) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("dicom:HUB@127.0.0.1:0?ackMode=spooled&spoolDirectory=" + spool)
                        .routeId("hub")
                        .process(processor);
            }
        };
    }

    private void take(Exchange exchange) {
        routed.add(TestObjects.dataSet(exchange.getIn().getBody(DicomObject.class)));
        callers.add(exchange.getIn().getHeader(DicomConstants.CALLING_AE_TITLE, String.class));
    }

    @Test
    void the_answer_does_not_wait_for_the_route() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        for (DicomObject object : List.of(TestObjects.ct(100), TestObjects.ct(500_000))) {
            routed.clear();
            try (DicomTestContext camel = new DicomTestContext(hub(exchange -> {
                        goOn.await();
                        take(exchange);
                    }))
                    .start()) {
                assertNull(camel.send(camel.uri("hub"), object).getException());
                assertEquals(
                        List.of(),
                        routed.stream().filter(x -> goOn.getCount() > 0).toList());
                goOn.countDown();

                DicomTestContext.await("routed", () -> routed.size() == 1);
                assertArrayEquals(TestObjects.dataSet(object), routed.get(0));
                DicomTestContext.await(
                        "spool is empty", () -> DicomTestContext.spooled(spool).isEmpty());
            }
        }
    }

    @Test
    void what_a_crash_cut_off_is_routed_at_the_next_start() throws Exception {
        DicomObject object = TestObjects.ct(200_000);
        Path crashed = Files.createDirectories(spool.resolve("camel-dicom-dead/acknowledged/HUB-0"));
        Files.createFile(spool.resolve("camel-dicom-dead/lock"));
        object.saveTo(crashed.resolve("dead-1.dcm"));

        try (DicomTestContext camel = new DicomTestContext(hub(this::take)).start()) {
            DicomTestContext.await("routed", () -> routed.size() == 1);
            assertArrayEquals(TestObjects.dataSet(object), routed.get(0));
            DicomTestContext.await(
                    "spool is empty", () -> DicomTestContext.spooled(spool).isEmpty());
        }
    }

    @Test
    void the_object_of_a_failed_route_is_kept() throws Exception {
        DicomObject object = TestObjects.ct(200_000);
        try (DicomTestContext camel = new DicomTestContext(hub(exchange -> {
                    throw new IllegalStateException("archive is down");
                }))
                .start()) {
            assertNull(
                    camel.send(camel.uri("hub") + "?callingAeTitle=CT1", object).getException());

            DicomTestContext.await("only the kept file is there", () -> DicomTestContext.spooled(spool).stream()
                    .allMatch(file -> file.getParent().equals(spool.resolve("failed"))
                            && DicomTestContext.spooled(spool).size() == 1));
        }
        DicomObject kept = DicomObject.of(DicomTestContext.spooled(spool).get(0));
        assertArrayEquals(TestObjects.dataSet(object), TestObjects.dataSet(kept));
        assertEquals("CT1", kept.fileMetaInformation().sourceAeTitle());
    }

    @Test
    void it_needs_a_spool_directory() {
        Exception failure = assertThrows(Exception.class, () -> {
            try (DicomTestContext camel = new DicomTestContext(new RouteBuilder() {
                @Override
                public void configure() {
                    from("dicom:HUB@127.0.0.1:0?ackMode=spooled").to("mock:x");
                }
            })) {
                camel.start();
            }
        });
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        assertTrue(root.getMessage().contains("spoolDirectory"), root.getMessage());
    }
}
