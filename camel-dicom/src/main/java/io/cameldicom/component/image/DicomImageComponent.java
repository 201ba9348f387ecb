package io.cameldicom.component.image;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Endpoints that make pictures: see {@link DicomImageEndpoint}. */
@Component("dicom-image")
public class DicomImageComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        DicomImageEndpoint endpoint = new DicomImageEndpoint(uri, this, DicomImageOperation.of(remaining));
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
