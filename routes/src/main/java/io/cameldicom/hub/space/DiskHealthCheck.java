package io.cameldicom.hub.space;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** {@code disk} on the health page: down while the guard rejects associations or objects. */
public final class DiskHealthCheck extends AbstractHealthCheck {

    private final DiskGuard guard;

    public DiskHealthCheck(DiskGuard guard) {
        super("camel-dicom", "disk");
        this.guard = guard;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        DiskLevel level = guard.level();
        builder.detail("level", level.name());
        guard.free().forEach((folder, bytes) -> builder.detail("free " + folder, bytes));
        if (level == DiskLevel.NORMAL) {
            builder.up();
        } else {
            builder.message(level == DiskLevel.SOFT ? "New associations are rejected" : "Objects are refused")
                    .down();
        }
    }
}
