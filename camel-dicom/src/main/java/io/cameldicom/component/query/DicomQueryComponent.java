package io.cameldicom.component.query;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Endpoints that match data sets against a query: see {@link DicomQueryEndpoint}. */
@Component("dicom-query")
public class DicomQueryComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        DicomQueryEndpoint endpoint = new DicomQueryEndpoint(uri, this, QueryAction.of(remaining));
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
