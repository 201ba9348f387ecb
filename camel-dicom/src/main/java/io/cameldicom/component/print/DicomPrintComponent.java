package io.cameldicom.component.print;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.PropertiesHelper;

/** Endpoints that make something else than film of print jobs: see {@link DicomPrintEndpoint}. */
@Component("dicom-print")
public class DicomPrintComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        DicomPrintEndpoint endpoint = new DicomPrintEndpoint(uri, this, DicomPrintOperation.of(remaining));
        endpoint.setAttributes(PropertiesHelper.extractProperties(parameters, "attribute."));
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
