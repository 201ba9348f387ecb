package io.cameldicom.hub.queue;

import io.cameldicom.hub.ledger.Outcome;
import jakarta.jms.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The objects that were given up, each in the queue of its destination's dead letters. Thread-safe. */
final class DeadLetters implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final Queues queues;
    /** Looks. */
    private final QueueInspector inspector;
    /** Takes, which lasts longer than others shall have to wait. */
    private final QueueInspector remover;

    DeadLetters(Queues queues, QueueInspector inspector) {
        this.queues = queues;
        this.inspector = inspector;
        this.remover = new QueueInspector(queues.broker());
    }

    Map<String, Long> counts() throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (String destination : queues.lines().keySet()) {
            long letters = count(destination);
            if (letters > 0) {
                counts.put(destination, letters);
            }
        }
        return counts;
    }

    private long count(String destination) throws IOException {
        return inspector.depth(QueueNames.dead(destination));
    }

    List<DeadLetter> list(String destination, int limit) throws IOException {
        List<DeadLetter> letters = new ArrayList<>();
        for (String each : destination == null ? counts().keySet() : List.of(DestinationNames.check(destination))) {
            if (count(each) > 0) {
                inspector.peek(QueueNames.dead(each), null, limit).stream()
                        .map(QueuedObject::asDeadLetter)
                        .forEach(letters::add);
            }
        }
        return letters.stream()
                .sorted(Comparator.comparing(DeadLetter::diedAt))
                .limit(limit)
                .toList();
    }

    boolean retry(String id) throws IOException {
        return one(id, this::revive);
    }

    boolean discard(String id) throws IOException {
        return one(id, this::forget);
    }

    int retryAll(String destination, int limit) throws IOException {
        return all(destination, limit, this::revive);
    }

    int discardAll(String destination, int limit) throws IOException {
        return all(destination, limit, this::forget);
    }

    private boolean one(String id, QueueInspector.Action action) throws IOException {
        if (!id.matches("[0-9a-z-]{1,64}")) {
            throw new IllegalArgumentException("This is no id of a dead letter");
        }
        for (String destination : counts().keySet()) {
            if (remover.takeOne(QueueNames.dead(destination), QueuedObject.ID + " = '" + id + "'", action)) {
                return true;
            }
        }
        return false;
    }

    private int all(String destination, int limit, QueueInspector.Action action) throws IOException {
        return count(DestinationNames.check(destination)) == 0
                ? 0
                : remover.take(QueueNames.dead(destination), limit, action);
    }

    private Runnable revive(Message message) throws IOException {
        Hand hand = ClientReader.hand(message, queues.folder());
        if (!Files.exists(hand.payload())) {
            LOG.warn(
                    "{}: {} cannot be tried again, its file is gone",
                    hand.object().destination(),
                    hand.object().labels().sopInstanceUid());
            return null; // can only be discarded
        }
        queues.put(hand.object().revived(queues.fileAgain(hand)), hand, 0);
        queues.record(Outcome.QUEUED, hand.object(), "tried again by an operator");
        return () -> queues.remove(hand);
    }

    private Runnable forget(Message message) {
        QueuedObject object = ClientReader.object(message);
        queues.record(Outcome.DISCARDED, object, "discarded by an operator");
        return () -> queues.folder().remove(object.file());
    }

    @Override
    public void close() {
        remover.close();
    }
}
