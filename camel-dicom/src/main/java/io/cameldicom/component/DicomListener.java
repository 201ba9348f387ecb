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
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;

/**
 * A listening port, shared by the consumers that name it. They come and go while it listens: one that is {@linkplain
 * #handOver leaving} is replaced without a moment in which nobody answers. Thread-safe.
 */
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
    /** Members that are being replaced: they answer as long as nobody else does. */
    private final Set<Member> leaving = new HashSet<>();
    /** Members that only finish what they have begun. */
    private final Set<Member> withdrawn = new HashSet<>();

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
            ApplicationEntityHost host = ApplicationEntityHost.start(
                    socketAddress, tls, executor, settings.timeouts(), settings.limits(), new PortEvents(context));
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
    synchronized void add(Member member, DicomAddress address, Settings wanted) {
        for (Member other : members) {
            Set<DicomService> both = EnumSet.copyOf(member.services());
            both.retainAll(other.services());
            if (!isLeaving(other) && other.aeTitle().equals(member.aeTitle()) && !both.isEmpty()) {
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
            publish(member);
            throw new IllegalArgumentException(
                    "Route " + member.route() + ": " + e.getMessage() + " than another route's", e);
        }
    }

    /** Whether a consumer with other options of the port may have it, because all that are there are leaving. */
    synchronized boolean isToBeReplaced(Settings wanted) {
        return !settings.equals(wanted) && members.stream().allMatch(this::isLeaving);
    }

    /** The address is given free for another listener; open associations go on. */
    void stopListening() {
        host.stopListening();
    }

    synchronized void remove(Member member) {
        members.remove(member);
        leaving.remove(member);
        withdrawn.remove(member);
        suspended.remove(member); // Camel suspends a consumer before it stops it
        publish(member);
    }

    /** From now on others may take the member's place; until then it answers. */
    synchronized void handOver(Member member) {
        leaving.add(member);
    }

    /** The member stays after all. */
    synchronized void keep(Member member) {
        leaving.remove(member);
        withdrawn.remove(member);
        publish(member);
    }

    /** No new association is the member's; open ones go on. */
    synchronized void withdraw(Member member) {
        leaving.add(member);
        withdrawn.add(member);
        publish(member);
    }

    synchronized boolean isAbandoned() {
        return withdrawn.containsAll(members);
    }

    private boolean isLeaving(Member member) {
        return leaving.contains(member);
    }

    /**
     * What consumers of the same AE title offer, they offer as one application entity. Those that are suspended are left
     * out; only if there is no other, requestors have to come again.
     */
    private void publish(Member changed) {
        List<Member> here = members.stream()
                .filter(member -> member.aeTitle().equals(changed.aeTitle()) && !withdrawn.contains(member))
                .toList();
        List<Member> answering =
                here.stream().filter(member -> !suspended.contains(member)).toList();
        if (here.isEmpty()) {
            host.remove(changed.entity());
        } else if (answering.isEmpty()) {
            host.suspend(changed.entity());
            host.put(joined(here));
        } else {
            host.put(joined(answering));
            host.resume(changed.entity());
        }
    }

    /** Those that stay, and of those that leave the ones whose services and rules nobody has taken over. */
    private ApplicationEntity joined(List<Member> sharing) {
        List<Member> staying =
                sharing.stream().filter(member -> !isLeaving(member)).toList();
        if (staying.isEmpty()) {
            return join(sharing);
        }
        Set<DicomService> taken = EnumSet.noneOf(DicomService.class);
        staying.forEach(member -> taken.addAll(member.services()));
        List<Member> all = new ArrayList<>(staying);
        sharing.stream()
                .filter(member -> isLeaving(member) && Collections.disjoint(taken, member.services()))
                .forEach(all::add);
        try {
            return join(all);
        } catch (IllegalArgumentException e) {
            return join(staying);
        }
    }

    private static ApplicationEntity join(List<Member> members) {
        return ApplicationEntity.joined(members.stream().map(Member::entity).toList());
    }

    /** New associations get on without the member; if it is the only one with its AE title, they have to come again. */
    synchronized void suspend(Member member) {
        suspended.add(member);
        publish(member);
    }

    synchronized void resume(Member member) {
        suspended.remove(member);
        publish(member);
    }

    int port() {
        return host.port();
    }

    synchronized boolean isEmpty() {
        return members.isEmpty();
    }

    /** Open associations with all consumers. */
    Collection<Association> associations() {
        return host.associations();
    }

    /** Open associations that use the consumer's services. */
    Collection<Association> associations(Member member) {
        return host.associations(member.entity());
    }

    /** Those of them that use nobody else's. */
    synchronized Collection<Association> ownAssociations(Member member) {
        Set<Association> own = new HashSet<>(associations(member));
        members.stream()
                .filter(other -> other != member && other.aeTitle().equals(member.aeTitle()))
                .forEach(other -> own.removeAll(associations(other)));
        return own;
    }

    void abortIdle(Collection<Association> associations) {
        host.abortIdle(associations);
    }

    void close() {
        host.close();
        context.getExecutorServiceManager().shutdownNow(executor);
    }
}
