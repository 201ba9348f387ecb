package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The asynchronous operations window (PS3.7 D.3.3.3) between a producer and a consumer: one association, several stores. */
@Timeout(60)
class OperationsWindowRouteTest {

    private static final int STORES = 3;

    private final ExecutorService senders = Executors.newFixedThreadPool(STORES);
    private final Set<Object> associations = ConcurrentHashMap.newKeySet();

    @AfterEach
    void stop() {
        senders.shutdownNow();
    }

    @Test
    void several_stores_of_one_association_are_outstanding_and_routed_side_by_side() throws Exception {
        CountDownLatch together = new CountDownLatch(STORES);
        Processor meet = exchange -> {
            together.countDown();
            assertTrue(together.await(20, TimeUnit.SECONDS), "the others did not come while this one waits");
        };
        try (DicomTestContext camel = hub("?maxOpsPerformed=4", meet)) {
            sendAll(camel, "?associationPoolSize=1&maxOpsInvoked=4");
        }
        assertEquals(1, associations.size());
    }

    @Test
    void a_peer_that_allows_one_gets_one_after_the_other() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Processor count = exchange -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            now.decrementAndGet();
        };
        try (DicomTestContext camel = hub("", count)) {
            sendAll(camel, "?associationPoolSize=1&maxOpsInvoked=4");
        }
        assertEquals(1, most.get());
        assertEquals(1, associations.size());
    }

    private DicomTestContext hub(String options, Processor processor) throws Exception {
        return new DicomTestContext(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("dicom:HUB@127.0.0.1:0" + options)
                                .routeId("hub")
                                .process(exchange ->
                                        associations.add(exchange.getIn().getHeader(DicomConstants.ASSOCIATION_ID)))
                                .process(processor);
                    }
                })
                .start();
    }

    private void sendAll(DicomTestContext camel, String options) throws Exception {
        String uri = camel.uri("hub") + options;
        List<Future<Exchange>> sent = new ArrayList<>();
        for (int i = 0; i < STORES; i++) {
            sent.add(senders.submit(() -> camel.send(uri, TestObjects.ct(300_000))));
        }
        for (Future<Exchange> exchange : sent) {
            assertNull(exchange.get().getException());
        }
    }
}
