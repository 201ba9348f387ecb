package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of a spooled object lives until its last holder is done, and no longer. */
class SpoolLifetimeTest {

    private final DicomObject object = TestObjects.ct(2_000_000);
    private final CountDownLatch answered = new CountDownLatch(1);
    private final Queue<byte[]> read = new ConcurrentLinkedQueue<>();
    private final Queue<Path> paths = new ConcurrentLinkedQueue<>();

    @TempDir
    Path spool;

    /** Reads the object only after the sender has been answered. */
    private void readLate(Exchange exchange) throws Exception {
        assertTrue(answered.await(10, TimeUnit.SECONDS));
        DicomObject late = exchange.getIn().getBody(DicomObject.class);
        paths.add(late.path());
        try (InputStream stream = exchange.getIn().getBody(InputStream.class)) {
            stream.skipNBytes(late.dataSetOffset());
            read.add(stream.readAllBytes());
        }
    }

    private void sendAndExpect(int readers, RouteBuilder route) throws Exception {
        try (DicomTestContext camel = new DicomTestContext(route).start()) {
            Exchange sent = camel.send(camel.uri("hub"), object);
            assertNull(sent.getException());
            if (readers > 0) {
                assertEquals(1, DicomTestContext.spooled(spool).size());
            }
            answered.countDown();

            DicomTestContext.await("all have read", () -> read.size() == readers);
            for (byte[] dataSet : read) {
                assertArrayEquals(TestObjects.dataSet(object), dataSet);
            }
            DicomTestContext.await(
                    "the file is deleted", () -> DicomTestContext.spooled(spool).isEmpty());
            for (Path path : paths) {
                assertTrue(Files.notExists(path));
            }
        }
    }

    private String hub() {
        return "dicom:HUB@127.0.0.1:0?spoolDirectory=" + spool;
    }

    @Test
    void wire_tap() throws Exception {
        sendAndExpect(1, new RouteBuilder() {
            @Override
            public void configure() {
                from(hub()).routeId("hub").wireTap("direct:late");
                from("direct:late").process(SpoolLifetimeTest.this::readLate);
            }
        });
    }

    @Test
    void wire_tap_of_a_converted_object() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(hub())
                                .routeId("hub")
                                .to("dicom-transcode:ImplicitVRLittleEndian")
                                .to("dicom-transcode:ExplicitVRLittleEndian")
                                .wireTap("direct:late");
                        from("direct:late").process(SpoolLifetimeTest.this::readLate);
                    }
                })
                .start()) {
            assertNull(camel.send(camel.uri("hub"), object).getException());
            DicomTestContext.await(
                    "only what the wire tap holds is left",
                    () -> DicomTestContext.spooled(spool).size() == 1);
            answered.countDown();

            DicomTestContext.await("it has read", () -> read.size() == 1);
            assertArrayEquals(TestObjects.dataSet(object), read.peek());
            DicomTestContext.await(
                    "the file is deleted", () -> DicomTestContext.spooled(spool).isEmpty());
        }
    }

    @Test
    void seda_without_waiting() throws Exception {
        sendAndExpect(1, new RouteBuilder() {
            @Override
            public void configure() {
                from(hub()).routeId("hub").to("seda:late?waitForTaskToComplete=Never");
                from("seda:late").process(SpoolLifetimeTest.this::readLate);
            }
        });
    }

    @Test
    void parallel_multicast_to_queues() throws Exception {
        sendAndExpect(3, new RouteBuilder() {
            @Override
            public void configure() {
                from(hub())
                        .routeId("hub")
                        .multicast()
                        .parallelProcessing()
                        .to("seda:a?waitForTaskToComplete=Never", "seda:b?waitForTaskToComplete=Never")
                        .to("seda:c?waitForTaskToComplete=Never")
                        .end();
                for (String queue : new String[] {"a", "b", "c"}) {
                    from("seda:" + queue).process(SpoolLifetimeTest.this::readLate);
                }
            }
        });
    }

    @Test
    void parallel_multicast_that_is_waited_for() throws Exception {
        answered.countDown();
        try (DicomTestContext camel = new DicomTestContext(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(hub())
                                .routeId("hub")
                                .multicast()
                                .parallelProcessing()
                                .to("direct:a", "direct:b", "direct:c")
                                .end();
                        for (String queue : new String[] {"a", "b", "c"}) {
                            from("direct:" + queue).process(SpoolLifetimeTest.this::readLate);
                        }
                    }
                })
                .start()) {
            assertNull(camel.send(camel.uri("hub"), object).getException());

            assertEquals(3, read.size());
            DicomTestContext.await(
                    "the file is deleted", () -> DicomTestContext.spooled(spool).isEmpty());
        }
    }

    @Test
    void redelivery() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        answered.countDown();
        try (DicomTestContext camel = new DicomTestContext(new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(
                                defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(1));
                        from(hub()).routeId("hub").process(exchange -> {
                            readLate(exchange);
                            if (attempts.incrementAndGet() < 3) {
                                throw new IllegalStateException("try again");
                            }
                        });
                    }
                })
                .start()) {
            assertNull(camel.send(camel.uri("hub"), object).getException());

            assertEquals(3, read.size());
            for (byte[] dataSet : read) {
                assertArrayEquals(TestObjects.dataSet(object), dataSet);
            }
            DicomTestContext.await(
                    "the file is deleted", () -> DicomTestContext.spooled(spool).isEmpty());
        }
    }

    @Test
    void pooled_exchanges() throws Exception {
        RouteBuilder route = new RouteBuilder() {
            @Override
            public void configure() {
                from(hub()).routeId("hub").wireTap("direct:late");
                from("direct:late").process(SpoolLifetimeTest.this::readLate);
            }
        };
        answered.countDown();
        try (DicomTestContext camel = new DicomTestContext()) {
            camel.context.getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
            camel.context.addRoutes(route);
            camel.start();
            for (int i = 1; i <= 5; i++) {
                int count = i;
                assertNull(camel.send(camel.uri("hub"), object).getException());
                DicomTestContext.await("read", () -> read.size() == count);
            }

            for (byte[] dataSet : read) {
                assertArrayEquals(TestObjects.dataSet(object), dataSet);
            }
            DicomTestContext.await("the files are deleted", () -> DicomTestContext.spooled(spool)
                    .isEmpty());
        }
    }

    @Test
    void a_failing_route_leaves_no_file() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(hub()).routeId("hub").throwException(new IllegalStateException("no"));
                    }
                })
                .start()) {
            camel.send(camel.uri("hub"), object);

            DicomTestContext.await(
                    "the file is deleted", () -> DicomTestContext.spooled(spool).isEmpty());
        }
    }

    @Test
    void a_sender_that_breaks_off_leaves_no_file() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(hub()).routeId("hub").to("mock:never");
                    }
                })
                .start()) {
            byte[] bytes = TestObjects.dataSet(object);
            DataSetBytes half = new DataSetBytes() {
                @Override
                public long length() {
                    return bytes.length;
                }

                @Override
                public InputStream openStream() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void sendTo(io.cameldicom.dicom.ul.PDataSink sink) throws java.io.IOException {
                    sink.write(java.nio.ByteBuffer.wrap(bytes, 0, bytes.length / 2));
                    throw new java.io.IOException("the source broke off");
                }

                @Override
                public DataSetBytes from(long start) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public DataSetBytes upTo(long end) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public java.util.List<SpoolFile> files() {
                    return java.util.List.of();
                }
            };
            DicomObject broken =
                    new DicomObject(object.fileMetaInformation(), half, null, null, Spool.ofProcess(), true);

            DicomOperationException failure = DicomTestContext.failure(camel.send(camel.uri("hub"), broken));

            assertTrue(failure.isRetryable());
            DicomTestContext.await(
                    "the file is deleted", () -> DicomTestContext.spooled(spool).isEmpty());
        }
    }
}
