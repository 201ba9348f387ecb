package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.query.IdentifierCheck;
import io.cameldicom.dicom.query.InformationModel;
import io.cameldicom.dicom.query.InvalidIdentifierException;
import io.cameldicom.dicom.query.QueryLevel;
import io.cameldicom.dicom.service.OperationRequest;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A C-FIND, C-MOVE or C-GET as an exchange: the identifier is the body, and the exchange lasts until the last response has
 * been given. Used by the thread that answers the request.
 */
final class QueryExchange implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueryExchange.class);

    private final DicomConsumer consumer;
    private final OperationRequest request;
    private final Attributes identifier;
    private final Exchange exchange;

    private QueryExchange(DicomConsumer consumer, OperationRequest request, Attributes identifier) {
        this.consumer = consumer;
        this.request = request;
        this.identifier = identifier;
        this.exchange = consumer.createExchange(false);
    }

    /** @param negotiated names of what was negotiated, see {@link NegotiatedOptions} */
    static QueryExchange of(
            DicomConsumer consumer,
            DicomOperation operation,
            OperationRequest request,
            Attributes identifier,
            String negotiated) {
        QueryExchange query = new QueryExchange(consumer, request, identifier);
        query.describe(operation, negotiated);
        return query;
    }

    /** @throws DicomServiceException A900 naming the key that is missing or wrong */
    static void check(OperationRequest request, Attributes identifier, boolean relational, boolean retrieval)
            throws DicomServiceException {
        InformationModel model = InformationModel.ofSopClass(request.abstractSyntaxUid());
        if (model == null) {
            return;
        }
        IdentifierCheck check = new IdentifierCheck(model, relational);
        try {
            if (retrieval) {
                check.retrieve(identifier);
            } else {
                check.query(identifier);
            }
        } catch (InvalidIdentifierException e) {
            LOG.info("{}: identifier refused: {}", request, e.getMessage());
            throw QueryFailure.of(e);
        }
    }

    private void describe(DicomOperation operation, String negotiated) {
        exchange.setPattern(ExchangePattern.InOut);
        Message message = exchange.getIn();
        message.setBody(identifier);
        RequestHeaders.set(message, operation, request.association(), request.messageId());
        message.setHeader(DicomConstants.SOP_CLASS_UID, request.abstractSyntaxUid());
        message.setHeader(DicomConstants.PRIORITY, request.priority());
        message.setHeader(DicomConstants.QUERY_OPTIONS, negotiated);
        QueryLevel level = QueryLevel.of(identifier.getString(Tag.QueryRetrieveLevel));
        if (level != null) {
            message.setHeader(DicomConstants.QUERY_LEVEL, level.name());
        }
        exchange.setProperty(DicomConstants.IDENTIFIER, identifier);
        exchange.setProperty(DicomConstants.CANCELLATION, new RequestCancellation(request));
    }

    Exchange exchange() {
        return exchange;
    }

    /**
     * Lets the route have it.
     *
     * @return the body of its answer; null where the route set none, which leaves the question in its place
     * @throws DicomServiceException what to answer when the route failed
     */
    Object answer() throws DicomServiceException {
        try {
            consumer.createUoW(exchange);
            consumer.getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        if (exchange.getException() != null) {
            throw failure(exchange.getException());
        }
        if (exchange.isRollbackOnly()) {
            throw new DicomServiceException(Status.UnableToProcess, "The route rolled back");
        }
        Object body = exchange.getMessage().getBody();
        return body == identifier ? null : body;
    }

    /** What to answer, and a line in the log that has no text of the failure: it may quote what was asked or found. */
    DicomServiceException failure(Throwable cause) {
        DicomServiceException failure = QueryFailure.of(cause);
        if (request.isCancelled()) {
            LOG.debug("{}: cancelled", request);
        } else {
            LOG.warn(
                    "{}: answered {}, the route failed with {}",
                    request,
                    Status.format(failure.getStatus()),
                    cause.getClass().getName());
        }
        return failure;
    }

    /** The exchange is done. */
    @Override
    public void close() {
        consumer.doneUoW(exchange);
        consumer.releaseExchange(exchange, false);
    }

    private record RequestCancellation(OperationRequest request) implements Cancellation {
        @Override
        public boolean isCancelled() {
            return request.isCancelled();
        }

        @Override
        public void onCancel(Runnable task) {
            request.onCancel(task);
        }
    }
}
