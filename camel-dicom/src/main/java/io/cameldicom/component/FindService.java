package io.cameldicom.component;

import io.cameldicom.component.event.DicomEvent;
import io.cameldicom.component.event.ObjectEvent;
import io.cameldicom.component.event.QueryEvent;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.dimse.StatusClass;
import io.cameldicom.dicom.query.InformationModel;
import io.cameldicom.dicom.query.QueryLevel;
import io.cameldicom.dicom.service.FindHandler;
import io.cameldicom.dicom.service.FindRequest;
import io.cameldicom.dicom.service.FindScp;
import io.cameldicom.dicom.service.QueryOption;
import io.cameldicom.dicom.service.ServiceClassProvider;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.service.ServiceSupport;

/**
 * C-FIND as exchanges, of the query/retrieve models or of the worklist: the route gets the identifier and answers with the
 * matches, which go out one by one as they are taken from it. Thread-safe.
 */
final class FindService extends ServiceSupport implements ConsumerService, FindHandler {

    private final DicomConsumer consumer;
    private final DicomConfiguration configuration;
    private final DicomOperation operation;
    private final List<String> sopClasses;

    private FindService(
            DicomConsumer consumer, DicomEndpoint endpoint, DicomOperation operation, List<String> classes) {
        this.consumer = consumer;
        this.configuration = endpoint.getConfiguration();
        this.operation = operation;
        this.sopClasses = classes;
    }

    static FindService ofArchive(DicomConsumer consumer, DicomEndpoint endpoint) {
        List<String> sopClasses = endpoint.getConfiguration().informationModelList().stream()
                .filter(model -> model != InformationModel.MODALITY_WORKLIST)
                .map(InformationModel::find)
                .filter(Objects::nonNull)
                .toList();
        return new FindService(consumer, endpoint, DicomOperation.find, sopClasses);
    }

    static FindService ofWorklist(DicomConsumer consumer, DicomEndpoint endpoint) {
        return new FindService(
                consumer, endpoint, DicomOperation.worklist, List.of(InformationModel.MODALITY_WORKLIST.find()));
    }

    @Override
    public List<ServiceClassProvider> providers() {
        return List.of(new FindScp(this, sopClasses, NegotiatedOptions.of(configuration.getQueryOptions())));
    }

    @Override
    public Iterator<Attributes> find(FindRequest request) throws DicomServiceException {
        if (configuration.isValidateIdentifier()) {
            QueryExchange.check(request, request.identifier(), request.options().has(QueryOption.RELATIONAL), false);
        }
        QueryExchange query = QueryExchange.of(
                consumer, operation, request, request.identifier(), NegotiatedOptions.names(request.options()));
        consumer.counters().beginQuery();
        try {
            Object body = query.answer();
            refuseFailure(query.exchange());
            Responses responses = new Responses(request, query, body);
            tell(request, true);
            return responses;
        } catch (DicomServiceException | RuntimeException e) {
            tell(request, false);
            query.close();
            consumer.counters().endQuery();
            throw e;
        }
    }

    private void tell(FindRequest request, boolean success) {
        CamelContext context = consumer.getEndpoint().getCamelContext();
        if (DicomEvent.isWanted(context)) {
            new QueryEvent(
                            context,
                            ObjectEvent.Direction.received,
                            request.association().callingAeTitle(),
                            request.association().calledAeTitle(),
                            request.association().remoteAddress().getAddress().getHostAddress(),
                            request.abstractSyntaxUid(),
                            request.identifier(),
                            success)
                    .send();
        }
    }

    /** A route may answer a failure by its header, too. */
    private static void refuseFailure(Exchange exchange) throws DicomServiceException {
        StatusHeader status = StatusHeader.of(exchange.getMessage());
        StatusClass statusClass = StatusClass.of(status.code());
        if (statusClass == StatusClass.FAILURE || statusClass == StatusClass.CANCEL) {
            throw new DicomServiceException(status.code(), status.comment());
        }
    }

    /** The matches, on their way out of the exchange, which is done when they are closed. */
    private final class Responses implements ClosableIterator<Attributes> {

        private final FindRequest request;
        private final QueryExchange query;
        private final DataSetElements matches;
        private final FindResults proxied;
        private boolean closed;

        Responses(FindRequest request, QueryExchange query, Object body) {
            this.request = request;
            this.query = query;
            this.matches = new DataSetElements(body, request.identifier(), query.exchange());
            this.proxied = body instanceof FindResults results ? results : null;
            int status = StatusHeader.of(query.exchange().getMessage()).code();
            if (status == Status.PendingWarning) {
                request.optionalKeysNotSupported();
            } else if (status == Status.MatchingReachedResponseLimit) {
                request.limitReached();
            }
        }

        @Override
        public boolean hasNext() {
            try {
                boolean next = matches.hasNext();
                if (proxied != null) {
                    passOn(proxied);
                }
                return next;
            } catch (RuntimeException e) {
                throw failed(e);
            }
        }

        private void passOn(FindResults peer) {
            if (peer.optionalKeysNotSupported()) {
                request.optionalKeysNotSupported();
            }
            if (peer.status() == Status.MatchingReachedResponseLimit) {
                request.limitReached();
            }
        }

        @Override
        public Attributes next() {
            try {
                Attributes match = matches.next();
                return proxied == null ? completed(match) : match;
            } catch (RuntimeException e) {
                throw failed(e);
            }
        }

        /** The query is answered by what the cause says; the exchange learns of it before it is done. */
        private UncheckedIOException failed(RuntimeException e) {
            query.exchange().setException(e);
            return new UncheckedIOException(query.failure(e));
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                try {
                    matches.close();
                } finally {
                    query.close();
                    consumer.counters().endQuery();
                }
            }
        }

        /** What a response has to have and a route need not think of (PS3.4 C.4.1.1.3.2). */
        private Attributes completed(Attributes match) {
            String level = request.identifier().getString(Tag.QueryRetrieveLevel);
            if (QueryLevel.of(level) == null || operation == DicomOperation.worklist) {
                return match;
            }
            boolean hasLevel = match.containsValue(Tag.QueryRetrieveLevel);
            boolean hasSource = match.containsValue(Tag.RetrieveAETitle) || !offersRetrieval();
            if (hasLevel && hasSource) {
                return match;
            }
            Attributes complete = new Attributes(match);
            if (!hasLevel) {
                complete.setString(
                        Tag.QueryRetrieveLevel, VR.CS, QueryLevel.of(level).name());
            }
            if (!hasSource) {
                complete.setString(
                        Tag.RetrieveAETitle, VR.AE, request.association().calledAeTitle());
            }
            return complete;
        }

        private boolean offersRetrieval() {
            return configuration.services().contains(DicomService.move)
                    || configuration.services().contains(DicomService.get);
        }
    }
}
