package io.cameldicom.hub.ledger;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * {@code ledger} on the health page: down when records had to be left out. A database that is away is no reason to take the
 * hub out of service, images go on and records wait in files; the detail {@code database} says it.
 */
public final class LedgerHealthCheck extends AbstractHealthCheck {

    private final StoredLedger ledger;

    public LedgerHealthCheck(StoredLedger ledger) {
        super("camel-dicom", "ledger");
        this.ledger = ledger;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String trouble = ledger.trouble();
        builder.detail("database", trouble == null ? "up" : trouble);
        builder.detail("waiting", ledger.waiting());
        builder.detail("behind", ledger.isBehind());
        builder.detail("leftOut", ledger.leftOut());
        if (trouble != null && ledger.leftOut() > 0) {
            builder.message("The ledger leaves records out").down();
        } else {
            builder.up();
        }
    }
}
