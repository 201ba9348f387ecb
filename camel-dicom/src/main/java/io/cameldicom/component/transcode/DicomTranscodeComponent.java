package io.cameldicom.component.transcode;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Endpoints that change the transfer syntax: see {@link DicomTranscodeEndpoint}. */
@Component("dicom-transcode")
public class DicomTranscodeComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        DicomTranscodeEndpoint endpoint = new DicomTranscodeEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
