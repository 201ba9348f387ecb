package io.cameldicom.hub;

import io.cameldicom.component.DicomObject;
import io.cameldicom.hub.ledger.Delivery;
import io.cameldicom.hub.ledger.DeliveryLedger;
import io.cameldicom.hub.ledger.InstanceIdentity;
import io.cameldicom.hub.ledger.Outcome;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Bean {@code filtered}: the ledger shall say that no rule wanted the object in the body. Thread-safe. */
final class FilteredObjects implements Processor {

    private final DeliveryLedger ledger;

    FilteredObjects(DeliveryLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        DicomObject object = exchange.getMessage().getMandatoryBody(DicomObject.class);
        ledger.record(Delivery.of(Outcome.FILTERED, InstanceIdentity.of(object), null)
                .because("route " + exchange.getFromRouteId()));
    }
}
