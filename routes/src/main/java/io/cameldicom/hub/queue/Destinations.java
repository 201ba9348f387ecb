package io.cameldicom.hub.queue;

import io.cameldicom.component.DicomObject;
import io.cameldicom.hub.ledger.DeliveryLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The queues of this hub and what was given up: bean {@code destinations}. For the console, health checks and routes.
 *
 * <p>Thread-safe. Methods that ask or change the broker throw {@link IOException} when it does not answer.
 */
public final class Destinations implements AutoCloseable {

    /** Before a destination's name: the queue its objects go to when they are given up. */
    public static final String DEAD_LETTER_PREFIX = "dicom.dead.";

    /** Before a destination's name: its queue in the broker. */
    public static final String QUEUE_PREFIX = "dicom.destination.";

    private static final String PAUSED = "destinations.paused";

    private final Queues queues;
    private final QueueInspector inspector;
    private final DeadLetters deadLetters;
    private final PausedDestinations paused;

    private Destinations(Queues queues, PausedDestinations paused) {
        this.queues = queues;
        this.inspector = new QueueInspector(queues.broker());
        this.deadLetters = new DeadLetters(queues, inspector);
        this.paused = paused;
        paused.names().forEach(name -> queues.line(name).pause());
    }

    /**
     * Opens the queues, and brings their files and messages into agreement if the process before crashed.
     *
     * @param data the hub's data folder
     */
    public static Destinations open(Broker broker, QueueSettings settings, DeliveryLedger ledger, Path data)
            throws IOException {
        Queues queues = Queues.open(broker, settings, ledger, data);
        try {
            return new Destinations(queues, PausedDestinations.read(data.resolve(PAUSED)));
        } catch (IOException | RuntimeException e) {
            queues.close();
            throw e;
        }
    }

    Queues queues() {
        return queues;
    }

    /**
     * Puts an object into the queues of destinations: the step {@code to: destination:...} for programs. It is safe when
     * this returns.
     *
     * @param destinations their names
     * @throws IllegalArgumentException if one is no name
     * @throws IOException if it is not in all of them; perhaps it is in some
     */
    public void put(DicomObject object, List<String> destinations) throws IOException {
        destinations.forEach(DestinationNames::check);
        queues.put(object, ObjectLabels.of(object), destinations);
    }

    /** Every destination that has a route, had objects in its queue, or was paused; by name. */
    public List<DestinationStatus> list() throws IOException {
        List<DestinationStatus> list = new ArrayList<>();
        for (Line line : queues.lines().values()) {
            list.add(status(line));
        }
        return list;
    }

    /** One destination; empty if nobody knows it. */
    public Optional<DestinationStatus> find(String name) throws IOException {
        Line line = queues.lines().get(name);
        return line == null ? Optional.empty() : Optional.of(status(line));
    }

    private DestinationStatus status(Line line) throws IOException {
        String usual = QueueNames.usual(line.name());
        String urgent = QueueNames.urgent(line.name());
        long usualDepth = inspector.depth(usual);
        long urgentDepth = inspector.depth(urgent);
        Stream<Instant> heads = Stream.of(
                line.oldestInHand(), usualDepth == 0 ? null : head(usual), urgentDepth == 0 ? null : head(urgent));
        Instant oldest =
                heads.filter(instant -> instant != null).min(Instant::compareTo).orElse(null);
        return line.status(usualDepth + urgentDepth, oldest);
    }

    private Instant head(String queue) throws IOException {
        return inspector.peek(queue, null, 1).stream()
                .findFirst()
                .map(QueuedObject::queuedAt)
                .orElse(null);
    }

    /**
     * Delivers nothing to a destination until {@link #resume}, also after a restart. What is being delivered is
     * finished; objects are queued as before.
     *
     * @throws IllegalArgumentException if nobody knows this destination
     * @throws IOException if the pause cannot be kept over a restart; it is not in force then
     */
    public void pause(String name) throws IOException {
        Line line = known(name);
        paused.set(name, true);
        line.pause();
    }

    /**
     * Ends a pause and a back-off: the next try is now.
     *
     * @throws IllegalArgumentException if nobody knows this destination
     */
    public void resume(String name) throws IOException {
        Line line = known(name);
        paused.set(name, false);
        line.resume();
    }

    private Line known(String name) {
        Line line = queues.lines().get(name);
        if (line == null) {
            throw new IllegalArgumentException("There is no destination of this name");
        }
        return line;
    }

    /**
     * Whether the broker answers.
     *
     * @throws IOException if it does not
     */
    public void ping() throws IOException {
        inspector.depth(DEAD_LETTER_PREFIX);
    }

    /** How many objects were given up, by destination; destinations without any are left out. */
    public Map<String, Long> countDeadLetters() throws IOException {
        return deadLetters.counts();
    }

    /**
     * The objects given up, oldest first.
     *
     * @param destination only of this one; null for all
     * @param limit at most so many
     */
    public List<DeadLetter> deadLetters(String destination, int limit) throws IOException {
        return deadLetters.list(destination, limit);
    }

    /**
     * Puts an object that was given up back into its destination's queue, as if it were new there.
     *
     * @return false if there is none with this id (any more)
     */
    public boolean retry(String id) throws IOException {
        return deadLetters.retry(id);
    }

    /**
     * {@link #retry(String)} for the oldest of a destination.
     *
     * @param limit at most so many
     * @return how many
     */
    public int retryAll(String destination, int limit) throws IOException {
        return deadLetters.retryAll(destination, limit);
    }

    /**
     * Deletes an object that was given up. It stays in the store, if it was filed there.
     *
     * @return false if there is none with this id (any more)
     */
    public boolean discard(String id) throws IOException {
        return deadLetters.discard(id);
    }

    /**
     * {@link #discard(String)} for the oldest of a destination.
     *
     * @param limit at most so many
     * @return how many
     */
    public int discardAll(String destination, int limit) throws IOException {
        return deadLetters.discardAll(destination, limit);
    }

    /** When no route uses the queues any more. */
    @Override
    public void close() {
        deadLetters.close();
        inspector.close();
        queues.close();
    }
}
