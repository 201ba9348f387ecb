package io.cameldicom.hub.observe;

import io.cameldicom.hub.ledger.Delivery;
import io.cameldicom.hub.ledger.DeliveryLedger;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts outcomes by destination on their way into the ledger, also where the ledger is off. */
public final class CountingLedger implements DeliveryLedger {

    private final DeliveryLedger ledger;
    private final MeterRegistry registry;

    public CountingLedger(DeliveryLedger ledger, MeterRegistry registry) {
        this.ledger = ledger;
        this.registry = registry;
    }

    @Override
    public void record(Delivery delivery) {
        Counter.builder("hub.deliveries")
                .description("What happened to instances, by destination")
                .tag("destination", delivery.destination() == null ? "" : delivery.destination())
                .tag("outcome", delivery.outcome().word())
                .register(registry)
                .increment();
        ledger.record(delivery);
    }
}
