package io.cameldicom.component;

import io.cameldicom.dicom.service.ApplicationEntity;
import io.cameldicom.dicom.service.ApplicationEntityHost;
import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.AssociationServer;
import io.cameldicom.dicom.ul.Timeouts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;

/** A listening port, shared by the consumers that name it. Guarded by {@link DicomListeners}. */
final class DicomListener {

    /** What holds for the port as a whole, because it is needed before the called AE title is known. */
    record Settings(int maxAssociations, int maxAssociationsPerAeTitle, Duration artim, Duration idle) {

        static Settings of(DicomConfiguration configuration) {
            return new Settings(
                    configuration.getMaxAssociations(),
                    configuration.getMaxAssociationsPerAeTitle(),
                    Duration.ofMillis(configuration.getArtimTimeout()),
                    Duration.ofMillis(configuration.getIdleTimeout()));
        }

        Timeouts timeouts() {
            return Timeouts.DEFAULT.withArtim(artim).withIdle(idle);
        }

        AssociationServer.Limits limits() {
            return new AssociationServer.Limits(
                    maxAssociations, maxAssociationsPerAeTitle, AssociationServer.Limits.DEFAULT.maxPending());
        }

        @Override
        public String toString() {
            return "maxAssociations=" + maxAssociations + ", maxAssociationsPerAeTitle=" + maxAssociationsPerAeTitle
                    + ", artimTimeout=" + artim.toMillis() + ", idleTimeout=" + idle.toMillis();
        }
    }

    private final CamelContext context;
    private final Settings settings;
    private final ExecutorService executor;
    private final ApplicationEntityHost host;
    private final Map<ApplicationEntity, String> routes = new LinkedHashMap<>();

    private DicomListener(
            CamelContext context, Settings settings, ExecutorService executor, ApplicationEntityHost host) {
        this.context = context;
        this.settings = settings;
        this.executor = executor;
        this.host = host;
    }

    static DicomListener bind(CamelContext context, DicomAddress address, Settings settings) throws IOException {
        InetSocketAddress socketAddress = new InetSocketAddress(address.host(), address.port());
        if (socketAddress.isUnresolved()) {
            throw new IOException("dicom:" + address + ": host " + address.host()
                    + " has no address, write one of this machine's or 0.0.0.0 for all");
        }
        ExecutorService executor = context.getExecutorServiceManager()
                .newCachedThreadPool(address, "DicomListener[" + address.host() + ":" + address.port() + "]");
        try {
            ApplicationEntityHost host =
                    ApplicationEntityHost.start(socketAddress, executor, settings.timeouts(), settings.limits());
            return new DicomListener(context, settings, executor, host);
        } catch (IOException e) {
            context.getExecutorServiceManager().shutdownNow(executor);
            throw new IOException(
                    "dicom:" + address + ": cannot listen on " + address.host() + ":" + address.port() + ": "
                            + e.getMessage() + ". Is the port in use, or below 1024 without the right to it?",
                    e);
        }
    }

    /** @throws IllegalArgumentException if the entity cannot share the port with those that are there */
    void add(ApplicationEntity entity, String route, DicomAddress address, Settings wanted) {
        for (Map.Entry<ApplicationEntity, String> other : routes.entrySet()) {
            if (other.getKey().aeTitle().equals(entity.aeTitle())) {
                throw new IllegalArgumentException("Route " + route + " and route " + other.getValue()
                        + " both answer to AE title " + entity.aeTitle() + " on port " + address.port()
                        + ": give one of them another AE title or port");
            }
        }
        if (!settings.equals(wanted)) {
            throw new IllegalArgumentException("Route " + route + " and route "
                    + routes.values().iterator().next() + " share port " + address.port()
                    + ", but differ in options of the port: " + wanted + " and " + settings
                    + ". Give both the same values, or set them once for the component");
        }
        host.add(entity);
        routes.put(entity, route);
    }

    /** @return whether nobody is left */
    boolean remove(ApplicationEntity entity) {
        host.remove(entity);
        routes.remove(entity);
        return routes.isEmpty();
    }

    void suspend(ApplicationEntity entity) {
        host.suspend(entity);
    }

    void resume(ApplicationEntity entity) {
        host.resume(entity);
    }

    int port() {
        return host.port();
    }

    boolean isEmpty() {
        return routes.isEmpty();
    }

    Collection<Association> associations(ApplicationEntity entity) {
        return host.associations(entity);
    }

    void close() {
        host.close();
        context.getExecutorServiceManager().shutdownNow(executor);
    }
}
