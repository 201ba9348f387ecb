package io.cameldicom.component.web;

import io.cameldicom.component.ObjectSpool;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** DICOMweb endpoints: see {@link DicomWebEndpoint}. */
@Component("dicom-web")
public class DicomWebComponent extends DefaultComponent implements SSLContextParametersAware {

    @Metadata(label = "advanced", description = "Defaults for the options of all endpoints.")
    private DicomWebConfiguration configuration = new DicomWebConfiguration();

    @Metadata(
            label = "security",
            defaultValue = "false",
            description =
                    "Whether the SSL context parameters of the Camel context (`camel.ssl.*`) are used by all producers that"
                            + " have none of their own.")
    private boolean useGlobalSslContextParameters;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        DicomWebEndpoint endpoint = new DicomWebEndpoint(uri, this, remaining, configuration.copy());
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** Where the objects go that an endpoint receives; to be closed when it stops. */
    static ObjectSpool spool(DicomWebConfiguration configuration) {
        String folder = configuration.getSpoolDirectory();
        return new ObjectSpool(
                folder == null ? null : Path.of(folder),
                configuration.spoolThresholdBytes(),
                configuration.maxObjectBytes(),
                configuration.isFsync());
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }

    public DicomWebConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(DicomWebConfiguration configuration) {
        this.configuration = configuration;
    }
}
