package io.cameldicom.component;

import io.cameldicom.dicom.service.StoreHandler;
import io.cameldicom.dicom.service.StoreRequest;
import io.cameldicom.dicom.service.StoreResult;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Sends each object of a C-GET to an endpoint, and answers the peer what came of it. Thread-safe. */
final class StoreForwarder implements StoreHandler {

    private final String target;
    private final ObjectReceiver receiver;
    private final ProducerTemplate template;

    StoreForwarder(DicomEndpoint endpoint, String target, ObjectReceiver receiver) {
        this.target = target;
        this.receiver = receiver;
        this.template = endpoint.getCamelContext().createProducerTemplate();
    }

    @Override
    public StoreResult store(StoreRequest request) throws IOException {
        DicomObject object = receiver.receive(request);
        Exchange done = template.send(target, exchange -> {
            object.handOverTo(exchange);
            StoreService.fill(exchange, request, object);
        });
        return ResponseStatus.of(done);
    }

    void stop() {
        template.stop();
    }
}
