package io.cameldicom.hub.queue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * {@code destinations} on the health page: down while one of them is out of reach, as its last delivery found, or has no
 * route. Its objects wait for it and the hub itself is well, so who decides about restarting the hub does not ask this.
 */
public final class DestinationsHealthCheck extends AbstractHealthCheck {

    /** Group of the checks that say nothing about the hub itself. */
    public static final String GROUP = "peers";

    private final Destinations destinations;

    public DestinationsHealthCheck(Destinations destinations) {
        super(GROUP, "destinations");
        this.destinations = destinations;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        try {
            List<String> waiting = destinations.list().stream()
                    .filter(status -> status.state() == DestinationState.BACKING_OFF
                            || status.state() == DestinationState.NO_ROUTE && status.depth() > 0)
                    .map(DestinationStatus::name)
                    .toList();
            if (waiting.isEmpty()) {
                builder.up();
            } else {
                builder.message("Objects wait for " + String.join(", ", waiting))
                        .down();
            }
        } catch (IOException e) {
            builder.message(e.getMessage()).unknown(); // the broker has a check of its own
        }
    }
}
