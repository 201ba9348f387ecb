package io.cameldicom.hub.queue;

/** The queues in the broker. */
final class QueueNames {

    static final String PREFIX = Destinations.QUEUE_PREFIX;

    /** All queues of dead letters begin with it. */
    static final String DEAD = Destinations.DEAD_LETTER_PREFIX;

    /** No destination's name has a dot, so no other queue is called so. */
    private static final String URGENT = ".urgent";

    private QueueNames() {}

    static String usual(String destination) {
        return PREFIX + destination;
    }

    /** One for each destination: among many of others a selector would find the first thousands only. */
    static String dead(String destination) {
        return DEAD + destination;
    }

    /** For objects of high priority: a queue of its own, since pages of a long queue are read in their order. */
    static String urgent(String destination) {
        return PREFIX + destination + URGENT;
    }
}
