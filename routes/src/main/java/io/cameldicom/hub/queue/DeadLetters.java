package io.cameldicom.hub.queue;

import io.cameldicom.hub.ledger.Outcome;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The objects that were given up. Thread-safe. */
final class DeadLetters {

    private final Queues queues;
    private final QueueInspector inspector;

    DeadLetters(Queues queues, QueueInspector inspector) {
        this.queues = queues;
        this.inspector = inspector;
    }

    static String byId(String id) {
        if (!id.matches("[0-9a-z-]{1,64}")) {
            throw new IllegalArgumentException("This is no id of a dead letter");
        }
        return QueuedObject.ID + " = '" + id + "'";
    }

    static String byDestination(String destination) {
        return QueuedObject.DESTINATION + " = '" + DestinationNames.check(destination) + "'";
    }

    List<DeadLetter> list(String destination, int limit) throws IOException {
        if (inspector.depth(QueueNames.DEAD) == 0) {
            return List.of();
        }
        return inspector.peek(QueueNames.DEAD, destination == null ? null : byDestination(destination), limit).stream()
                .map(QueuedObject::asDeadLetter)
                .toList();
    }

    int retry(String selector, int limit) throws IOException {
        return take(selector, limit, message -> {
            Hand hand = hand(message);
            queues.put(hand.object().revived(queues.fileAgain(hand)), hand, 0);
            queues.record(Outcome.QUEUED, hand.object(), "tried again by an operator");
            return hand;
        });
    }

    int discard(String selector, int limit) throws IOException {
        return take(selector, limit, message -> {
            QueuedObject object = QueuedObject.from(message);
            queues.record(Outcome.DISCARDED, object, "discarded by an operator");
            return object.isInline() ? null : fileHand(message, object);
        });
    }

    private interface Action {
        /** @return what is to be removed when the message is gone; null for nothing */
        Hand with(Message message) throws JMSException, IOException;
    }

    private int take(String selector, int limit, Action action) throws IOException {
        if (inspector.depth(QueueNames.DEAD) == 0) {
            return 0;
        }
        return inspector.take(QueueNames.DEAD, selector, limit, message -> {
            Hand hand = action.with(message);
            message.acknowledge();
            if (hand != null) {
                queues.remove(hand);
            }
        });
    }

    private Hand hand(Message message) throws JMSException, IOException {
        QueuedObject object = QueuedObject.from(message);
        if (!object.isInline()) {
            return fileHand(message, object);
        }
        Path payload = queues.folder().newReceived();
        QueueReader.save(message, payload);
        return new Hand(message, object, payload, true);
    }

    private Hand fileHand(Message message, QueuedObject object) {
        return new Hand(message, object, queues.folder().resolve(object.file()), false);
    }
}
