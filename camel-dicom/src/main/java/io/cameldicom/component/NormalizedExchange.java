package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.dimse.StatusClass;
import io.cameldicom.dicom.service.NormalizedHandler;
import io.cameldicom.dicom.service.NormalizedReply;
import io.cameldicom.dicom.service.NormalizedRequest;
import io.cameldicom.dicom.service.NormalizedScp;
import io.cameldicom.dicom.service.QuerySopClasses;
import io.cameldicom.dicom.service.RefusedException;
import io.cameldicom.dicom.service.StoreResult;
import io.cameldicom.dicom.ul.TransferCapability;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A DIMSE-N request as an exchange: the attribute list is the body, the route's outcome the answer. A body of {@link
 * Attributes} that the route put in its place is answered too. Thread-safe.
 */
final class NormalizedExchange {

    private static final Logger LOG = LoggerFactory.getLogger(NormalizedExchange.class);

    private final DicomConsumer consumer;

    NormalizedExchange(DicomConsumer consumer) {
        this.consumer = consumer;
    }

    static NormalizedScp provider(NormalizedHandler handler, String sopClassUid, Dimse... commands) {
        return new NormalizedScp(
                handler,
                TransferCapability.scp(sopClassUid, QuerySopClasses.TRANSFER_SYNTAXES.toArray(String[]::new)),
                Set.of(commands));
    }

    /**
     * Lets the route have the request. The exchange is done when the answer has left.
     *
     * @return the exchange after the route
     * @throws DicomServiceException what to answer when the route failed, or set the status of a failure
     */
    Exchange process(NormalizedRequest request, DicomOperation operation) throws IOException {
        Attributes attributes = request.attributes();
        return process(request, exchange -> describe(exchange.getIn(), request, operation, attributes));
    }

    /** As {@link #process(NormalizedRequest, DicomOperation)}, with another message. */
    Exchange process(NormalizedRequest request, Consumer<Exchange> message) throws IOException {
        Exchange exchange = consumer.createExchange(false);
        request.whenAnswered(() -> done(exchange));
        try {
            consumer.createUoW(exchange);
            exchange.setPattern(ExchangePattern.InOut);
            message.accept(exchange);
            consumer.getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        refuseFailure(request, exchange);
        return exchange;
    }

    /** The answer of a route that succeeded. */
    NormalizedReply reply(NormalizedRequest request, Exchange exchange) throws IOException {
        StoreResult result = ResponseStatus.of(exchange);
        Object body = exchange.getMessage().getBody();
        Attributes answer = body instanceof Attributes changed && changed != request.attributes() ? changed : null;
        return new NormalizedReply(result.status(), answer, result.errorComment());
    }

    private void done(Exchange exchange) {
        consumer.doneUoW(exchange);
        consumer.releaseExchange(exchange, false);
    }

    private static void describe(
            Message message, NormalizedRequest request, DicomOperation operation, Attributes attributes) {
        RequestHeaders.set(message, operation, request.association(), request.messageId());
        message.setBody(attributes);
        message.setHeader(DicomConstants.SOP_CLASS_UID, request.sopClassUid());
        message.setHeader(DicomConstants.SOP_INSTANCE_UID, request.sopInstanceUid());
        message.setHeader(DicomConstants.TRANSFER_SYNTAX_UID, request.transferSyntaxUid());
        if (operation == DicomOperation.nAction) {
            message.setHeader(DicomConstants.ACTION_TYPE_ID, request.actionTypeId());
        } else if (operation == DicomOperation.nEventReport) {
            message.setHeader(DicomConstants.EVENT_TYPE_ID, request.eventTypeId());
        }
    }

    private static void refuseFailure(NormalizedRequest request, Exchange exchange) throws DicomServiceException {
        StoreResult result = ResponseStatus.of(exchange);
        StatusClass statusClass = StatusClass.of(result.status());
        if (statusClass == StatusClass.SUCCESS || statusClass == StatusClass.WARNING) {
            return;
        }
        Exception cause = exchange.getException();
        DicomServiceException failure = exchange.getException(DicomServiceException.class);
        if (failure == null) {
            failure = withDetails(
                    new DicomServiceException(general(result.status()), result.errorComment(), cause),
                    exchange.getException(RefusedException.class));
        }
        LOG.warn(
                "{}: {} answered {}{}",
                request.association().id(),
                request.dimse(),
                Status.format(failure.getStatus()),
                cause == null
                        ? ""
                        : ", the route failed with " + cause.getClass().getName());
        throw failure;
    }

    /** @param byPeer what a peer answered that was asked in turn, or null: it may have said more than status and comment */
    private static DicomServiceException withDetails(DicomServiceException failure, RefusedException byPeer) {
        if (byPeer == null) {
            return failure;
        }
        DicomServiceException detailed = failure.withOffendingElements(byPeer.getOffendingElements());
        return byPeer.getErrorId() < 0 ? detailed : detailed.withErrorId(byPeer.getErrorId());
    }

    /** PS3.7 Annex C: the statuses A7xx and Cxxx of composite services mean nothing to a normalized one. */
    private static int general(int status) {
        if (status == Status.OutOfResources) {
            return Status.ResourceLimitation;
        }
        return status == Status.CannotUnderstand ? Status.ProcessingFailure : status;
    }
}
