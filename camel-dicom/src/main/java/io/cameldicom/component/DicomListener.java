package io.cameldicom.component;

import io.cameldicom.dicom.service.ApplicationEntity;
import io.cameldicom.dicom.service.ApplicationEntityHost;
import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.AssociationServer;
import io.cameldicom.dicom.ul.Timeouts;
import io.cameldicom.dicom.ul.TlsSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;

/** A listening port, shared by the consumers that name it. Guarded by {@link DicomListeners}. */
final class DicomListener {

    /** What holds for the port as a whole, because it is needed before the called AE title is known. */
    record Settings(int maxAssociations, int maxAssociationsPerAeTitle, Duration artim, Duration idle, DicomTls tls) {

        static Settings of(DicomEndpoint endpoint) {
            DicomConfiguration configuration = endpoint.getConfiguration();
            return new Settings(
                    configuration.getMaxAssociations(),
                    configuration.getMaxAssociationsPerAeTitle(),
                    Duration.ofMillis(configuration.getArtimTimeout()),
                    Duration.ofMillis(configuration.getIdleTimeout()),
                    DicomTls.of(endpoint));
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
                    + ", artimTimeout=" + artim.toMillis() + ", idleTimeout=" + idle.toMillis() + ", "
                    + (tls == null ? "no TLS" : tls);
        }
    }

    /**
     * A consumer that uses the port.
     *
     * @param route id of its route, for messages
     */
    record Member(ApplicationEntity entity, Set<DicomService> services, String route) {

        String aeTitle() {
            return entity.aeTitle();
        }
    }

    private final CamelContext context;
    private final Settings settings;
    private final ExecutorService executor;
    private final ApplicationEntityHost host;
    private final List<Member> members = new ArrayList<>();
    private final Set<Member> suspended = new HashSet<>();

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
            TlsSettings tls = settings.tls() == null ? null : settings.tls().consumer(context, address);
            ApplicationEntityHost host =
                    ApplicationEntityHost.start(socketAddress, tls, executor, settings.timeouts(), settings.limits());
            return new DicomListener(context, settings, executor, host);
        } catch (IllegalArgumentException e) {
            context.getExecutorServiceManager().shutdownNow(executor);
            throw e;
        } catch (IOException e) {
            context.getExecutorServiceManager().shutdownNow(executor);
            throw new IOException(
                    "dicom:" + address + ": cannot listen on " + address.host() + ":" + address.port() + ": "
                            + e.getMessage() + ". Is the port in use, or below 1024 without the right to it?",
                    e);
        }
    }

    /** @throws IllegalArgumentException if the consumer cannot share the port with those that are there */
    void add(Member member, DicomAddress address, Settings wanted) {
        for (Member other : members) {
            Set<DicomService> both = EnumSet.copyOf(member.services());
            both.retainAll(other.services());
            if (other.aeTitle().equals(member.aeTitle()) && !both.isEmpty()) {
                throw new IllegalArgumentException("Route " + member.route() + " and route " + other.route()
                        + " both answer to AE title " + member.aeTitle() + " on port " + address.port() + " with "
                        + both.iterator().next() + ": give one of them another AE title, service or port");
            }
        }
        if (!settings.equals(wanted)) {
            throw new IllegalArgumentException("Route " + member.route() + " and route "
                    + members.get(0).route() + " share port " + address.port()
                    + ", but differ in options of the port: " + wanted + " and " + settings
                    + ". Give both the same values, or set them once for the component");
        }
        members.add(member);
        try {
            publish(member);
        } catch (IllegalArgumentException e) {
            members.remove(member);
            throw new IllegalArgumentException(
                    "Route " + member.route() + ": " + e.getMessage() + " than another route's", e);
        }
    }

    void remove(Member member) {
        members.remove(member);
        publish(member);
        resume(member); // Camel suspends a consumer before it stops it
    }

    /** What consumers of the same AE title offer, they offer as one application entity. */
    private void publish(Member changed) {
        List<ApplicationEntity> entities = members.stream()
                .filter(member -> member.aeTitle().equals(changed.aeTitle()))
                .map(Member::entity)
                .toList();
        if (entities.isEmpty()) {
            host.remove(changed.entity());
        } else {
            host.put(ApplicationEntity.joined(entities));
        }
    }

    /** A requestor cannot be told which service it may not use for now, so it has to come again. */
    synchronized void suspend(Member member) {
        suspended.add(member);
        host.suspend(member.entity());
    }

    synchronized void resume(Member member) {
        suspended.remove(member);
        if (suspended.stream().noneMatch(other -> other.aeTitle().equals(member.aeTitle()))) {
            host.resume(member.entity());
        }
    }

    int port() {
        return host.port();
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Open associations of the consumer's AE title. */
    Collection<Association> associations(Member member) {
        return host.associations(member.entity());
    }

    void close() {
        host.close();
        context.getExecutorServiceManager().shutdownNow(executor);
    }
}
