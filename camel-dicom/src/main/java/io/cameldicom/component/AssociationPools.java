package io.cameldicom.component;

import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.service.AssociationRequestor;
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

    private record Key(String endpointUri, String callingAeTitle) {}

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
                new Key(endpoint.getEndpointUri(), callingAeTitle), key -> open(endpoint, callingAeTitle));
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

    /** For associations outside the pools: those that negotiate more, or are used in another way. */
    AssociationRequestor.Builder requestor(DicomEndpoint endpoint, String callingAeTitle) {
        DicomConfiguration options = endpoint.getConfiguration();
        return AssociationRequestor.to(endpoint.getAeTitle(), endpoint.getHost(), endpoint.getPort(), executor)
                .callingAeTitle(callingAeTitle)
                .maxPduLength(options.getMaxPduLength())
                .timeouts(Timeouts.DEFAULT
                        .withConnect(Duration.ofMillis(options.getConnectTimeout()))
                        .withArtim(Duration.ofMillis(options.getArtimTimeout()))
                        .withAssociate(Duration.ofMillis(options.getAssociateTimeout()))
                        .withRelease(Duration.ofMillis(options.getReleaseTimeout())));
    }
}
