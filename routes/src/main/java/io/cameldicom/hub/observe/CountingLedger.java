package io.cameldicom.hub.observe;

import io.cameldicom.hub.ledger.Delivery;
import io.cameldicom.hub.ledger.DeliveryLedger;
import io.cameldicom.hub.ledger.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts outcomes by destination on their way into the ledger, also where the ledger is off. Thread-safe. */
public final class CountingLedger implements DeliveryLedger {

    /** Destinations are named by routes; a route may take the name from elsewhere. */
    private static final int MAX_DESTINATIONS = 500;

    private record Label(String destination, Outcome outcome) {}

    private final DeliveryLedger ledger;
    private final MeterRegistry registry;
    private final BoundedNames destinations = new BoundedNames(MAX_DESTINATIONS);
    private final Map<Label, Counter> counters = new ConcurrentHashMap<>();

    public CountingLedger(DeliveryLedger ledger, MeterRegistry registry) {
        this.ledger = ledger;
        this.registry = registry;
    }

    @Override
    public void record(Delivery delivery) {
        String destination = delivery.destination() == null ? "" : destinations.of(delivery.destination());
        counters.computeIfAbsent(new Label(destination, delivery.outcome()), this::counter)
                .increment();
        ledger.record(delivery);
    }

    private Counter counter(Label label) {
        return Counter.builder("hub.deliveries")
                .description("What happened to instances, by destination")
                .tag("destination", label.destination())
                .tag("outcome", label.outcome().word())
                .register(registry);
    }
}
