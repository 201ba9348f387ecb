package io.cameldicom.hub.observe;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.component.event.ObjectEvent;
import io.cameldicom.component.event.ObjectEvent.Direction;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.hub.ledger.Delivery;
import io.cameldicom.hub.ledger.DeliveryLedger;
import io.cameldicom.hub.ledger.InstanceIdentity;
import io.cameldicom.hub.ledger.Outcome;
import io.cameldicom.hub.queue.DestinationEndpoint;
import org.apache.camel.Message;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Records what routes send by {@code to: dicom:} without a queue; the destination is the called AE title. What a queue
 * delivers is recorded by the queue, once, whatever its route sends to whom. Thread-safe.
 */
public final class DirectDeliveries extends EventNotifierSupport {

    private final DeliveryLedger ledger;

    public DirectDeliveries(DeliveryLedger ledger) {
        this.ledger = ledger;
        setIgnoreCamelContextEvents(true);
        setIgnoreCamelContextInitEvents(true);
        setIgnoreExchangeEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreStepEvents(true);
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof ObjectEvent object
                && object.direction() == Direction.sent
                && object.exchange().getMessage().getHeader(DestinationEndpoint.DESTINATION) == null;
    }

    @Override
    public void notify(CamelEvent event) {
        ObjectEvent sent = (ObjectEvent) event;
        Message message = sent.exchange().getMessage();
        ledger.record(Delivery.of(outcome(sent), identity(sent, message), sent.calledAeTitle())
                .from(message.getHeader(DicomConstants.CALLING_AE_TITLE, String.class))
                .because(
                        sent.isTaken()
                                ? null
                                : "to: dicom: in route " + sent.exchange().getFromRouteId() + ", status "
                                        + Status.format(sent.status())));
    }

    private static Outcome outcome(ObjectEvent sent) {
        if (sent.isTaken()) {
            return Outcome.SENT;
        }
        return sent.status() == Status.DuplicateSOPInstance ? Outcome.ALREADY_PRESENT : Outcome.FAILED;
    }

    private static InstanceIdentity identity(ObjectEvent sent, Message message) {
        return message.getBody() instanceof DicomObject object
                        && sent.sopInstanceUid().equals(object.sopInstanceUid())
                ? InstanceIdentity.of(object)
                : InstanceIdentity.of(
                        sent.sopInstanceUid(),
                        message.getHeader(DicomConstants.STUDY_INSTANCE_UID, String.class),
                        message.getHeader(DicomConstants.SERIES_INSTANCE_UID, String.class));
    }
}
