package io.cameldicom.hub.queue;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code destination:} endpoints over the queues of this hub. */
public final class DestinationComponent extends DefaultComponent {

    private final Destinations destinations;

    public DestinationComponent(Destinations destinations) {
        this.destinations = destinations;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        DestinationEndpoint endpoint =
                new DestinationEndpoint(uri, this, destinations.queues(), DestinationNames.parse(remaining));
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
