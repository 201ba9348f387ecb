package io.cameldicom.hub.queue;

import java.time.Instant;
import org.apache.activemq.artemis.api.core.Message;

/**
 * What a message says of its object: where it lies and what it is, no patient's identity. Immutable.
 *
 * @param id names the object in its destination's queue; stays the same over tries
 * @param destination for which it is
 * @param node the hub in whose queue folder the file lies; null if the folder is shared, or the object in the message
 * @param file relative to the queue folder; null if the object is in the message
 * @param bytes size as a Part 10 file
 * @param tries that failed so far
 * @param queuedAt when it was queued first
 * @param labels what it is and where it came from
 * @param diedAt when it was given up, null if it was not
 * @param reason why it was given up, or why the last try failed; null if none did
 */
record QueuedObject(
        String id,
        String destination,
        String node,
        String file,
        long bytes,
        int tries,
        Instant queuedAt,
        ObjectLabels labels,
        Instant diedAt,
        String reason) {

    static final String ID = "dicomId";
    static final String DESTINATION = "dicomDestination";
    static final String NODE = "dicomNode";
    static final String FILE = "dicomFile";
    private static final String BYTES = "dicomBytes";
    private static final String TRIES = "dicomTries";
    private static final String QUEUED_AT = "dicomQueuedAt";
    private static final String DIED_AT = "dicomDiedAt";
    private static final String REASON = "dicomReason";

    static QueuedObject from(Message message) {
        return new QueuedObject(
                message.getStringProperty(ID),
                message.getStringProperty(DESTINATION),
                message.getStringProperty(NODE),
                message.getStringProperty(FILE),
                message.getLongProperty(BYTES),
                message.getIntProperty(TRIES),
                Instant.ofEpochMilli(message.getLongProperty(QUEUED_AT)),
                ObjectLabels.from(message),
                message.containsProperty(DIED_AT) ? Instant.ofEpochMilli(message.getLongProperty(DIED_AT)) : null,
                message.getStringProperty(REASON));
    }

    void writeTo(Message message) {
        message.putStringProperty(ID, id);
        message.putStringProperty(DESTINATION, destination);
        set(message, NODE, node);
        set(message, FILE, file);
        message.putLongProperty(BYTES, bytes);
        message.putIntProperty(TRIES, tries);
        message.putLongProperty(QUEUED_AT, queuedAt.toEpochMilli());
        labels.writeTo(message);
        if (diedAt != null) {
            message.putLongProperty(DIED_AT, diedAt.toEpochMilli());
        }
        set(message, REASON, reason);
    }

    private static void set(Message message, String name, String value) {
        if (value != null) {
            message.putStringProperty(name, value);
        }
    }

    boolean isInline() {
        return file == null;
    }

    /** After one more try that failed, in another file. */
    QueuedObject failed(String newFile, String why) {
        return new QueuedObject(id, destination, node, newFile, bytes, tries + 1, queuedAt, labels, null, why);
    }

    /** Given up now, in another file. */
    QueuedObject dead(String newFile, int allTries, String why) {
        return new QueuedObject(id, destination, node, newFile, bytes, allTries, queuedAt, labels, Instant.now(), why);
    }

    /** As if it were queued now, in another file. */
    QueuedObject revived(String newFile) {
        return new QueuedObject(id, destination, node, newFile, bytes, 0, Instant.now(), labels, null, null);
    }

    DeadLetter asDeadLetter() {
        return new DeadLetter(
                id,
                destination,
                labels.sopInstanceUid(),
                labels.sopClassUid(),
                labels.studyInstanceUid(),
                labels.callingAeTitle(),
                bytes,
                tries,
                queuedAt,
                diedAt,
                reason);
    }
}
