package io.cameldicom.hub.queue;

import io.cameldicom.component.DicomObject;
import io.cameldicom.hub.ledger.Delivery;
import io.cameldicom.hub.ledger.DeliveryLedger;
import io.cameldicom.hub.ledger.InstanceIdentity;
import io.cameldicom.hub.ledger.Outcome;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.activemq.artemis.api.core.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Objects into the queues and out of them: keeps file and message of an object together. Thread-safe. */
final class Queues implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Queues.class);

    /** Priority (0000,0700): HIGH. */
    private static final int HIGH = 1;

    private final Broker broker;
    private final QueueSettings settings;
    private final QueueFolder folder;
    private final ClientWriter clientWriter;
    /** Null if the broker is another process. */
    private final EmbeddedWriter embeddedWriter;

    private final DeliveryLedger ledger;
    private final List<Path> spools;
    private final Map<String, Line> lines = new ConcurrentSkipListMap<>();

    private Queues(Broker broker, QueueSettings settings, QueueFolder folder, DeliveryLedger ledger, Path data) {
        this.broker = broker;
        this.settings = settings;
        this.folder = folder;
        this.ledger = ledger;
        this.clientWriter = new ClientWriter(broker, broker.embedded() == null);
        this.embeddedWriter = broker.embedded() == null ? null : new EmbeddedWriter(broker.embedded());
        this.spools = List.of(data.resolve("spool"), settings.folder());
    }

    /**
     * Opens the queues and brings files and messages into agreement after a crash.
     *
     * @param data the hub's data folder
     */
    static Queues open(Broker broker, QueueSettings settings, DeliveryLedger ledger, Path data) throws IOException {
        if (broker.embedded() == null) {
            checkRules(broker);
        }
        QueueFolder folder = QueueFolder.open(settings.folder(), data, settings.sync());
        Queues queues = new Queues(broker, settings, folder, ledger, data);
        if (broker.embedded() != null && !settings.shared()) {
            queues.removeOrphans();
        }
        folder.destinations().forEach(queues::line);
        return queues;
    }

    /** A broker that is away is waited for later, where objects are queued and taken. */
    private static void checkRules(Broker broker) throws IOException {
        try {
            BrokerRules.check(broker);
        } catch (JMSException e) {
            LOG.warn("The broker {} does not answer yet: {}", broker, e.getMessage());
        }
    }

    private void removeOrphans() throws IOException {
        Set<String> wanted = new HashSet<>();
        broker.embedded().forEachMessage(QueueNames.PREFIX, message -> note(message, wanted));
        broker.embedded().forEachMessage(QueueNames.DEAD, message -> note(message, wanted));
        int removed = folder.removeOrphans(wanted::contains);
        if (removed > 0) {
            LOG.info("{} files of objects that were delivered or never acknowledged were removed", removed);
        }
    }

    private static void note(Message message, Set<String> files) {
        String file = message.getStringProperty(QueuedObject.FILE);
        if (file != null) {
            files.add(file);
        }
    }

    // ---- destinations

    Line line(String destination) {
        return lines.computeIfAbsent(destination, Line::new);
    }

    Map<String, Line> lines() {
        return lines;
    }

    QueueSettings settings() {
        return settings;
    }

    // ---- in

    /**
     * Puts an object into the queues of destinations; it is safe there when this returns.
     *
     * @throws IOException if it is not in all of them; perhaps it is in some
     */
    void put(DicomObject object, ObjectLabels labels, List<String> destinations) throws IOException {
        Instant now = Instant.now(); // once it is queued another thread may deliver it, and record that
        List<String> files = new ArrayList<>();
        try {
            put(entries(object, labels, destinations, files));
        } catch (NotQueuedException e) {
            files.forEach(folder::remove);
            throw e;
        }
        InstanceIdentity identity = InstanceIdentity.of(object);
        for (String destination : destinations) {
            ledger.record(new Delivery(now, Outcome.QUEUED, identity, destination, labels.callingAeTitle(), 0, null));
        }
    }

    /** Objects within their messages go as streams, for which there is a client; it has none of the others to handle. */
    private void put(List<QueueWriter.Entry> entries) throws IOException {
        boolean bare = entries.stream().allMatch(entry -> entry.payload() == null);
        (embeddedWriter != null && bare ? embeddedWriter : clientWriter).put(entries);
    }

    /** @param files gets the names of those that are made, also if another one cannot be */
    private List<QueueWriter.Entry> entries(
            DicomObject object, ObjectLabels labels, List<String> destinations, List<String> files)
            throws NotQueuedException {
        List<QueueWriter.Entry> entries = new ArrayList<>();
        try {
            for (String destination : destinations) {
                String file = null;
                if (!settings.inline()) {
                    file = file(object, destination, files.isEmpty() ? null : files.get(0));
                    files.add(file);
                }
                entries.add(entry(object, labels, destination, file));
            }
            return entries;
        } catch (IOException e) {
            throw new NotQueuedException("The file of a queued object cannot be made", e);
        }
    }

    private String file(DicomObject object, String destination, String existing) throws IOException {
        return existing == null ? folder.put(object, destination, spools) : folder.putAgain(existing, destination);
    }

    private QueueWriter.Entry entry(DicomObject object, ObjectLabels labels, String destination, String file)
            throws IOException {
        QueuedObject queued = new QueuedObject(
                folder.newId(), destination, node(file), file, object.size(), 0, Instant.now(), labels, null, null);
        return entry(queued, file == null ? object::openStream : null, 0);
    }

    /** Which hub can deliver it; null for each one. */
    private String node(String file) {
        return file == null || settings.shared() ? null : folder.node();
    }

    private QueueWriter.Entry entry(QueuedObject object, QueueWriter.Payload payload, long delayMillis)
            throws IOException {
        String destination = object.destination();
        String queue =
                object.labels().priority() == HIGH ? QueueNames.urgent(destination) : QueueNames.usual(destination);
        DeliveryOptions options = line(destination).options();
        String group = options != null && options.order() == DeliveryOrder.study
                ? object.labels().studyInstanceUid()
                : null;
        return new QueueWriter.Entry(queue, object, syncFolder(destination), payload, group, delayMillis);
    }

    private Path syncFolder(String destination) throws IOException {
        Path destinationFolder = folder.folder(destination); // also without files: it is the list of destinations
        return settings.sync() && !settings.inline() ? destinationFolder : null;
    }

    /** Puts an object that was taken into its queue again, for later. */
    void put(QueuedObject object, Hand hand, long delayMillis) throws IOException {
        putAgain(entry(object, payload(hand), delayMillis));
    }

    /** Puts an object that was taken to the dead letters. */
    void putDead(QueuedObject object, Hand hand) throws IOException {
        putAgain(new QueueWriter.Entry(
                QueueNames.dead(object.destination()),
                object,
                syncFolder(object.destination()),
                payload(hand),
                null,
                0));
    }

    private void putAgain(QueueWriter.Entry entry) throws IOException {
        try {
            put(List.of(entry));
        } catch (NotQueuedException e) {
            folder.remove(entry.object().file());
            throw e;
        }
    }

    private static QueueWriter.Payload payload(Hand hand) {
        return hand.fetched() ? () -> Files.newInputStream(hand.payload()) : null;
    }

    /** Another file with the object's bytes, for the message that follows this one; null if it has it in itself. */
    String fileAgain(Hand hand) throws IOException {
        return hand.fetched()
                ? null
                : folder.putAgain(hand.object().file(), hand.object().destination());
    }

    // ---- out

    QueueReader reader(String destination) throws IOException {
        return embeddedWriter == null
                ? ClientReader.open(broker, folder, destination, selector())
                : EmbeddedReader.open(embeddedWriter, broker.embedded(), folder, destination);
    }

    /** Objects in another hub's folder are that one's to deliver. */
    private String selector() {
        return settings.shared()
                ? null
                : QueuedObject.NODE + " IS NULL OR " + QueuedObject.NODE + " = '" + folder.node() + "'";
    }

    /** Removes the file of an object that the queue has let go. */
    void remove(Hand hand) {
        if (hand.fetched()) {
            drop(hand);
        } else {
            folder.remove(hand.object().file());
        }
    }

    /** Lets go of an object that stays in the queue. */
    void drop(Hand hand) {
        if (hand.fetched()) {
            try {
                Files.deleteIfExists(hand.payload());
            } catch (IOException e) {
                LOG.warn("A received file cannot be removed, it is at the next start: {}", e.toString());
            }
        }
    }

    void record(Outcome outcome, QueuedObject object, String reason) {
        ledger.record(Delivery.of(outcome, object.labels().identity(), object.destination())
                .because(reason));
    }

    Broker broker() {
        return broker;
    }

    QueueFolder folder() {
        return folder;
    }

    @Override
    public void close() {
        clientWriter.close();
    }
}
