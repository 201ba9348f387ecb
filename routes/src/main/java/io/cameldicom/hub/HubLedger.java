package io.cameldicom.hub;

import io.cameldicom.hub.ledger.DeliveryLedger;
import io.cameldicom.hub.ledger.LedgerDatabase;
import io.cameldicom.hub.ledger.LedgerHealthCheck;
import io.cameldicom.hub.ledger.LedgerQueries;
import io.cameldicom.hub.ledger.StoredLedger;
import io.cameldicom.hub.observe.CountingLedger;
import io.cameldicom.hub.observe.DirectDeliveries;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger as the settings have it: in a database, or none. */
final class HubLedger implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HubLedger.class);

    private static final Duration FLUSH = Duration.ofSeconds(5);

    private final StoredLedger stored;

    private final DeliveryLedger records;

    private HubLedger(StoredLedger stored, HubAudit audit, MeterRegistry meters) {
        this.stored = stored;
        this.records = new CountingLedger(audit.and(stored == null ? DeliveryLedger.NONE : stored), meters);
    }

    /**
     * @param audit is told what the ledger is told
     * @param meters count it
     */
    static HubLedger open(HubSettings settings, HubAudit audit, MeterRegistry meters) throws HubException {
        LedgerDatabase database = settings.ledger();
        if (database == null) {
            return new HubLedger(null, audit, meters);
        }
        try {
            return new HubLedger(
                    StoredLedger.open(database, settings.ledgerFolder(), settings.ledgerRetention()), audit, meters);
        } catch (IOException e) {
            throw new HubException("Cannot use the ledger's folder " + settings.ledgerFolder() + ": " + e, e);
        }
    }

    /** Who records. */
    DeliveryLedger records() {
        return records;
    }

    /** Who can be asked; null if there is no ledger. */
    LedgerQueries queries() {
        return stored == null ? null : stored.queries();
    }

    /** What was recorded until now is searched by the next question, if the database keeps up. */
    void flush() {
        try {
            if (stored != null && !stored.flush(FLUSH)) {
                LOG.debug("The ledger does not keep up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes it known to routes, to the console and to the health page. */
    void bind(Main main) {
        main.bind("ledger", records());
        main.bind("directDeliveries", new DirectDeliveries(records()));
        if (stored != null) {
            main.bind("ledgerQueries", queries());
            main.bind("ledgerHealth", new LedgerHealthCheck(stored));
        }
    }

    /** After the routes have stopped: what they recorded last is written. */
    @Override
    public void close() {
        if (stored != null) {
            stored.close();
        }
    }
}
