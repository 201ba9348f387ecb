package io.cameldicom.component;

import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.service.ServiceHelper;

/** DICOM endpoints: see {@link DicomEndpoint}. Consumers of one component that name the same port share it. */
@Component("dicom")
public class DicomComponent extends HealthCheckComponent implements SSLContextParametersAware {

    @Metadata(
            label = "common",
            defaultValue = "CAMEL",
            description = "AE title of this application: the name under which producers call their peers, unless their"
                    + " `callingAeTitle` says otherwise; 1 to 16 characters.")
    private String aeTitle = "CAMEL";

    @Metadata(label = "advanced", description = "Defaults for the options of all endpoints.")
    private DicomConfiguration configuration = new DicomConfiguration();

    @Metadata(
            label = "security",
            defaultValue = "false",
            description =
                    "Whether the SSL context parameters of the Camel context (`camel.ssl.*`) switch TLS on for all"
                            + " endpoints that have none of their own.")
    private boolean useGlobalSslContextParameters;

    @Metadata(
            label = "consumer,advanced",
            autowired = true,
            description =
                    "Says whether there is room for more. While there is none for associations, new ones are rejected"
                            + " (2/3/1); while there is none for objects, C-STORE is answered A700.")
    private ResourceGuard resourceGuard;

    private final SpoolDirectories spoolDirectories = new SpoolDirectories();
    private final PendingCommitments pendingCommitments = new PendingCommitments();

    private final DicomListeners listeners = new DicomListeners();
    private final AssociationPools pools = new AssociationPools(this);

    public DicomComponent() {}

    public DicomComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        DicomAddress address = DicomAddress.parse(remaining, isTls(parameters) ? DicomTls.PORT : DicomAddress.NO_PORT);
        DicomEndpoint endpoint = new DicomEndpoint(uri, this, address, configuration.copy());
        setProperties(endpoint, parameters);
        return endpoint;
    }

    private boolean isTls(Map<String, Object> parameters) {
        return parameters.containsKey("sslContextParameters")
                || configuration.getSslContextParameters() != null
                || retrieveGlobalSslContextParameters() != null;
    }

    @Override
    protected void doStop() throws Exception {
        if (pools.isStarted()) {
            pools.stop();
        }
        super.doStop();
        spoolDirectories.close();
    }

    /** Started with the first producer that needs them. */
    AssociationPools pools() {
        ServiceHelper.startService(pools);
        return pools;
    }

    PendingCommitments pendingCommitments() {
        return pendingCommitments;
    }

    void releaseAssociations(DicomEndpoint endpoint) {
        if (pools.isStarted()) {
            pools.close(endpoint);
        }
    }

    /** AE titles that have an association with a consumer of this component open now. */
    public Set<String> callingAeTitles() {
        return listeners.callingAeTitles();
    }

    DicomListeners listeners() {
        return listeners;
    }

    SpoolDirectories spoolDirectories() {
        return spoolDirectories;
    }

    /** Where objects go that come from elsewhere than a {@code dicom:} endpoint. */
    Spool spool() {
        return configuration.spool(spoolDirectories);
    }

    public String getAeTitle() {
        return aeTitle;
    }

    public void setAeTitle(String aeTitle) {
        this.aeTitle = AeTitles.check("aeTitle", aeTitle);
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }

    public DicomConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(DicomConfiguration configuration) {
        this.configuration = configuration;
    }

    /** The one that was set, or the one that lets everything in. */
    ResourceGuard guard() {
        return resourceGuard == null ? ResourceGuard.NONE : resourceGuard;
    }

    public ResourceGuard getResourceGuard() {
        return resourceGuard;
    }

    public void setResourceGuard(ResourceGuard resourceGuard) {
        this.resourceGuard = resourceGuard;
    }
}
