package io.cameldicom.hub.observe;

import io.cameldicom.hub.queue.DestinationState;
import io.cameldicom.hub.queue.DestinationStatus;
import io.cameldicom.hub.queue.Destinations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Depth and age of each destination's queue, asked of the broker when somebody looks. */
final class QueueMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(QueueMetrics.class);

    private final Destinations destinations;
    private final MultiGauge depth;
    private final MultiGauge inFlight;
    private final MultiGauge oldest;
    private final MultiGauge running;

    QueueMetrics(Destinations destinations, MeterRegistry registry) {
        this.destinations = destinations;
        this.depth = MultiGauge.builder("hub.queue.depth")
                .description("Objects queued, with those that wait for another try")
                .register(registry);
        this.inFlight = MultiGauge.builder("hub.queue.in.flight")
                .description("Objects being delivered by this hub")
                .register(registry);
        this.oldest = MultiGauge.builder("hub.queue.oldest")
                .description("For how long the oldest object has waited")
                .baseUnit("seconds")
                .register(registry);
        this.running = MultiGauge.builder("hub.queue.running")
                .description("1 while objects are delivered as they come, 0 while they wait for whatever reason")
                .register(registry);
    }

    void refresh() {
        try {
            List<DestinationStatus> all = destinations.list();
            Instant now = Instant.now();
            fill(depth, all, DestinationStatus::depth);
            fill(inFlight, all, DestinationStatus::inFlight);
            fill(oldest, all, status -> seconds(status.oldest(), now));
            fill(running, all, status -> status.state() == DestinationState.RUNNING ? 1 : 0);
        } catch (IOException e) {
            LOG.warn("The queues' metrics are those of before, the broker does not answer: {}", e.toString());
        }
    }

    private static void fill(MultiGauge gauge, List<DestinationStatus> all, ToDoubleFunction<DestinationStatus> value) {
        gauge.register(
                all.stream()
                        .map(status -> Row.of(Tags.of("destination", status.name()), value.applyAsDouble(status)))
                        .toList(),
                true);
    }

    private static double seconds(Instant since, Instant now) {
        return since == null ? 0 : Duration.between(since, now).toMillis() / 1000.0;
    }
}
