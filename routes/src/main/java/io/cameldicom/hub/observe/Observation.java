package io.cameldicom.hub.observe;

import io.cameldicom.hub.queue.Destinations;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.EventNotifier;

/** The hub's metrics, and the pages for probes: made before Camel starts, closed after it. */
public final class Observation implements AutoCloseable {

    public static final String HEALTH_PATH = "/q/health";
    /** After {@link #HEALTH_PATH}: of the hub itself, without its peers. */
    public static final String LIVE = "/live";

    public static final String METRICS_PATH = "/q/metrics";
    /** Group of the routes that are pages. */
    public static final String ROUTE_GROUP = "pages";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollections = new JvmGcMetrics();

    /** @param data folder whose file system is watched */
    public Observation(Path data) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new DiskSpaceMetrics(data.toFile()).bindTo(registry);
        garbageCollections.bindTo(registry);
    }

    /** Where routes and beans register meters of their own. */
    public PrometheusMeterRegistry registry() {
        return registry;
    }

    /** Counts what happens on associations; a bean that Camel Main finds. */
    public EventNotifier dicomMetrics() {
        return new DicomMetrics(registry);
    }

    /** The pages, for a context with an HTTP server; the bean {@code destinations} is asked for queues if it is there. */
    public RouteBuilder pages() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                Destinations destinations =
                        getContext().getRegistry().lookupByNameAndType("destinations", Destinations.class);
                QueueMetrics queues = destinations == null ? null : new QueueMetrics(destinations, registry);
                errorHandler(noErrorHandler());
                from("platform-http:" + HEALTH_PATH + "?httpMethodRestrict=GET&matchOnUriPrefix=true")
                        .routeId("page-health")
                        .routeGroup(ROUTE_GROUP)
                        .process(new HealthPage());
                from("platform-http:" + METRICS_PATH + "?httpMethodRestrict=GET")
                        .routeId("page-metrics")
                        .routeGroup(ROUTE_GROUP)
                        .process(new MetricsPage(registry, queues));
            }
        };
    }

    @Override
    public void close() {
        garbageCollections.close();
        registry.close();
    }
}
