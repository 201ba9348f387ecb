package io.cameldicom.component;

import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/** A readiness check that tries something: it is up if that works. */
final class DicomHealthCheck implements HealthCheck {

    /** What is tried. */
    @FunctionalInterface
    interface Probe {

        /** @throws Exception if it does not work, with a message for the operator */
        void tryIt() throws Exception;
    }

    private final String id;
    private final String uri;
    private final Probe probe;
    private volatile boolean enabled;

    DicomHealthCheck(String id, String uri, boolean enabled, Probe probe) {
        this.id = id;
        this.uri = uri;
        this.enabled = enabled;
        this.probe = probe;
    }

    @Override
    public String getGroup() {
        return "camel";
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public Result call(Map<String, Object> options) {
        HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this)
                .detail(CHECK_ID, id)
                .detail(CHECK_GROUP, getGroup())
                .detail(CHECK_KIND, Kind.READINESS)
                .detail(ENDPOINT_URI, uri);
        if (!enabled) {
            return result.detail(CHECK_ENABLED, false)
                    .message("Disabled")
                    .unknown()
                    .build();
        }
        try {
            probe.tryIt();
            return result.up().build();
        } catch (Exception e) {
            return result.down().message(e.getMessage()).error(e).build();
        }
    }
}
