package io.cameldicom.hub.observe;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** The metrics in Prometheus' text format. */
final class MetricsPage implements Processor {

    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final QueueMetrics queues;

    /** @param queues null where there are none */
    MetricsPage(PrometheusMeterRegistry registry, QueueMetrics queues) {
        this.registry = registry;
        this.queues = queues;
    }

    @Override
    public void process(Exchange exchange) {
        if (queues != null) {
            queues.refresh();
        }
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.CONTENT_TYPE, TEXT_FORMAT);
        message.setBody(registry.scrape(TEXT_FORMAT));
    }
}
