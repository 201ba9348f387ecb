package io.cameldicom.component;

import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.service.AssociationRequestor;
import io.cameldicom.dicom.service.VerificationScu;
import io.cameldicom.dicom.ul.TlsSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Receive DICOM objects from scanners, archives and workstations, and send objects to them.
 *
 * A consumer is a service class provider (SCP), a producer a service class user (SCU).
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "dicom",
        title = "DICOM",
        syntax = "dicom:aeTitle@host:port",
        category = {Category.HEALTH, Category.NETWORKING},
        headersClass = DicomConstants.class)
public class DicomEndpoint extends DefaultEndpoint implements EndpointServiceLocation {

    @UriPath(
            description =
                    "Consumer: the called AE title it answers to, or an asterisk for any. Producer: the AE title of the"
                            + " peer. 1 to 16 characters.")
    @Metadata(required = true)
    private final String aeTitle;

    @UriPath(
            description = "Consumer: the address to listen on, 0.0.0.0 for all interfaces. Producer: host name or"
                    + " address of the peer.")
    @Metadata(required = true)
    private final String host;

    @UriPath(
            description =
                    "Port of the consumer (0 takes a free one) or of the peer; usually 104 or 11112. With TLS it may be"
                            + " left out and is 2762 then; without it must be there.")
    private final int port;

    @UriParam
    private DicomConfiguration configuration;

    private final DicomAddress address;
    private TlsSettings producerTls;
    private WritableHealthCheckRepository healthChecks;
    private DicomHealthCheck healthCheck;

    DicomEndpoint(String uri, DicomComponent component, DicomAddress address, DicomConfiguration configuration) {
        super(uri, component);
        this.address = address;
        this.aeTitle = address.aeTitle();
        this.host = address.host();
        this.port = address.port();
        this.configuration = configuration;
        setExchangePattern(ExchangePattern.InOut);
    }

    @Override
    public Producer createProducer() {
        if (address.anyAeTitle() || port == 0) {
            throw new IllegalArgumentException("dicom:" + address
                    + ": a producer needs the AE title and the port of its peer; * and 0 are for consumers");
        }
        configuration.transcoding();
        UserIdentity.of(configuration);
        return new DicomProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        DicomConsumer consumer = new DicomConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public DicomComponent getComponent() {
        return (DicomComponent) super.getComponent();
    }

    public String getAeTitle() {
        return aeTitle;
    }

    public String getHost() {
        return host;
    }

    public int getPort() {
        return port;
    }

    public DicomConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(DicomConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Null without TLS. Made once, so that one watch over key stores and one session cache serve all associations. */
    synchronized TlsSettings producerTls() {
        DicomTls tls = DicomTls.of(this);
        if (producerTls == null && tls != null) {
            producerTls = tls.producer(getCamelContext(), address, configuration);
        }
        return producerTls;
    }

    AssociationPool pool(String callingAeTitle) {
        return getComponent().pools().get(this, callingAeTitle);
    }

    /** For the objects of one C-MOVE; to be closed after them. */
    AssociationPool singlePool(String callingAeTitle) {
        return getComponent().pools().openSingle(this, callingAeTitle);
    }

    /** Associations for C-FIND and C-MOVE. */
    AssociationPool queryPool(String callingAeTitle) {
        return getComponent().pools().getForQueries(this, callingAeTitle);
    }

    ExecutorService executor() {
        return getComponent().pools().executor();
    }

    /** For associations outside the pool. */
    AssociationRequestor.Builder requestor(String callingAeTitle) {
        return getComponent().pools().requestor(this, callingAeTitle);
    }

    Collection<DimseSession> openSessions() {
        return getComponent().pools().openSessions(this);
    }

    /** Camel asks the checks of producers only where camel.health.producersEnabled says so. */
    synchronized void addHealthCheck() {
        if (healthCheck != null) {
            return;
        }
        healthCheck = new DicomHealthCheck(
                "producer:dicom-" + address,
                "dicom:" + address,
                getComponent().isHealthCheckProducerEnabled(),
                () -> VerificationScu.echo(
                        pool(callingAeTitle()).requestor(), Duration.ofMillis(configuration.getResponseTimeout())));
        healthChecks = HealthCheckHelper.getHealthCheckRepository(
                getCamelContext(), "producers", WritableHealthCheckRepository.class);
        if (healthChecks != null) {
            healthChecks.addHealthCheck(healthCheck);
        }
    }

    /** Null until there is a producer. */
    DicomHealthCheck healthCheck() {
        return healthCheck;
    }

    String callingAeTitle() {
        String own = configuration.getCallingAeTitle();
        return own != null ? own : getComponent().getAeTitle();
    }

    @Override
    protected void doStop() throws Exception {
        if (healthChecks != null) {
            healthChecks.removeHealthCheck(healthCheck);
        }
        healthCheck = null;
        getComponent().releaseAssociations(this);
        super.doStop();
    }

    DicomAddress address() {
        return address;
    }

    @Override
    public String getServiceUrl() {
        return host + ":" + port;
    }

    @Override
    public String getServiceProtocol() {
        return "dicom";
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        return Map.of("aeTitle", aeTitle);
    }
}
