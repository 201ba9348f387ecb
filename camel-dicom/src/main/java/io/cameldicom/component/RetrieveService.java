package io.cameldicom.component;

import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.dimse.StatusClass;
import io.cameldicom.dicom.service.RetrieveRequest;
import io.cameldicom.dicom.service.RetrieveResult;
import io.cameldicom.dicom.service.StoreOutcome;
import io.cameldicom.dicom.service.SubOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.service.ServiceSupport;

/**
 * C-MOVE and C-GET as exchanges: the route gets the identifier and answers with the objects, which are sent one by one as
 * they are taken from it; or it has a peer do it, and answers with the peer's result. Thread-safe.
 */
abstract class RetrieveService<R extends RetrieveRequest> extends ServiceSupport implements ConsumerService {

    /** Sends one object. */
    @FunctionalInterface
    interface Sender {
        StoreOutcome send(DicomObject object) throws IOException;

        /** Nothing more is to be sent. */
        default void close() {}
    }

    private final DicomConsumer consumer;
    private final DicomEndpoint endpoint;
    private final DicomOperation operation;

    RetrieveService(DicomConsumer consumer, DicomEndpoint endpoint, DicomOperation operation) {
        this.consumer = consumer;
        this.endpoint = endpoint;
        this.operation = operation;
    }

    DicomEndpoint endpoint() {
        return endpoint;
    }

    DicomConfiguration configuration() {
        return endpoint.getConfiguration();
    }

    /** What the exchange says of this kind of request besides what all have. */
    abstract void describe(R request, Exchange exchange);

    /**
     * Where the objects go.
     *
     * @throws DicomServiceException if that is not known
     */
    abstract Sender sender(R request) throws IOException;

    RetrieveResult retrieve(R request) throws IOException {
        if (configuration().isValidateIdentifier()) {
            QueryExchange.check(request, request.identifier(), request.options().relational(), true);
        }
        consumer.counters().beginQuery();
        try (QueryExchange query = QueryExchange.of(
                consumer, operation, request, request.identifier(), NegotiatedOptions.names(request.options()))) {
            describe(request, query.exchange());
            query.exchange()
                    .setProperty(DicomConstants.RETRIEVE_LISTENER, (RetrieveListener) counts -> tell(request, counts));
            return answer(request, query);
        } finally {
            consumer.counters().endQuery();
        }
    }

    private RetrieveResult answer(R request, QueryExchange query) throws IOException {
        Object body;
        try {
            body = query.answer();
        } catch (DicomServiceException e) {
            return failed(query.exchange().getMessage(), e);
        }
        if (body instanceof RetrieveResult doneByPeer) {
            return doneByPeer;
        }
        StatusHeader status = StatusHeader.of(query.exchange().getMessage());
        if (StatusClass.of(status.code()) == StatusClass.FAILURE) {
            throw new DicomServiceException(status.code(), status.comment());
        }
        return send(request, query, body);
    }

    /** A peer that was asked in turn may have done part of it. */
    private static RetrieveResult failed(Message message, DicomServiceException failure) throws DicomServiceException {
        if (message.getBody() instanceof RetrieveResult done) {
            return done.withStatus(failure.getStatus(), failure.getErrorComment());
        }
        throw failure;
    }

    private RetrieveResult send(R request, QueryExchange query, Object body) throws IOException {
        try (ObjectElements objects = new ObjectElements(body, query.exchange())) {
            if (!objects.hasNext() && objects.failure() == null) {
                return objects.withOthers(RetrieveResult.of(SubOperations.NONE, List.of()));
            }
            RetrieveResult result = perform(request, objects);
            if (objects.failure() == null) {
                return objects.withOthers(result);
            }
            query.exchange().setException(objects.failure());
            DicomServiceException failure = query.failure(objects.failure());
            if (result.subOperations().performed() == 0) {
                throw failure;
            }
            return result.status() == Status.Cancel
                    ? result
                    : result.withStatus(failure.getStatus(), failure.getErrorComment());
        }
    }

    private RetrieveResult perform(R request, ObjectElements objects) throws IOException {
        Sender sender = objects.failure() == null ? sender(request) : object -> null;
        try {
            return request.perform(objects.operations(sender), objects::remaining);
        } finally {
            sender.close();
        }
    }

    private static void tell(RetrieveRequest request, SubOperations counts) {
        try {
            request.pending(counts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
