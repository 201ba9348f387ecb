package io.cameldicom.component;

import io.cameldicom.dicom.dimse.AssociationLostException;
import io.cameldicom.dicom.dimse.ResponseTimeoutException;
import io.cameldicom.dicom.query.InformationModel;
import io.cameldicom.dicom.service.MoveScu;
import io.cameldicom.dicom.service.Retrieval;
import io.cameldicom.dicom.service.RetrieveResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the peer to send objects to a third system, and waits until it has: C-MOVE (PS3.4 C.4.2). */
final class MoveOperation implements ProducerOperation {

    private static final Logger LOG = LoggerFactory.getLogger(MoveOperation.class);

    private final DicomEndpoint endpoint;
    private final DicomConfiguration options;
    private final PeerCall call;
    private final Duration timeout;
    private final Set<PooledAssociation> busy = ConcurrentHashMap.newKeySet();

    MoveOperation(DicomEndpoint endpoint) {
        this.endpoint = endpoint;
        this.options = endpoint.getConfiguration();
        this.call = new PeerCall(endpoint);
        this.timeout = Duration.ofMillis(options.getRetrieveTimeout());
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        String destination = exchange.getMessage()
                .getHeader(DicomConstants.MOVE_DESTINATION, options.getMoveDestination(), String.class);
        if (destination == null) {
            throw call.unusable(
                    exchange,
                    "a C-MOVE needs a destination: set the option moveDestination or the header "
                            + DicomConstants.MOVE_DESTINATION);
        }
        QueryIdentifier query = QueryIdentifier.of(exchange, options, call, options.model(), InformationModel::move);
        RetrieveResult result;
        try {
            result = move(exchange, query, AeTitles.check(DicomConstants.MOVE_DESTINATION, destination), false);
        } catch (IOException e) {
            throw call.failure(exchange, "C-MOVE failed", e);
        }
        exchange.getMessage().setBody(result);
        RetrieveOutcome.answer(exchange, result, call, "C-MOVE");
    }

    private RetrieveResult move(Exchange exchange, QueryIdentifier query, String destination, boolean fresh)
            throws IOException, InterruptedException {
        AssociationPool pool = endpoint.queryPool(call.callingAeTitle(exchange));
        PooledAssociation association = pool.borrowFor(query.sopClassUid(), fresh, timeout);
        busy.add(association);
        RetrieveListener listener = RetrieveOutcome.listener(exchange);
        boolean[] begun = {false};
        try (Retrieval retrieval =
                new MoveScu(association.session(), timeout).move(query.sopClassUid(), query.keys(), destination)) {
            Cancellation cancellation = exchange.getProperty(DicomConstants.CANCELLATION, Cancellation.class);
            if (cancellation != null) {
                cancellation.onCancel(() -> cancel(retrieval));
            }
            return retrieval.await(counts -> {
                begun[0] = true;
                listener.progress(counts);
            });
        } catch (ResponseTimeoutException e) {
            throw e;
        } catch (AssociationLostException e) {
            if (association.isReused() && !begun[0]) {
                return move(exchange, query, destination, true);
            }
            throw e;
        } finally {
            busy.remove(association);
            pool.giveBack(association);
        }
    }

    private static void cancel(Retrieval retrieval) {
        try {
            retrieval.cancel();
        } catch (IOException e) {
            LOG.debug("a C-MOVE could not be cancelled", e);
        }
    }

    @Override
    public void stop() {
        busy.forEach(association -> association.session().close());
    }
}
