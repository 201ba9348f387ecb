package io.cameldicom.hub.queue;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Puts the object into the queues of all its destinations; the exchange goes on when it is safe there. */
final class DestinationProducer extends DefaultProducer {

    private final DestinationEndpoint endpoint;
    private final Queues queues;

    DestinationProducer(DestinationEndpoint endpoint, Queues queues) {
        super(endpoint);
        this.endpoint = endpoint;
        this.queues = queues;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        endpoint.names().forEach(queues::line); // so that it can be seen, and paused, before the first object
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        DicomObject object = exchange.getMessage().getMandatoryBody(DicomObject.class);
        Integer priority =
                endpoint.getPriority() == null ? null : endpoint.getPriority().code();
        try {
            queues.put(object, ObjectLabels.of(exchange.getMessage(), object, priority), endpoint.names());
        } catch (IOException e) {
            throw new DicomServiceException(Status.OutOfResources, "The hub cannot queue the object", e);
        }
    }
}
