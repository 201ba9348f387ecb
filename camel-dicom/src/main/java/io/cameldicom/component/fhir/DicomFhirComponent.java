package io.cameldicom.component.fhir;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.PropertiesHelper;

/** Endpoints that make FHIR resources of DICOM objects: see {@link DicomFhirEndpoint}. */
@Component("dicom-fhir")
public class DicomFhirComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        DicomFhirEndpoint endpoint = new DicomFhirEndpoint(uri, this, FhirOperation.of(remaining));
        endpoint.setSystems(PropertiesHelper.extractProperties(parameters, "system."));
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
