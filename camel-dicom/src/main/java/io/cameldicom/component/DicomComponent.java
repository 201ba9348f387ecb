package io.cameldicom.component;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.service.ServiceHelper;

/** DICOM endpoints: see {@link DicomEndpoint}. Consumers of one component that name the same port share it. */
@Component("dicom")
public class DicomComponent extends HealthCheckComponent {

    @Metadata(
            label = "common",
            defaultValue = "CAMEL",
            description = "AE title of this application: the name under which producers call their peers, unless their"
                    + " `callingAeTitle` says otherwise; 1 to 16 characters.")
    private String aeTitle = "CAMEL";

    @Metadata(label = "advanced", description = "Defaults for the options of all endpoints.")
    private DicomConfiguration configuration = new DicomConfiguration();

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
        DicomAddress address = DicomAddress.parse(remaining);
        DicomEndpoint endpoint = new DicomEndpoint(uri, this, address, configuration.copy());
        setProperties(endpoint, parameters);
        return endpoint;
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

    public DicomConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(DicomConfiguration configuration) {
        this.configuration = configuration;
    }
}
