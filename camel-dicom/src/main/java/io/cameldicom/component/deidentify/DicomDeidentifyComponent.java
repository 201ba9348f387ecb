package io.cameldicom.component.deidentify;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Endpoints that take a patient's identity out of objects: see {@link DicomDeidentifyEndpoint}. */
@Component("dicom-deidentify")
public class DicomDeidentifyComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        DicomDeidentifyEndpoint endpoint = new DicomDeidentifyEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
