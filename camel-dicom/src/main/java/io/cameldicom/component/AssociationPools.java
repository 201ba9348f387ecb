package io.cameldicom.component;

import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.query.InformationModel;
import io.cameldicom.dicom.service.AssociationRequestor;
import io.cameldicom.dicom.service.QueryOptions;
import io.cameldicom.dicom.service.RetrieveOptions;
import io.cameldicom.dicom.ul.Timeouts;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The association pools of a component, one for each endpoint URI and calling AE title: Camel may make more than one
 * endpoint of a URI, when several threads ask for it at once. Thread-safe.
 */
final class AssociationPools extends ServiceSupport {

    private static final long SWEEP_MILLIS = 100;

    /** Queries and retrievals keep an association for as long as they take, and negotiate what storage does not. */
    private enum Use {
        STORAGE,
        QUERY
    }

    private record Key(String endpointUri, String callingAeTitle, Use use) {}

    private final DicomComponent component;
    private final Map<Key, AssociationPool> pools = new ConcurrentHashMap<>();
    private ExecutorService executor;
    private ScheduledExecutorService sweeper;

    AssociationPools(DicomComponent component) {
        this.component = component;
    }

    @Override
    protected void doStart() {
        CamelContext context = component.getCamelContext();
        executor = context.getExecutorServiceManager().newCachedThreadPool(component, "DicomAssociations");
        sweeper = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(component, "DicomLinger");
        sweeper.scheduleWithFixedDelay(
                () -> pools.values().forEach(AssociationPool::sweep),
                SWEEP_MILLIS,
                SWEEP_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() {
        component.getCamelContext().getExecutorServiceManager().shutdownNow(sweeper);
        pools.values().forEach(AssociationPool::close);
        pools.clear();
        component.getCamelContext().getExecutorServiceManager().shutdownGraceful(executor);
    }

    AssociationPool get(DicomEndpoint endpoint, String callingAeTitle) {
        return pools.computeIfAbsent(
                new Key(endpoint.getEndpointUri(), callingAeTitle, Use.STORAGE), key -> open(endpoint, callingAeTitle));
    }

    /** For C-FIND and C-MOVE. */
    AssociationPool getForQueries(DicomEndpoint endpoint, String callingAeTitle) {
        return pools.computeIfAbsent(
                new Key(endpoint.getEndpointUri(), callingAeTitle, Use.QUERY),
                key -> openForQueries(endpoint, callingAeTitle));
    }

    /** Releases the associations of an endpoint that is at its end. */
    void close(DicomEndpoint endpoint) {
        for (Key key : pools.keySet()) {
            if (key.endpointUri().equals(endpoint.getEndpointUri())) {
                AssociationPool pool = pools.remove(key);
                if (pool != null) {
                    pool.close();
                }
            }
        }
    }

    /** Runs what outlives the call of a producer, such as reading an association. */
    ExecutorService executor() {
        return executor;
    }

    Collection<DimseSession> openSessions(DicomEndpoint endpoint) {
        return pools.entrySet().stream()
                .filter(pool -> pool.getKey().endpointUri().equals(endpoint.getEndpointUri()))
                .flatMap(pool -> pool.getValue().openSessions().stream())
                .toList();
    }

    private AssociationPool open(DicomEndpoint endpoint, String callingAeTitle) {
        DicomConfiguration options = endpoint.getConfiguration();
        return new AssociationPool(
                requestor(endpoint, callingAeTitle).build(), new ContextPlanner(options), executor, options);
    }

    /** A pool of its own that has one association at a time; to be closed by the caller. */
    AssociationPool openSingle(DicomEndpoint endpoint, String callingAeTitle) {
        DicomConfiguration options = endpoint.getConfiguration().copy();
        options.setAssociationPoolSize(1);
        return new AssociationPool(
                requestor(endpoint, callingAeTitle).build(), new ContextPlanner(options), executor, options);
    }

    private AssociationPool openForQueries(DicomEndpoint endpoint, String callingAeTitle) {
        DicomConfiguration options = endpoint.getConfiguration();
        AssociationRequestor.Builder requestor = requestor(endpoint, callingAeTitle);
        if (options.getQueryOptions() != null) {
            QueryOptions queries = NegotiatedOptions.of(options.getQueryOptions());
            RetrieveOptions retrievals = NegotiatedOptions.ofRetrieval(options.getQueryOptions());
            for (InformationModel model : InformationModel.values()) {
                if (model.find() != null) {
                    requestor.extendedNegotiation(queries.item(model.find()));
                }
                if (model.move() != null) {
                    requestor.extendedNegotiation(retrievals.item(model.move()));
                }
            }
        }
        return new AssociationPool(requestor.build(), new QueryContextPlan(), executor, options);
    }

    /** For associations outside the pools: those that negotiate more, or are used in another way. */
    AssociationRequestor.Builder requestor(DicomEndpoint endpoint, String callingAeTitle) {
        DicomConfiguration options = endpoint.getConfiguration();
        AssociationRequestor.Builder requestor = AssociationRequestor.to(
                        endpoint.getAeTitle(), endpoint.getHost(), endpoint.getPort(), executor)
                .callingAeTitle(callingAeTitle)
                .maxPduLength(options.getMaxPduLength())
                .timeouts(Timeouts.DEFAULT
                        .withConnect(Duration.ofMillis(options.getConnectTimeout()))
                        .withArtim(Duration.ofMillis(options.getArtimTimeout()))
                        .withAssociate(Duration.ofMillis(options.getAssociateTimeout()))
                        .withRelease(Duration.ofMillis(options.getReleaseTimeout())))
                .tls(endpoint.producerTls())
                .userIdentity(UserIdentity.of(options));
        if (options.getMaxOpsInvoked() > 1 || options.getMaxOpsPerformed() > 1) {
            requestor.operationsWindow(options.getMaxOpsInvoked(), options.getMaxOpsPerformed());
        }
        return requestor;
    }
}
