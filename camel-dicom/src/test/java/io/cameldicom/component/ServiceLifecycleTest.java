package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.SopReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Services besides storage as Camel runs them: routes that stop while they work, exchanges that are used again. */
@Timeout(180)
class ServiceLifecycleTest {

    private static final Map<String, Object> STUDY = Map.of("StudyInstanceUID", "1.2.3");

    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch working = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    /** Has more matches and objects than anybody waits for. */
    private RouteBuilder endless() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("dicom:PACS@127.0.0.1:0?service=find").routeId("find").process(exchange -> exchange.getMessage()
                        .setBody(IntStream.iterate(0, i -> i + 1)
                                .mapToObj(FindRouteTest::study)
                                .onClose(() -> closed.set(true))));
                from("dicom:PACS@127.0.0.1:0?service=get,move").routeId("get").process(exchange -> exchange.getMessage()
                        .setBody(IntStream.iterate(0, i -> i + 1)
                                .mapToObj(ServiceLifecycleTest::object)
                                .onClose(() -> closed.set(true))));
                from("direct:ask").routeId("ask").toD("${header.peer}").process(exchange -> {
                    BodyElements elements =
                            BodyElements.of(exchange.getMessage().getBody());
                    elements.next();
                    working.countDown();
                    assertTrue(goOn.await(60, TimeUnit.SECONDS));
                    while (elements.hasNext()) {
                        elements.next();
                    }
                });
            }
        };
    }

    private static DicomObject object(int number) {
        try {
            return RetrieveRouteTest.object(number);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_query_ends_when_the_route_that_asks_is_stopped() throws Exception {
        stopWhileAsking("find");
    }

    @Test
    void a_retrieval_ends_when_the_route_that_asks_is_stopped() throws Exception {
        stopWhileAsking("get");
    }

    @Test
    void a_move_ends_when_the_route_that_asks_is_stopped() throws Exception {
        RouteBuilder mover = new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("dicom:STORE@127.0.0.1:0").routeId("store").process(exchange -> {});
                from("direct:move")
                        .routeId("mover")
                        .setProperty(DicomConstants.RETRIEVE_LISTENER, () ->
                                (RetrieveListener) counts -> working.countDown())
                        .toD("${header.peer}");
            }
        };
        try (DicomTestContext camel = new DicomTestContext(endless(), mover)) {
            camel.context.getRegistry().bind("destinations", (MoveDestinations)
                    aeTitle -> camel.uri("store").substring("dicom:".length()));
            camel.start();
            Future<Exchange> asked = camel.context
                    .createFluentProducerTemplate()
                    .to("direct:move")
                    .withHeader("peer", camel.uri("get") + "?operation=move&moveDestination=STORE")
                    .withBody(STUDY)
                    .asyncSend();
            assertTrue(working.await(60, TimeUnit.SECONDS));

            camel.context.getRouteController().stopRoute("mover", 50, TimeUnit.MILLISECONDS);

            assertNotNull(DicomTestContext.failure(asked.get(60, TimeUnit.SECONDS)));
            DicomTestContext.await("the peer's route is closed", closed::get);
        }
    }

    private void stopWhileAsking(String operation) throws Exception {
        try (DicomTestContext camel = new DicomTestContext(endless()).start()) {
            Future<Exchange> asked = camel.context
                    .createFluentProducerTemplate()
                    .to("direct:ask")
                    .withHeader("peer", camel.uri(operation) + "?operation=" + operation)
                    .withBody(STUDY)
                    .asyncSend();
            assertTrue(working.await(60, TimeUnit.SECONDS));

            camel.context.getRouteController().stopRoute("ask", 50, TimeUnit.MILLISECONDS);

            DicomTestContext.await("the peer's route is closed", closed::get);
            goOn.countDown();
            Exception failure = asked.get(60, TimeUnit.SECONDS).getException();
            assertInstanceOf(RuntimeCamelException.class, failure);
            assertNotNull(DicomTestContext.failure(asked.get()));
        }
    }

    /** A leftover of the exchange before would be seen in the next: a status, a body, a cancellation. */
    @Test
    void exchanges_that_are_used_again_have_nothing_of_the_request_before() throws Exception {
        RouteBuilder services = new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("dicom:SCP@127.0.0.1:0?service=find,worklist,move,get,commit,mpps,ian")
                        .routeId("scp")
                        .process(exchange -> {
                            assertNull(exchange.getMessage().getHeader(DicomConstants.STATUS));
                            assertInstanceOf(
                                    Attributes.class, exchange.getMessage().getBody());
                            if ("1.2.4"
                                    .equals(exchange.getMessage()
                                            .getBody(Attributes.class)
                                            .getString(Tag.StudyInstanceUID))) {
                                exchange.getMessage().setHeader(DicomConstants.STATUS, "0124");
                                return;
                            }
                            switch (exchange.getMessage().getHeader(DicomConstants.OPERATION, String.class)) {
                                case "find", "worklist" -> exchange.getMessage()
                                        .setBody(List.of(FindRouteTest.study(1)));
                                case "move", "get" -> exchange.getMessage().setBody(List.of());
                                case "commit" -> exchange.getMessage().setBody(true);
                                default -> exchange.getMessage().setBody(null);
                            }
                        });
            }
        };
        try (DicomTestContext camel = new DicomTestContext()) {
            camel.context.getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
            camel.context.addRoutes(services);
            camel.start();
            for (int round = 0; round < 3; round++) {
                for (String operation : List.of("find", "worklist", "move&moveDestination=X", "get")) {
                    String uri = camel.uri("scp") + "?outputType=list&operation=" + operation;
                    assertEquals(
                            Status.NotAuthorized,
                            DicomTestContext.failure(camel.send(uri, Map.of("StudyInstanceUID", "1.2.4")))
                                    .getStatus(),
                            operation);
                    assertNull(camel.send(uri, STUDY).getException(), operation);
                }
                assertNull(camel.send(
                                camel.uri("scp") + "?operation=commit",
                                List.of(new SopReference(UID.CTImageStorage, "1.2.3.4")))
                        .getException());
                assertNull(camel.send(
                                camel.uri("scp") + "?operation=mpps",
                                Map.of(
                                        "PerformedProcedureStepStatus",
                                        "IN PROGRESS",
                                        "ScheduledStepAttributesSequence",
                                        STUDY))
                        .getException());
                assertNull(camel.send(
                                camel.uri("scp") + "?operation=ian",
                                Map.of(
                                        "StudyInstanceUID",
                                        "1.2.3",
                                        "ReferencedSeriesSequence",
                                        Map.of("SeriesInstanceUID", "1.2.3.1")))
                        .getException());
            }
        }
    }
}
