package io.cameldicom.component;

import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.service.AssociationRequestor;
import io.cameldicom.dicom.service.VerificationScu;
import io.cameldicom.dicom.ul.Timeouts;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.support.service.ServiceSupport;

/** The association pools of an endpoint, one for each calling AE title. Thread-safe. */
final class AssociationPools extends ServiceSupport {

    private static final long SHORTEST_SWEEP = 50;

    private final DicomEndpoint endpoint;
    private final Map<String, AssociationPool> pools = new ConcurrentHashMap<>();
    private ExecutorService executor;
    private ScheduledExecutorService sweeper;
    private WritableHealthCheckRepository healthChecks;
    private DicomHealthCheck healthCheck;

    AssociationPools(DicomEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() {
        CamelContext context = endpoint.getCamelContext();
        String name = "[" + endpoint.address() + "]";
        executor = context.getExecutorServiceManager().newCachedThreadPool(endpoint, "DicomAssociations" + name);
        long linger = endpoint.getConfiguration().getAssociationLinger();
        if (linger > 0) {
            sweeper = context.getExecutorServiceManager()
                    .newSingleThreadScheduledExecutor(endpoint, "DicomLinger" + name);
            long period = Math.max(SHORTEST_SWEEP, linger / 4);
            sweeper.scheduleWithFixedDelay(
                    () -> pools.values().forEach(AssociationPool::sweep), period, period, TimeUnit.MILLISECONDS);
        }
        addHealthCheck(context);
    }

    /** Camel asks the checks of producers only where camel.health.producersEnabled says so. */
    private void addHealthCheck(CamelContext context) {
        healthCheck = new DicomHealthCheck(
                "producer:dicom-" + endpoint.address(),
                "dicom:" + endpoint.address(),
                endpoint.getComponent().isHealthCheckProducerEnabled(),
                () -> VerificationScu.echo(
                        get(endpoint.callingAeTitle()).requestor(),
                        Duration.ofMillis(endpoint.getConfiguration().getResponseTimeout())));
        healthChecks =
                HealthCheckHelper.getHealthCheckRepository(context, "producers", WritableHealthCheckRepository.class);
        if (healthChecks != null) {
            healthChecks.addHealthCheck(healthCheck);
        }
    }

    @Override
    protected void doStop() {
        if (healthChecks != null) {
            healthChecks.removeHealthCheck(healthCheck);
        }
        if (sweeper != null) {
            endpoint.getCamelContext().getExecutorServiceManager().shutdownNow(sweeper);
            sweeper = null;
        }
        pools.values().forEach(AssociationPool::close);
        pools.clear();
        endpoint.getCamelContext().getExecutorServiceManager().shutdownGraceful(executor);
    }

    DicomHealthCheck healthCheck() {
        return healthCheck;
    }

    AssociationPool get(String callingAeTitle) {
        return pools.computeIfAbsent(callingAeTitle, this::open);
    }

    Collection<DimseSession> openSessions() {
        return pools.values().stream()
                .flatMap(pool -> pool.openSessions().stream())
                .toList();
    }

    private AssociationPool open(String callingAeTitle) {
        DicomConfiguration options = endpoint.getConfiguration();
        return new AssociationPool(requestor(callingAeTitle, options), new ContextPlanner(options), executor, options);
    }

    private AssociationRequestor requestor(String callingAeTitle, DicomConfiguration options) {
        return AssociationRequestor.to(endpoint.getAeTitle(), endpoint.getHost(), endpoint.getPort(), executor)
                .callingAeTitle(callingAeTitle)
                .maxPduLength(options.getMaxPduLength())
                .timeouts(new Timeouts(
                        Duration.ofMillis(options.getConnectTimeout()),
                        Duration.ofMillis(options.getArtimTimeout()),
                        Duration.ofMillis(options.getAssociateTimeout()),
                        Duration.ofMillis(options.getReleaseTimeout()),
                        Timeouts.DEFAULT.idle(),
                        Timeouts.DEFAULT.write()))
                .build();
    }
}
