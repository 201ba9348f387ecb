package io.cameldicom.component.web;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomOperation;
import io.cameldicom.component.QueryFailure;
import io.cameldicom.component.StatusHeader;
import io.cameldicom.component.event.DicomEvent;
import io.cameldicom.component.event.ObjectEvent;
import io.cameldicom.component.event.QueryEvent;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.dimse.StatusClass;
import io.cameldicom.dicom.query.InformationModel;
import io.cameldicom.web.WebRequestException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes exchanges of requests, as a {@code dicom:} consumer does of operations, and HTTP statuses of their failures. */
final class WebExchanges {

    private static final Logger LOG = LoggerFactory.getLogger(WebExchanges.class);
    private static final int FORBIDDEN = 403;
    private static final int INTERNAL_ERROR = 500;

    private final DicomWebConsumer consumer;

    WebExchanges(DicomWebConsumer consumer) {
        this.consumer = consumer;
    }

    Exchange create(WebRequest request, DicomOperation operation) {
        Exchange exchange = consumer.createExchange(false);
        exchange.setPattern(ExchangePattern.InOut);
        Message message = exchange.getIn();
        message.setHeader(DicomConstants.OPERATION, operation.name());
        if (request.remoteAddress() != null) {
            message.setHeader(DicomConstants.REMOTE_ADDRESS, request.remoteAddress());
        }
        return exchange;
    }

    /** An exchange whose body is an identifier, like that of a C-FIND or C-GET. */
    Exchange query(WebRequest request, DicomOperation operation, Attributes identifier, String options) {
        Exchange exchange = create(request, operation);
        Message message = exchange.getIn();
        message.setBody(identifier);
        message.setHeader(DicomConstants.QUERY_OPTIONS, options);
        message.setHeader(DicomConstants.QUERY_LEVEL, identifier.getString(Tag.QueryRetrieveLevel));
        exchange.setProperty(DicomConstants.IDENTIFIER, identifier);
        return exchange;
    }

    /** Tells who listens that an instance was answered. */
    void stored(String sopClassUid, String sopInstanceUid, int status, long bytes) {
        CamelContext context = consumer.getEndpoint().getCamelContext();
        if (DicomEvent.isWanted(context)) {
            new ObjectEvent(
                            context,
                            ObjectEvent.Direction.received,
                            null,
                            null,
                            sopClassUid,
                            sopInstanceUid,
                            status,
                            bytes,
                            null)
                    .send();
        }
    }

    /** Tells who listens that a search was answered. */
    void searched(WebRequest request, Attributes identifier, boolean success) {
        CamelContext context = consumer.getEndpoint().getCamelContext();
        if (DicomEvent.isWanted(context)) {
            new QueryEvent(
                            context,
                            ObjectEvent.Direction.received,
                            null,
                            null,
                            request.remoteAddress(),
                            InformationModel.STUDY_ROOT.find(),
                            identifier,
                            success)
                    .send();
        }
    }

    /** Lets the route have it; a failure is left in the exchange. */
    void process(Exchange exchange) {
        try {
            consumer.createUoW(exchange);
            consumer.getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
    }

    /**
     * What a route answered to an identifier.
     *
     * @return null where it set no body, which leaves the question in its place
     * @throws WebRequestException what to answer when it failed
     */
    Object answer(Exchange exchange, Attributes identifier) throws WebRequestException {
        process(exchange);
        if (exchange.getException() != null) {
            throw failure(exchange.getException());
        }
        if (exchange.isRollbackOnly()) {
            throw new WebRequestException(INTERNAL_ERROR, "The route rolled back");
        }
        StatusHeader status = StatusHeader.of(exchange.getMessage());
        StatusClass statusClass = StatusClass.of(status.code());
        if (statusClass == StatusClass.FAILURE || statusClass == StatusClass.CANCEL) {
            throw new WebRequestException(
                    httpStatus(status.code()),
                    status.comment() != null
                            ? status.comment()
                            : "The request failed: " + Status.format(status.code()));
        }
        Object body = exchange.getMessage().getBody();
        return body == identifier ? null : body;
    }

    /** The exchange is done. */
    void done(Exchange exchange) {
        consumer.doneUoW(exchange);
        consumer.releaseExchange(exchange, false);
    }

    /** In words without text of the failure, which may quote what was asked or found; its kind is in the log. */
    static WebRequestException failure(Throwable cause) {
        DicomServiceException failure = QueryFailure.of(cause);
        int status = httpStatus(failure.getStatus());
        LOG.warn(
                "DICOMweb request answered {}, the route failed with {} ({})",
                status,
                cause.getClass().getName(),
                Status.format(failure.getStatus()));
        return new WebRequestException(status, failure.getErrorComment(), cause);
    }

    static int httpStatus(int dimseStatus) {
        if ((dimseStatus & 0xFF00) == Status.OutOfResources) {
            return WebRequestException.UNAVAILABLE;
        }
        return switch (dimseStatus) {
            case Status.IdentifierDoesNotMatchSOPClass -> WebRequestException.BAD_REQUEST;
            case Status.NoSuchSOPInstance -> WebRequestException.NOT_FOUND;
            case Status.NotAuthorized -> FORBIDDEN;
            default -> INTERNAL_ERROR;
        };
    }
}
