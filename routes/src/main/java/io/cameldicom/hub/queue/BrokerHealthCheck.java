package io.cameldicom.hub.queue;

import java.io.IOException;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** {@code broker} on the health page: down while the broker does not answer, and so nothing can be queued. */
public final class BrokerHealthCheck extends AbstractHealthCheck {

    private final Destinations destinations;

    public BrokerHealthCheck(Destinations destinations) {
        super("camel-dicom", "broker");
        this.destinations = destinations;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        try {
            destinations.ping();
            builder.up();
        } catch (IOException e) {
            builder.message(e.getMessage()).error(e).down();
        }
    }
}
