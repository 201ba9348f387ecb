package io.cameldicom.component;

import io.cameldicom.dicom.dimse.Status;
import java.io.IOException;
import org.apache.camel.Exchange;

/** Hands over the object in the body: C-STORE (PS3.4 Annex B). */
final class StoreOperation implements ProducerOperation {

    private final DicomEndpoint endpoint;
    private final StoreCounters counters;
    private final PeerCall call;

    StoreOperation(DicomEndpoint endpoint, StoreCounters counters) {
        this.endpoint = endpoint;
        this.counters = counters;
        this.call = new PeerCall(endpoint);
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        DicomObject object = exchange.getMessage().getMandatoryBody(DicomObject.class);
        if (object.sopClassUid() == null || object.sopInstanceUid() == null) {
            throw call.unusable(
                    exchange,
                    "the object cannot be sent, it has no SOP Class UID (0008,0016) or SOP Instance UID (0008,0018)");
        }
        AssociationPool pool = endpoint.pool(call.callingAeTitle(exchange));
        counters.begin();
        int status = Status.ProcessingFailure;
        try {
            StoreSender.Sent sent = new StoreSender(pool, endpoint.getConfiguration()).send(object);
            status = sent.outcome().status();
            PeerCall.answer(exchange.getMessage(), status, sent.outcome().errorComment());
            exchange.getMessage().setHeader(DicomConstants.TRANSFER_SYNTAX_UID, sent.transferSyntaxUid());
        } catch (IOException e) {
            throw call.failure(exchange, "C-STORE failed", e);
        } finally {
            counters.end(status, object.dataSetLength());
        }
    }
}
