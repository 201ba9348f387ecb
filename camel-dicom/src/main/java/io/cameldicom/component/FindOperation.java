package io.cameldicom.component;

import io.cameldicom.component.event.DicomEvent;
import io.cameldicom.component.event.ObjectEvent;
import io.cameldicom.component.event.QueryEvent;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dimse.AssociationLostException;
import io.cameldicom.dicom.dimse.ResponseTimeoutException;
import io.cameldicom.dicom.query.InformationModel;
import io.cameldicom.dicom.service.FindScu;
import io.cameldicom.dicom.service.Matches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.SynchronizationAdapter;

/** Asks the peer for what matches the identifier in the body: C-FIND (PS3.4 C.4.1, K.4). */
final class FindOperation implements ProducerOperation {

    private final DicomEndpoint endpoint;
    private final DicomConfiguration options;
    private final PeerCall call;
    private final InformationModel fallback;
    private final Duration timeout;
    private final Set<PooledAssociation> busy = ConcurrentHashMap.newKeySet();

    /** @param fallback the model to ask in where the message names none */
    FindOperation(DicomEndpoint endpoint, InformationModel fallback) {
        this.endpoint = endpoint;
        this.options = endpoint.getConfiguration();
        this.call = new PeerCall(endpoint);
        this.fallback = fallback;
        this.timeout = Duration.ofMillis(options.getResponseTimeout());
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        QueryIdentifier query = QueryIdentifier.of(exchange, options, call, fallback, InformationModel::find);
        String callingAeTitle = call.callingAeTitle(exchange);
        AssociationPool pool = endpoint.queryPool(callingAeTitle);
        FindResults results;
        try {
            results = begin(exchange, pool, query, false);
            tell(callingAeTitle, query, true);
        } catch (IOException e) {
            tell(callingAeTitle, query, false);
            throw call.failure(exchange, "C-FIND failed", e);
        }
        Cancellation cancellation = exchange.getProperty(DicomConstants.CANCELLATION, Cancellation.class);
        if (cancellation != null) {
            cancellation.onCancel(results::cancel);
        }
        if (options.getOutputType() == OutputType.list) {
            list(exchange, results);
        } else {
            exchange.getMessage().removeHeader(DicomConstants.STATUS); // known at the end: FindResults.status
            exchange.getMessage().setBody(results);
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    results.cutOff();
                }
            });
        }
    }

    private void tell(String callingAeTitle, QueryIdentifier query, boolean success) {
        if (DicomEvent.isWanted(endpoint.getCamelContext())) {
            new QueryEvent(
                            endpoint.getCamelContext(),
                            ObjectEvent.Direction.sent,
                            callingAeTitle,
                            endpoint.getAeTitle(),
                            endpoint.getHost(),
                            query.sopClassUid(),
                            query.keys(),
                            success)
                    .send();
        }
    }

    /** Waits for the first response, so that what the peer refuses fails here, and a dead association is seen. */
    private FindResults begin(Exchange exchange, AssociationPool pool, QueryIdentifier query, boolean fresh)
            throws IOException, InterruptedException {
        PooledAssociation association = pool.borrowFor(query.sopClassUid(), fresh, timeout);
        busy.add(association);
        Matches matches = null;
        try {
            matches = new FindScu(association.session(), timeout).find(query.sopClassUid(), query.keys());
            matches.hasNext();
            Matches begun = matches;
            return new FindResults(
                    begun, e -> call.failure(exchange, "C-FIND failed", e), () -> giveBack(pool, association));
        } catch (IOException | RuntimeException e) {
            if (matches != null) {
                matches.close();
            }
            giveBack(pool, association);
            IOException cause = cause(e);
            boolean peerHadEndedIt = association.isReused()
                    && cause instanceof AssociationLostException
                    && !(cause instanceof ResponseTimeoutException);
            if (peerHadEndedIt) {
                return begin(exchange, pool, query, true);
            }
            throw cause;
        }
    }

    private static IOException cause(Exception e) {
        if (e instanceof IOException cause) {
            return cause;
        }
        if (e instanceof UncheckedIOException unchecked) {
            return unchecked.getCause();
        }
        throw (RuntimeException) e;
    }

    private void giveBack(AssociationPool pool, PooledAssociation association) {
        busy.remove(association);
        pool.giveBack(association);
    }

    private static void list(Exchange exchange, FindResults results) throws DicomOperationException {
        List<Attributes> all = new ArrayList<>();
        try (results) {
            results.forEachRemaining(all::add);
        } catch (RuntimeCamelException e) {
            if (e.getCause() instanceof DicomOperationException failure) {
                throw failure;
            }
            throw e;
        }
        Message message = exchange.getMessage();
        message.setBody(all);
        PeerCall.answer(message, results.status(), null);
    }

    /** Queries under way end as lost; their iterators may be with a route that is stopping, too. */
    @Override
    public void stop() {
        busy.forEach(association -> association.session().close());
    }
}
