package io.cameldicom.hub.audit;

import io.cameldicom.component.event.AssociationEvent;
import io.cameldicom.component.event.AssociationEvent.Kind;
import io.cameldicom.component.event.QueryEvent;
import io.cameldicom.hub.audit.Transfer.Key;
import io.cameldicom.hub.ledger.Delivery;
import io.cameldicom.hub.ledger.DeliveryLedger;
import io.cameldicom.hub.ledger.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes audit messages of what the ledger is told, of associations that were refused and of people who sign in. What happens is
 * only noted where it happens; one thread makes messages of it, the instances of a study that go the same way being one
 * message, and puts them into files; another sends these and keeps them until it could. Thread-safe.
 */
public final class AuditTrail extends EventNotifierSupport implements DeliveryLedger, UserAudit, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    private static final int NOTES = 20_000;
    private static final int FILES = 50_000;
    private static final int TRANSFERS = 10_000;
    private static final long POLL_MILLIS = 500;
    private static final long RETRY_MILLIS = 5_000;
    private static final long CLOSE_MILLIS = 5_000;

    private final String aeTitle;
    private final AuditMessages messages;
    private final AuditSpool spool;
    private final AuditRepository repository;
    private final BlockingQueue<Object> notes = new ArrayBlockingQueue<>(NOTES);
    private final Map<Key, Transfer> transfers = new HashMap<>();
    private final AtomicLong leftOut = new AtomicLong();
    private final Thread collector = new Thread(this::collect, "audit");
    private final Thread sender = new Thread(this::send, "audit-sender");
    private volatile boolean stopping;

    private AuditTrail(String aeTitle, AuditSpool spool, AuditRepository repository) {
        this.aeTitle = aeTitle;
        this.messages = new AuditMessages(aeTitle);
        this.spool = spool;
        this.repository = repository;
    }

    /**
     * Begins with the message that the application has started.
     *
     * @param address {@code udp://host:port} or {@code tls://host:port}
     * @param tls for TLS, null otherwise
     * @param folder for messages that wait
     * @param aeTitle names the source of the messages
     * @throws IllegalArgumentException if the address cannot be used
     */
    public static AuditTrail open(String address, SSLContext tls, Path folder, String aeTitle) throws IOException {
        URI uri = AuditRepository.address(address);
        AuditTrail trail =
                new AuditTrail(aeTitle, AuditSpool.open(folder, FILES), new AuditRepository(uri, tls, "camel-dicom"));
        trail.note(trail.messages.started());
        trail.collector.setDaemon(true);
        trail.sender.setDaemon(true);
        trail.collector.start();
        trail.sender.start();
        return trail;
    }

    /** @throws IllegalArgumentException if this is no address of a repository */
    public static void check(String address) {
        AuditRepository.address(address);
    }

    @Override
    public void record(Delivery delivery) {
        Outcome outcome = delivery.outcome();
        boolean received = outcome == Outcome.RECEIVED;
        boolean sent = delivery.destination() != null
                && (outcome == Outcome.SENT || outcome == Outcome.FAILED || outcome == Outcome.DEAD_LETTERED);
        if (received || sent) {
            note(delivery);
        }
    }

    @Override
    public void signedIn(String user, String address, boolean success) {
        note(messages.signedIn(user, address, success));
    }

    /** Who is not known or may not; that the hub is full or stops is no matter of security. */
    @Override
    public void notify(CamelEvent event) {
        if (event instanceof QueryEvent query) {
            note(messages.queried(query));
        }
        if (event instanceof AssociationEvent association
                && association.kind() == Kind.rejected
                && String.valueOf(association.reason()).contains("AE-title")) {
            String address = association.remoteAddress() == null
                    ? null
                    : association.remoteAddress().getAddress().getHostAddress();
            note(messages.refused(association.callingAeTitle(), address, association.reason()));
        }
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof AssociationEvent || event instanceof QueryEvent;
    }

    private void note(Object what) {
        if (!notes.offer(what)) {
            leftOut("more happens than can be written");
        }
    }

    private void leftOut(String why) {
        if (leftOut.getAndIncrement() % 1000 == 0) {
            LOG.error("The audit trail leaves events out, {} until now: {}", leftOut.get(), why);
        }
    }

    private void collect() {
        try {
            while (!stopping || !notes.isEmpty()) {
                Object note = notes.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                Instant now = Instant.now();
                if (note instanceof Delivery delivery) {
                    add(delivery, now);
                } else if (note != null) {
                    keep((String) note);
                }
                finish(now, false);
            }
        } catch (InterruptedException e) {
            LOG.debug("The audit trail is closed", e);
        } finally {
            finish(Instant.now(), true);
            keep(messages.stopped());
        }
    }

    private void add(Delivery delivery, Instant now) {
        String study = delivery.instance().studyInstanceUid();
        String peer = delivery.callingAeTitle() == null ? "unknown" : delivery.callingAeTitle();
        Key key = delivery.outcome() == Outcome.RECEIVED
                ? new Key(peer, aeTitle, study)
                : new Key(aeTitle, delivery.destination(), study);
        Transfer transfer = transfers.get(key);
        boolean isNew = transfer == null;
        if (isNew) {
            transfer = new Transfer(key, now);
            transfers.put(key, transfer);
        }
        transfer.add(delivery, now);
        if (isNew && key.sender().equals(aeTitle)) {
            keep(messages.begun(transfer));
        }
    }

    private void finish(Instant now, boolean all) {
        boolean tooMany = transfers.size() > TRANSFERS;
        for (Iterator<Transfer> each = transfers.values().iterator(); each.hasNext(); ) {
            Transfer transfer = each.next();
            if (all || tooMany || transfer.isOver(now)) {
                each.remove();
                keep(messages.transferred(transfer));
            }
        }
    }

    private void keep(String message) {
        try {
            spool.add(message);
        } catch (IOException e) {
            leftOut(e.toString());
        }
    }

    private void send() {
        boolean down = false;
        try {
            while (!stopping || collector.isAlive() || !down && spool.size() > 0) {
                Path file = spool.oldest(POLL_MILLIS);
                if (file == null) {
                    continue;
                }
                try {
                    repository.send(Files.readString(file));
                    spool.remove(file);
                    if (down) {
                        LOG.info("The audit repository takes messages again");
                    }
                    down = false;
                } catch (InterruptedException e) {
                    throw e;
                } catch (Exception e) { // whatever the library throws: the message stays
                    if (!down) {
                        LOG.warn("The audit repository does not take messages, they wait: {}", e.toString());
                    }
                    down = true;
                    Thread.sleep(RETRY_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The audit trail is closed", e);
        } finally {
            repository.close();
        }
    }

    /** Messages that wait for the repository. */
    public int waiting() {
        return spool.size();
    }

    /** Ends with the message that the application stops; what cannot be sent now is sent after the next start. */
    @Override
    public void close() {
        stopping = true;
        try {
            collector.join(CLOSE_MILLIS);
            sender.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sender.interrupt();
    }
}
