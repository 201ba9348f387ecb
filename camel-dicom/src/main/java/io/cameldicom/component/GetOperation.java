package io.cameldicom.component;

import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.dimse.StatusClass;
import io.cameldicom.dicom.io.ReadLimits;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.query.InformationModel;
import io.cameldicom.dicom.service.AssociationRequestor;
import io.cameldicom.dicom.service.GetScu;
import io.cameldicom.dicom.service.Retrieval;
import io.cameldicom.dicom.service.RetrieveResult;
import io.cameldicom.dicom.service.StoreHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the peer for objects, which come over the same association: C-GET (PS3.4 C.4.3). Each retrieval has an association of
 * its own, because what is negotiated for it depends on the objects expected.
 */
final class GetOperation implements ProducerOperation {

    private static final Logger LOG = LoggerFactory.getLogger(GetOperation.class);

    private final DicomEndpoint endpoint;
    private final DicomConfiguration options;
    private final PeerCall call;
    private final Duration timeout;
    private final ObjectReceiver receiver;
    private final Set<DimseSession> busy = ConcurrentHashMap.newKeySet();
    private final StoreForwarder forwarder;

    GetOperation(DicomEndpoint endpoint) {
        this.endpoint = endpoint;
        this.options = endpoint.getConfiguration();
        this.call = new PeerCall(endpoint);
        this.timeout = Duration.ofMillis(options.getRetrieveTimeout());
        ReadLimits limits = ReadLimits.DEFAULT
                .withMaxElementLength(options.maxElementBytes())
                .withMaxSequenceDepth(options.getMaxSequenceDepth());
        this.receiver = new ObjectReceiver(
                options.spool(endpoint.getComponent().spoolDirectories()),
                new ParsePolicy(limits, options.isLenient()),
                options.isFsync(),
                false);
        this.forwarder =
                options.getStoreTo() == null ? null : new StoreForwarder(endpoint, options.getStoreTo(), receiver);
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        QueryIdentifier query = QueryIdentifier.of(exchange, options, call, options.model(), InformationModel::get);
        try {
            if (forwarder != null) {
                forward(exchange, query);
            } else {
                hand(exchange, query);
            }
        } catch (IOException e) {
            throw call.failure(exchange, "C-GET failed", e);
        }
    }

    /** Each object is an exchange of its own. */
    private void forward(Exchange exchange, QueryIdentifier query) throws IOException, DicomOperationException {
        DimseSession session = open(exchange, query, forwarder);
        RetrieveResult result;
        try (session;
                Retrieval retrieval = new GetScu(session, timeout).get(query.sopClassUid(), query.keys())) {
            cancelWith(exchange, retrieval);
            result = retrieval.await(RetrieveOutcome.listener(exchange)::progress);
            release(session);
        } finally {
            busy.remove(session);
        }
        exchange.getMessage().setBody(result);
        RetrieveOutcome.answer(exchange, result, call, "C-GET");
    }

    /** The objects are the body, one after the other. */
    private void hand(Exchange exchange, QueryIdentifier query) throws IOException, DicomOperationException {
        Handover handover = new Handover();
        DimseSession session = open(exchange, query, request -> {
            try {
                return handover.objects.deliver(receiver.receive(request));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while the route worked", e);
            }
        });
        Retrieval retrieval;
        try {
            // the first object may be here before the request has returned
            handover.objects = new RetrievedObjects(exchange, handover::cancel);
            retrieval = new GetScu(session, timeout).get(query.sopClassUid(), query.keys());
        } catch (IOException | RuntimeException e) {
            busy.remove(session);
            session.close();
            throw e;
        }
        handover.retrieval = retrieval;
        cancelWith(exchange, retrieval);
        RetrievedObjects objects = handover.objects;
        endpoint.executor().execute(() -> follow(exchange, session, retrieval, objects));
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                objects.close(done);
            }
        });
        answer(exchange, objects);
    }

    private void answer(Exchange exchange, RetrievedObjects objects) throws DicomOperationException {
        try {
            objects.hasNext(); // what the peer refuses fails here
            exchange.getMessage().removeHeader(DicomConstants.STATUS);
            if (options.getOutputType() == OutputType.iterator) {
                exchange.getMessage().setBody(objects);
                return;
            }
            List<DicomObject> all = new ArrayList<>();
            objects.forEachRemaining(all::add);
            exchange.getMessage().setBody(all);
            RetrieveOutcome.answer(exchange, objects.result(), call, "C-GET");
        } catch (RuntimeCamelException e) {
            if (e.getCause() instanceof DicomOperationException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** On a thread of its own, because the route's waits for objects. */
    private void follow(Exchange exchange, DimseSession session, Retrieval retrieval, RetrievedObjects objects) {
        RetrieveListener listener = RetrieveOutcome.listener(exchange);
        try (session;
                retrieval) {
            RetrieveResult result = retrieval.await(objects::progress);
            DicomOperationException failure = result.statusClass() == StatusClass.FAILURE
                    ? call.refused(
                            exchange,
                            "C-GET was answered " + Status.format(result.status()),
                            result.status(),
                            result.errorComment())
                    : null;
            objects.end(result, failure);
            listener.progress(result.subOperations());
            release(session);
        } catch (IOException e) {
            objects.end(null, call.failure(exchange, "C-GET failed", e));
        } catch (RuntimeException e) {
            objects.end(null, call.failure(exchange, "C-GET failed", new IOException(e)));
        } finally {
            busy.remove(session);
        }
    }

    private DimseSession open(Exchange exchange, QueryIdentifier query, StoreHandler handler) throws IOException {
        List<PresentationContextRq> contexts = contexts(exchange, query.sopClassUid());
        AssociationRequestor.Builder requestor = endpoint.requestor(call.callingAeTitle(exchange))
                .scpRole(sopClass -> !sopClass.equals(query.sopClassUid()));
        if (options.getQueryOptions() != null) {
            requestor.extendedNegotiation(
                    NegotiatedOptions.ofRetrieval(options.getQueryOptions()).item(query.sopClassUid()));
        }
        DimseSession session = requestor.build().open(contexts, GetScu.storing(handler));
        busy.add(session);
        return session;
    }

    @SuppressWarnings("unchecked") // GetService makes it
    private List<PresentationContextRq> contexts(Exchange exchange, String sopClassUid) {
        Map<String, List<String>> accepted = exchange.getProperty(GetService.ACCEPTED_ENCODINGS, Map.class);
        return accepted == null ? GetContexts.of(sopClassUid, options) : GetContexts.of(sopClassUid, accepted);
    }

    private static void cancelWith(Exchange exchange, Retrieval retrieval) {
        Cancellation cancellation = exchange.getProperty(DicomConstants.CANCELLATION, Cancellation.class);
        if (cancellation != null) {
            cancellation.onCancel(() -> cancel(retrieval));
        }
    }

    private static void cancel(Retrieval retrieval) {
        try {
            retrieval.cancel();
        } catch (IOException e) {
            LOG.debug("a C-GET could not be cancelled", e);
        }
    }

    /** All answers are there, so an association that does not end in order is no failure. */
    private static void release(DimseSession session) {
        try {
            session.release();
        } catch (IOException e) {
            LOG.debug("{} was not released in order", session.association().id(), e);
        }
    }

    @Override
    public void stop() {
        busy.forEach(DimseSession::close);
        if (forwarder != null) {
            forwarder.stop();
        }
    }

    /** What the two sides of a retrieval need of each other before both are there. */
    private static final class Handover {
        private volatile RetrievedObjects objects;
        private volatile Retrieval retrieval;

        private void cancel() {
            if (retrieval != null) {
                GetOperation.cancel(retrieval);
            }
        }
    }
}
