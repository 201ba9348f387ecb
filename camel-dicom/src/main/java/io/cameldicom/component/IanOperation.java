package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.UidGenerator;
import org.apache.camel.Exchange;

/** Tells which instances are available: the N-CREATE of Instance Availability Notification (PS3.4 Annex R). Thread-safe. */
final class IanOperation implements ProducerOperation {

    private final NormalizedCall call;

    IanOperation(DicomEndpoint endpoint) {
        this.call = new NormalizedCall(endpoint);
    }

    @Override
    public void process(Exchange exchange) throws DicomOperationException {
        Attributes notification = call.attributes(exchange);
        if (notification == null) {
            throw call.unusable(exchange, "the body must be the attributes of the notification");
        }
        String given = NormalizedCall.instanceOf(exchange, UID.InstanceAvailabilityNotification);
        String uid = given != null ? given : UidGenerator.next();
        call.send(
                exchange,
                UID.InstanceAvailabilityNotification,
                false,
                scu -> scu.create(UID.InstanceAvailabilityNotification, uid, notification));
    }
}
