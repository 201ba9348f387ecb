package io.cameldicom.component;

import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.RefusedException;
import io.cameldicom.dicom.service.RetryAdvice;
import io.cameldicom.dicom.service.VerificationScu;
import java.io.IOException;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.DefaultProducer;

/**
 * A service class user: asks the peer to store the body, or whether it answers. Blocks the calling thread, which is
 * what the network does too; concurrency comes from the route and is bounded by the association pool.
 */
@ManagedResource(description = "Managed DicomProducer")
public class DicomProducer extends DefaultProducer {

    private final DicomEndpoint endpoint;
    private final StoreCounters counters = new StoreCounters();

    DicomProducer(DicomEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        endpoint.addHealthCheck();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        switch (operation(exchange)) {
            case store -> store(exchange);
            case echo -> echo(exchange);
        }
    }

    private DicomOperation operation(Exchange exchange) {
        String header = exchange.getMessage().getHeader(DicomConstants.OPERATION, String.class);
        return header == null ? endpoint.getConfiguration().getOperation() : DicomOperation.of(header);
    }

    private void store(Exchange exchange)
            throws DicomOperationException, InvalidPayloadException, InterruptedException {
        DicomObject object = exchange.getMessage().getMandatoryBody(DicomObject.class);
        requireUids(exchange, object);
        AssociationPool pool = endpoint.pool(callingAeTitle(exchange));
        counters.begin();
        int status = Status.ProcessingFailure;
        try {
            StoreSender.Sent sent = new StoreSender(pool, endpoint.getConfiguration()).send(object);
            status = sent.outcome().status();
            answer(exchange.getMessage(), status, sent.outcome().errorComment());
            exchange.getMessage().setHeader(DicomConstants.TRANSFER_SYNTAX_UID, sent.transferSyntaxUid());
        } catch (IOException e) {
            throw failure(exchange, "C-STORE failed", e);
        } finally {
            counters.end(status, object.dataSetLength());
        }
    }

    private void requireUids(Exchange exchange, DicomObject object) throws DicomOperationException {
        if (object.sopClassUid() == null || object.sopInstanceUid() == null) {
            throw new DicomOperationException(
                    exchange,
                    endpoint.address().toString(),
                    "the object cannot be sent, it has no SOP Class UID (0008,0016) or SOP Instance UID (0008,0018)",
                    false,
                    null);
        }
    }

    private void echo(Exchange exchange) throws DicomOperationException {
        try {
            VerificationScu.echo(
                    endpoint.pool(callingAeTitle(exchange)).requestor(),
                    Duration.ofMillis(endpoint.getConfiguration().getResponseTimeout()));
            answer(exchange.getMessage(), Status.Success, null);
        } catch (IOException e) {
            throw failure(exchange, "C-ECHO failed", e);
        }
    }

    private String callingAeTitle(Exchange exchange) {
        if (endpoint.getConfiguration().isAllowAeTitleOverride()) {
            String header = exchange.getMessage().getHeader(DicomConstants.CALLING_AE_TITLE, String.class);
            if (header != null) {
                return AeTitles.check("header " + DicomConstants.CALLING_AE_TITLE, header);
            }
        }
        return endpoint.callingAeTitle();
    }

    private static void answer(Message message, int status, String errorComment) {
        message.setHeader(DicomConstants.STATUS, status);
        if (errorComment == null) {
            message.removeHeader(DicomConstants.ERROR_COMMENT);
        } else {
            message.setHeader(DicomConstants.ERROR_COMMENT, errorComment);
        }
    }

    private DicomOperationException failure(Exchange exchange, String what, IOException cause) {
        boolean retryable = !(cause instanceof StoreSender.NotAcceptedException) && RetryAdvice.retryMakesSense(cause);
        int status = cause instanceof RefusedException refused && refused.getStatus() > 0
                ? refused.getStatus()
                : Status.ProcessingFailure;
        return new DicomOperationException(
                exchange,
                endpoint.address().toString(),
                what + ": " + cause.getMessage() + (retryable ? " [a retry may help]" : " [a retry does not help]"),
                retryable,
                status,
                cause);
    }

    @ManagedAttribute(description = "Objects the peer took, with success or a warning")
    public long getObjectsSent() {
        return counters.taken();
    }

    @ManagedAttribute(description = "Objects that could not be sent or were refused")
    public long getObjectsFailed() {
        return counters.refused();
    }

    @ManagedAttribute(description = "Bytes of the data sets of all objects, sent or failed")
    public long getBytes() {
        return counters.bytes();
    }
}
