package io.cameldicom.component;

import io.cameldicom.dicom.service.ApplicationEntity;
import io.cameldicom.dicom.ul.Association;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service class provider: answers to an AE title on a listening port it may share. Each association has a thread; on
 * it an object is received, routed and answered, in the order the peer sends. Suspended, it rejects new associations and
 * finishes those that are open; where other consumers answer to the same AE title they go on.
 */
@ManagedResource(description = "Managed DicomConsumer")
public class DicomConsumer extends DefaultConsumer implements Suspendable, ShutdownAware {

    private static final Logger LOG = LoggerFactory.getLogger(DicomConsumer.class);
    /** An association silent for longer does not keep Camel from shutting down. */
    private static final long QUIET_NANOS = 1_000_000_000L;

    private static final int PROBE_MILLIS = 2_000;

    private final DicomEndpoint endpoint;
    private final StoreCounters counters = new StoreCounters();

    private DicomListener.Member member;
    private final List<ConsumerService> services = new ArrayList<>();
    private volatile DicomListener listener;
    /** The one last joined, also when it was left. */
    private volatile DicomListener joined;
    /** Whether requests are taken, per start: an association may outlive the service it negotiated. */
    private volatile AtomicBoolean accepting;

    DicomConsumer(DicomEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        DicomConfiguration configuration = endpoint.getConfiguration();
        for (DicomService service : configuration.services()) {
            services.add(ConsumerServices.create(service, this, endpoint));
        }
        try {
            ServiceHelper.startService(services);
            listen(configuration);
        } catch (Exception e) {
            stopServices(); // or the next try would find their directories in use
            throw e;
        }
        setHealthCheck(new DicomHealthCheck(
                "consumer:dicom-" + getRouteId(),
                "dicom:" + endpoint.address(),
                endpoint.getComponent().isHealthCheckConsumerEnabled(),
                this::requireListening));
        LOG.info(
                "AE {} listens on {}:{}{}",
                endpoint.getAeTitle(),
                endpoint.getHost(),
                listener.port(),
                DicomTls.of(endpoint) == null ? "" : " with TLS");
    }

    private void listen(DicomConfiguration configuration) throws Exception {
        ApplicationEntity.Builder builder = ApplicationEntity.builder(endpoint.getAeTitle());
        AtomicBoolean open = new AtomicBoolean(true);
        accepting = open;
        services.forEach(service ->
                service.providers().forEach(provider -> builder.service(new StoppableProvider(provider, open::get))));
        ApplicationEntity entity = builder.allowedCallingAeTitles(callingAeTitles(configuration))
                .allowedRemoteAddresses(OptionValues.list(configuration.getAllowedRemoteAddresses()))
                .maxPduLength(configuration.getMaxPduLength())
                .maxDataSetLength(configuration.maxObjectBytes())
                .operationsWindow(configuration.getMaxOpsInvoked(), configuration.getMaxOpsPerformed())
                .userIdentityVerifier(configuration.getUserIdentityVerifier())
                .requireUserIdentity(configuration.isUserIdentityRequired())
                .admission(() -> endpoint.getComponent().guard().takesAssociations())
                .listener(new AssociationEvents(this, services))
                .build();
        member = new DicomListener.Member(entity, configuration.services(), getRouteId());
        listener = endpoint.getComponent()
                .listeners()
                .join(endpoint.getCamelContext(), endpoint.address(), member, DicomListener.Settings.of(endpoint));
        joined = listener;
    }

    /** One that was being accepted while this consumer stopped would find nobody to serve it. */
    void opened(Association association) {
        DicomListener current = joined;
        if (!accepting.get()
                && current != null
                && current.ownAssociations(member).contains(association)) {
            association.abort();
        }
    }

    private void stopServices() {
        ServiceHelper.stopService(services);
        services.clear();
    }

    @Override
    protected void doSuspend() {
        listener.suspend(member);
    }

    @Override
    protected void doResume() {
        listener.resume(member);
    }

    @Override
    protected void doStop() throws Exception {
        if (listener != null) {
            // Graceful shutdown has waited for the busy ones (getPendingExchangesSize): what is left is idle or too
            // slow. Associations that use other consumers' services too live on, without ours.
            accepting.set(false);
            Collection<Association> own = listener.ownAssociations(member);
            endpoint.getComponent().listeners().leave(endpoint.address(), listener, member);
            own.forEach(Association::abort);
            listener = null;
        }
        stopServices();
        super.doStop();
    }

    /**
     * Whether another consumer may work side by side with this one for a while. With ackMode=spooled it may not: it would
     * route what this one has acknowledged and not routed yet; neither may it with a directory of storage commitment
     * reports, which it would send as well.
     */
    public boolean canHandOver() {
        DicomConfiguration configuration = endpoint.getConfiguration();
        return configuration.getAckMode() != AckMode.spooled && configuration.getCommitReportDirectory() == null;
    }

    /**
     * Lets a consumer that starts from now on take this one's place: it may have the same AE title, services and port.
     * Until it is there this one answers.
     */
    public void handOver() {
        DicomListener current = listener;
        if (current != null) {
            current.handOver(member);
        }
    }

    /** Takes {@link #handOver} and {@link #withdraw} back, if nobody has taken this one's place. */
    public void keep() {
        DicomListener current = listener;
        if (current != null) {
            current.keep(member);
        }
    }

    /** Takes no new associations; open ones go on until they end or {@link #abortIdleAssociations} ends them. */
    public void withdraw() {
        DicomListener current = listener;
        if (current != null) {
            endpoint.getComponent().listeners().withdraw(endpoint.address(), current, member);
        }
    }

    /** Aborts associations that use only this consumer's services and are between two requests. */
    public void abortIdleAssociations() {
        DicomListener current = listener;
        if (current != null) {
            current.abortIdle(current.ownAssociations(member));
        }
    }

    private static List<String> callingAeTitles(DicomConfiguration configuration) {
        List<String> titles = OptionValues.list(configuration.getAllowedCallingAeTitles());
        return titles.isEmpty() ? List.of(ApplicationEntity.ANY) : titles;
    }

    @Override
    public boolean isHostedService() {
        return true;
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        return false;
    }

    /** Open associations count as pending while they are busy, so that a peer can finish what it is sending. */
    @Override
    public int getPendingExchangesSize() {
        return counters.quietFor(QUIET_NANOS) ? 0 : openAssociations().size();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // suspending rejects new associations, which is all there is to prepare
    }

    StoreCounters counters() {
        return counters;
    }

    /** Open associations that use this consumer's services, in no order. */
    public Collection<Association> openAssociations() {
        DicomListener current = listener;
        return current == null ? List.of() : current.associations(member);
    }

    /** Whether a connection comes through; one without a request is what port scans do, and harms nothing. */
    private void requireListening() throws IOException {
        InetAddress address = InetAddress.getByName(endpoint.getHost());
        InetAddress reachable = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(reachable, getPort()), PROBE_MILLIS);
        } catch (IOException e) {
            throw new IOException("AE " + endpoint.getAeTitle() + " does not listen: " + e.getMessage(), e);
        }
    }

    @ManagedAttribute(description = "Port listened on, 0 while stopped")
    public int getPort() {
        DicomListener current = listener;
        return current == null ? 0 : current.port();
    }

    @ManagedAttribute(description = "Open associations")
    public int getAssociations() {
        return openAssociations().size();
    }

    @ManagedAttribute(description = "Objects answered with success or a warning")
    public long getObjectsTaken() {
        return counters.taken();
    }

    @ManagedAttribute(description = "Objects answered with a failure")
    public long getObjectsRefused() {
        return counters.refused();
    }

    @ManagedAttribute(description = "Bytes of the data sets received")
    public long getBytesReceived() {
        return counters.bytes();
    }
}
