package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.UidDictionary;
import io.cameldicom.dicom.dimse.DimseHandlers;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.service.AssociationRequestor;
import io.cameldicom.dicom.service.NormalizedResponse;
import io.cameldicom.dicom.service.NormalizedScu;
import io.cameldicom.dicom.service.QuerySopClasses;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What the producer's operations on normalized SOP classes have in common. Thread-safe. */
final class NormalizedCall {

    /** One request over an open association. */
    @FunctionalInterface
    interface Request {
        NormalizedResponse send(NormalizedScu scu) throws IOException;
    }

    private final DicomEndpoint endpoint;
    private final PeerCall call;
    private final Duration timeout;

    NormalizedCall(DicomEndpoint endpoint) {
        this.endpoint = endpoint;
        this.call = new PeerCall(endpoint);
        this.timeout = Duration.ofMillis(endpoint.getConfiguration().getResponseTimeout());
    }

    /**
     * Sends a request over an association of its own, and makes the response the exchange's answer.
     *
     * @param asScp whether this side is the SCP of the SOP class: it sends N-EVENT-REPORT
     */
    void send(Exchange exchange, String sopClassUid, boolean asScp, Request request) throws DicomOperationException {
        try (DimseSession session = open(exchange, sopClassUid, asScp, DimseHandlers.NONE)) {
            NormalizedResponse response = request.send(new NormalizedScu(session, timeout));
            session.release();
            answer(exchange.getMessage(), response);
        } catch (IOException e) {
            throw call.failure(exchange, UidDictionary.nameOf(sopClassUid) + " failed", e);
        }
    }

    DimseSession open(Exchange exchange, String sopClassUid, boolean asScp, DimseHandlers handlers)
            throws IOException, DicomOperationException {
        AssociationRequestor.Builder requestor = endpoint.requestor(call.callingAeTitle(exchange));
        if (asScp) {
            requestor.role(sopClassUid, false, true);
        }
        PresentationContextRq context = new PresentationContextRq(1, sopClassUid, QuerySopClasses.TRANSFER_SYNTAXES);
        return requestor.build().open(List.of(context), handlers);
    }

    /** The body as a data set; null for an empty body. */
    Attributes attributes(Exchange exchange) throws DicomOperationException {
        Message message = exchange.getMessage();
        Attributes attributes = message.getBody(Attributes.class);
        if (attributes == null && message.getBody() != null) {
            throw call.unusable(exchange, "the body must be Attributes, or a map of keywords and values, or empty");
        }
        return attributes;
    }

    String requireHeader(Exchange exchange, String header) throws DicomOperationException {
        String value = exchange.getMessage().getHeader(header, String.class);
        if (value == null || value.isBlank()) {
            throw call.unusable(exchange, "the operation needs the header " + header);
        }
        return value;
    }

    /** The instance the headers name, if they name one of this SOP class: others are left from what came before. */
    static String instanceOf(Exchange exchange, String sopClassUid) {
        Message message = exchange.getMessage();
        return sopClassUid.equals(message.getHeader(DicomConstants.SOP_CLASS_UID, String.class))
                ? message.getHeader(DicomConstants.SOP_INSTANCE_UID, String.class)
                : null;
    }

    DicomOperationException unusable(Exchange exchange, String why) {
        return call.unusable(exchange, why);
    }

    DicomOperationException failure(Exchange exchange, String what, IOException cause) {
        return call.failure(exchange, what, cause);
    }

    private static void answer(Message message, NormalizedResponse response) {
        PeerCall.answer(message, response.status(), response.errorComment());
        if (response.sopInstanceUid() != null) {
            message.setHeader(DicomConstants.SOP_INSTANCE_UID, response.sopInstanceUid());
        }
        if (!response.attributes().isEmpty()) {
            message.setBody(response.attributes());
        }
    }
}
