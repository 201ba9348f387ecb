package io.cameldicom.component.web;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Store, search and retrieve DICOM objects over HTTP (DICOMweb): STOW-RS, QIDO-RS and WADO-RS.
 *
 * A producer asks a server, a consumer is one, on the HTTP server of the Camel context.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "dicom-web",
        title = "DICOMweb",
        syntax = "dicom-web:address",
        category = {Category.HEALTH, Category.HTTP},
        headersClass = WebConstants.class)
public class DicomWebEndpoint extends DefaultEndpoint {

    @UriPath(
            description =
                    "Producer: base URL of the server, such as `https://archive:8443/dicom-web`. Consumer: path on"
                            + " the HTTP server of the Camel context, such as `/dicom-web`.")
    @Metadata(required = true)
    private final String address;

    @UriParam
    private DicomWebConfiguration configuration;

    private WebAgent agent;

    DicomWebEndpoint(String uri, DicomWebComponent component, String address, DicomWebConfiguration configuration) {
        super(uri, component);
        this.address = address;
        this.configuration = configuration;
        setExchangePattern(ExchangePattern.InOut);
    }

    @Override
    public Producer createProducer() {
        if (!address.startsWith("http://") && !address.startsWith("https://")) {
            throw new IllegalArgumentException("dicom-web:" + address
                    + ": a producer needs the base URL of its server, such as https://archive:8443/dicom-web");
        }
        return new DicomWebProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (!address.startsWith("/")) {
            throw new IllegalArgumentException("dicom-web:" + address
                    + ": a consumer needs a path on the HTTP server of the Camel context, such as /dicom-web");
        }
        DicomWebConsumer consumer = new DicomWebConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** Made for the first producer. */
    synchronized WebAgent agent() {
        if (agent == null) {
            agent = new WebAgent(this);
        }
        ServiceHelper.startService(agent);
        return agent;
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(agent);
        super.doStop();
    }

    @Override
    public DicomWebComponent getComponent() {
        return (DicomWebComponent) super.getComponent();
    }

    public String getAddress() {
        return address;
    }

    public DicomWebConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(DicomWebConfiguration configuration) {
        this.configuration = configuration;
    }
}
