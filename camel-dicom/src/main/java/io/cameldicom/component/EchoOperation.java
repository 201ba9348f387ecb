package io.cameldicom.component;

import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.VerificationScu;
import java.io.IOException;
import java.time.Duration;
import org.apache.camel.Exchange;

/** Asks whether the peer answers: C-ECHO (PS3.4 Annex A). */
final class EchoOperation implements ProducerOperation {

    private final DicomEndpoint endpoint;
    private final PeerCall call;

    EchoOperation(DicomEndpoint endpoint) {
        this.endpoint = endpoint;
        this.call = new PeerCall(endpoint);
    }

    @Override
    public void process(Exchange exchange) throws DicomOperationException {
        try {
            VerificationScu.echo(
                    endpoint.pool(call.callingAeTitle(exchange)).requestor(),
                    Duration.ofMillis(endpoint.getConfiguration().getResponseTimeout()));
            PeerCall.answer(exchange.getMessage(), Status.Success, null);
        } catch (IOException e) {
            throw call.failure(exchange, "C-ECHO failed", e);
        }
    }
}
