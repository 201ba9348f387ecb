package io.cameldicom.component.edit;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Endpoints that change attributes: see {@link DicomEditEndpoint}. */
@Component("dicom-edit")
public class DicomEditComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        DicomEditEndpoint endpoint = new DicomEditEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
