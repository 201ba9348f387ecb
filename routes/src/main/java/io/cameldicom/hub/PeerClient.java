package io.cameldicom.hub;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.component.DicomOperationException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.RefusedException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.ObjectHelper;

/**
 * One peer as the commands {@code send}, {@code echo} and {@code demo} speak to it: through the component's producer, the way a
 * route would. Not thread-safe.
 */
final class PeerClient implements AutoCloseable {

    private final CamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;
    private final String uri;

    /**
     * @param peer {@code AETITLE@host:port}
     * @param callingAeTitle the name to call by
     */
    PeerClient(Peer peer, String callingAeTitle) {
        this.uri = "dicom:" + peer + "?callingAeTitle=RAW(" + callingAeTitle + ")";
        context.start();
        this.template = context.createProducerTemplate();
    }

    /**
     * Sends one object.
     *
     * @return the status, 0000 or a warning
     * @throws HubException when the object was not taken
     */
    int store(DicomObject object) throws HubException {
        return call(uri, object).getMessage().getHeader(DicomConstants.STATUS, Status.Success, Integer.class);
    }

    /** @throws HubException when the peer does not answer with success */
    void echo() throws HubException {
        call(uri + "&operation=echo", null);
    }

    private Exchange call(String endpoint, DicomObject body) throws HubException {
        Exchange answer;
        try {
            answer = template.send(endpoint, exchange -> exchange.getMessage().setBody(body));
        } catch (RuntimeCamelException e) { // the endpoint itself is refused, for its AE title or host
            throw new HubException(StartFailure.innermost(e), e);
        }
        if (answer.getException() != null) {
            throw new HubException(reason(answer.getException()), answer.getException());
        }
        return answer;
    }

    private static String reason(Exception failure) {
        DicomOperationException failed = ObjectHelper.getException(DicomOperationException.class, failure);
        String message = (failed == null ? failure : failed).getMessage();
        int exchangeId = message.lastIndexOf(". Exchange[");
        String reason = exchangeId < 0 ? message : message.substring(0, exchangeId);
        RefusedException refused = ObjectHelper.getException(RefusedException.class, failure);
        return refused == null || refused.getErrorComment() == null
                ? reason
                : reason + ", saying: " + refused.getErrorComment();
    }

    @Override
    public void close() {
        context.stop();
    }
}
