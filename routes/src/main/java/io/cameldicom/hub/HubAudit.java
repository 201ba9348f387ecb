package io.cameldicom.hub;

import io.cameldicom.hub.audit.AuditTrail;
import io.cameldicom.hub.ledger.DeliveryLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.apache.camel.main.Main;

/** The audit trail as the settings have it, or none. */
final class HubAudit implements AutoCloseable {

    static final HubAudit NONE = new HubAudit(null);

    private final AuditTrail trail;

    private HubAudit(AuditTrail trail) {
        this.trail = trail;
    }

    static HubAudit open(HubSettings settings) throws HubException {
        String address = settings.auditAddress();
        if (address.isEmpty()) {
            return NONE;
        }
        Path folder = settings.data().resolve("audit");
        try {
            SSLContext tls = address.startsWith("tls:") ? settings.auditTls().context() : null;
            return new HubAudit(AuditTrail.open(address, tls, folder, settings.aeTitle()));
        } catch (IOException | GeneralSecurityException e) {
            throw new HubException("Cannot begin the audit trail (hub.audit.*): " + e, e);
        }
    }

    /** The same ledger, with what is told to it told to the audit trail too. */
    DeliveryLedger and(DeliveryLedger ledger) {
        if (trail == null) {
            return ledger;
        }
        return delivery -> {
            ledger.record(delivery);
            trail.record(delivery);
        };
    }

    /** Makes it known to the console, and lets it hear of associations. */
    void bind(Main main) {
        if (trail != null) {
            main.bind("audit", trail);
        }
    }

    @Override
    public void close() {
        if (trail != null) {
            trail.close();
        }
    }
}
