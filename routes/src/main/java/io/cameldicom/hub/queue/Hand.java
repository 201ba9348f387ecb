package io.cameldicom.hub.queue;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A message taken from the queue and not yet acknowledged: as long as it is not, it is in the queue.
 *
 * @param acknowledgement makes the queue forget the message
 * @param payload where its object lies
 * @param fetched whether the payload is this delivery's alone, because the object came in the message
 */
record Hand(Acknowledgement acknowledgement, QueuedObject object, Path payload, boolean fetched) {

    /** How the queue is told. */
    @FunctionalInterface
    interface Acknowledgement {
        void send() throws IOException;
    }

    /** The queue forgets the message; this is on disk when it returns. */
    void acknowledge() throws IOException {
        acknowledgement.send();
    }
}
