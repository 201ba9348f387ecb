package io.cameldicom.component;

import io.cameldicom.component.event.DicomEvent;
import io.cameldicom.component.event.ObjectEvent;
import io.cameldicom.component.transcode.TranscodeResult;
import io.cameldicom.dicom.dimse.Status;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

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
        String callingAeTitle = call.callingAeTitle(exchange);
        AssociationPool pool = endpoint.pool(callingAeTitle);
        counters.begin();
        int status = Status.ProcessingFailure;
        try {
            SendableObject sendable =
                    new SendableObject(object, endpoint.getConfiguration(), endpoint.getCamelContext());
            StoreSender.Sent sent = new StoreSender(pool, endpoint.getConfiguration()).send(sendable);
            status = sent.outcome().status();
            PeerCall.answer(exchange.getMessage(), status, sent.outcome().errorComment());
            say(exchange.getMessage(), sendable, sent.rendition());
        } catch (IOException e) {
            throw call.failure(exchange, "C-STORE failed", e);
        } finally {
            ended(exchange, callingAeTitle, object, status);
        }
    }

    private void ended(Exchange exchange, String callingAeTitle, DicomObject object, int status) {
        counters.end(status, object.dataSetLength());
        if (DicomEvent.isWanted(endpoint.getCamelContext())) {
            new ObjectEvent(
                            endpoint.getCamelContext(),
                            ObjectEvent.Direction.sent,
                            callingAeTitle,
                            endpoint.getAeTitle(),
                            object.sopClassUid(),
                            object.sopInstanceUid(),
                            status,
                            object.dataSetLength(),
                            exchange)
                    .send();
        }
    }

    /** What the peer has got. */
    private static void say(Message message, SendableObject sendable, SendableObject.Rendition sent) {
        message.setHeader(DicomConstants.TRANSFER_SYNTAX_UID, sent.instance().transferSyntaxUid());
        message.setHeader(DicomConstants.SENT_SOP_INSTANCE_UID, sent.instance().sopInstanceUid());
        TranscodeResult result =
                sendable.impossible() != null ? TranscodeResult.impossible : TranscodeResult.of(sent.conversion());
        message.setHeader(DicomConstants.TRANSCODING, result.name());
        if (result == TranscodeResult.impossible) {
            message.setHeader(DicomConstants.TRANSCODING_REASON, sendable.impossible());
        } else {
            message.removeHeader(DicomConstants.TRANSCODING_REASON);
        }
    }
}
