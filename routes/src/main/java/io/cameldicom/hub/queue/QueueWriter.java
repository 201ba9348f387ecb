package io.cameldicom.hub.queue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** Puts messages into queues. Thread-safe. */
interface QueueWriter extends AutoCloseable {

    /** JMS' own; objects of high priority have a queue of their own instead. */
    int DEFAULT_PRIORITY = 4;

    /** The bytes of an object that is in its message. */
    @FunctionalInterface
    interface Payload {
        InputStream open() throws IOException;
    }

    /**
     * A message to be.
     *
     * @param queue where to
     * @param folder of its file, to be synced before; null if there is nothing to sync
     * @param payload null if the object is in a file
     * @param group objects with the same one are delivered in their order; null for none
     * @param delayMillis before it can be delivered
     */
    record Entry(String queue, QueuedObject object, Path folder, Payload payload, String group, long delayMillis) {}

    /**
     * Puts messages into their queues, all or none; they are safe when this returns.
     *
     * @throws NotQueuedException if they are not there
     * @throws IOException if it is not known whether they are
     */
    void put(List<Entry> entries) throws IOException;

    @Override
    void close();
}
