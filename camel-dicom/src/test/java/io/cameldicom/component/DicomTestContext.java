package io.cameldicom.component;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel context with {@code dicom:} routes for one test; consumers listen on free ports of the loopback interface. */
final class DicomTestContext implements AutoCloseable {

    final CamelContext context = new DefaultCamelContext();

    DicomTestContext(RoutesBuilder... routes) throws Exception {
        context.getShutdownStrategy().setTimeout(10);
        for (RoutesBuilder route : routes) {
            context.addRoutes(route);
        }
    }

    DicomTestContext start() {
        context.start();
        return this;
    }

    DicomConsumer consumer(String routeId) {
        return (DicomConsumer) context.getRoute(routeId).getConsumer();
    }

    /** URI of a producer for the consumer of this route. */
    String uri(String routeId) {
        DicomEndpoint endpoint = (DicomEndpoint) context.getRoute(routeId).getEndpoint();
        String aeTitle = endpoint.getAeTitle().equals("*") ? "ANY" : endpoint.getAeTitle();
        return "dicom:" + aeTitle + "@127.0.0.1:" + consumer(routeId).getPort();
    }

    Exchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }

    Exchange send(String uri, Object body, Map<String, Object> headers) {
        return context.createFluentProducerTemplate()
                .to(uri)
                .withProcessor(exchange -> {
                    exchange.getIn().setBody(body);
                    exchange.getIn().setHeaders(new java.util.HashMap<>(headers));
                })
                .send();
    }

    Exchange send(String uri, Processor processor) {
        return context.createFluentProducerTemplate()
                .to(uri)
                .withProcessor(processor)
                .send();
    }

    static DicomOperationException failure(Exchange exchange) {
        return exchange.getException(DicomOperationException.class);
    }

    /** The spooled files under a spool directory. */
    static List<Path> spooled(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".dcm")).toList();
        } catch (java.io.IOException | java.io.UncheckedIOException e) {
            return List.of(); // a file went while the folder was listed
        }
    }

    /** Waits, at most a minute: the machine may be busy. */
    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within 60 s: " + what);
            }
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        // Releases pooled associations, which this context's own consumers would otherwise wait for.
        context.getEndpoints().stream().filter(DicomEndpoint.class::isInstance).forEach(Endpoint::stop);
        context.stop();
    }
}
