package io.cameldicom.hub.queue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The queues of this hub and what was given up: bean {@code destinations}. For the console, health checks and routes.
 *
 * <p>Thread-safe. Methods that ask or change the broker throw {@link IOException} when it does not answer.
 */
public final class Destinations {

    /** The queue objects go to that were given up. */
    public static final String DEAD_LETTER_QUEUE = "dicom.dead";

    /** Before a destination's name: its queue in the broker. */
    public static final String QUEUE_PREFIX = "dicom.destination.";

    /** Every destination that has a route, objects in its queue, or was paused; by name. */
    public List<DestinationStatus> list() throws IOException {
        return List.of();
    }

    /** One destination; empty if nobody knows it. */
    public Optional<DestinationStatus> find(String name) throws IOException {
        return list().stream().filter(status -> status.name().equals(name)).findFirst();
    }

    /**
     * Delivers nothing to a destination until {@link #resume}, also after a restart. What is being delivered is
     * finished; objects are queued as before.
     *
     * @throws IllegalArgumentException if this is no name of a destination
     */
    public void pause(String name) throws IOException {
        throw new IllegalArgumentException("There is no destination " + name);
    }

    /** Ends a pause and a back-off: the next try is now. */
    public void resume(String name) throws IOException {
        throw new IllegalArgumentException("There is no destination " + name);
    }

    /** How many objects were given up, for all destinations. */
    public long countDeadLetters() throws IOException {
        return 0;
    }

    /**
     * The objects given up, oldest first.
     *
     * @param destination only of this one; null for all
     * @param limit at most so many
     */
    public List<DeadLetter> deadLetters(String destination, int limit) throws IOException {
        return List.of();
    }

    /**
     * Puts an object that was given up back into its destination's queue, with all its tries and time before it.
     *
     * @return false if there is none with this id (any more)
     */
    public boolean retry(String id) throws IOException {
        return false;
    }

    /** {@link #retry(String)} for all of a destination. @return how many */
    public int retryAll(String destination) throws IOException {
        return 0;
    }

    /**
     * Deletes an object that was given up. It stays in the store, if it was filed there.
     *
     * @return false if there is none with this id (any more)
     */
    public boolean discard(String id) throws IOException {
        return false;
    }

    /** {@link #discard(String)} for all of a destination. @return how many */
    public int discardAll(String destination) throws IOException {
        return 0;
    }
}
