package io.cameldicom.hub.queue;

import java.io.IOException;

/** Takes messages from one destination's queue, urgent ones first. For one thread. */
interface QueueReader extends AutoCloseable {

    /**
     * The next message; null if none came in this time.
     *
     * @throws IOException if the broker does not answer, or the message's object cannot be brought to disk
     */
    Hand next(long timeoutMillis) throws IOException, InterruptedException;

    /** What was taken and not acknowledged is in the queue again. */
    @Override
    void close();
}
