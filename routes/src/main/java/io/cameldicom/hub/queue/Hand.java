package io.cameldicom.hub.queue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.file.Path;

/**
 * A message taken from the queue and not yet acknowledged: as long as it is not, it is in the queue.
 *
 * @param payload where its object lies
 * @param fetched whether the payload is this delivery's alone, because the object came in the message
 */
record Hand(Message message, QueuedObject object, Path payload, boolean fetched) {

    /** The queue forgets the message; this is on disk when it returns. */
    void acknowledge() throws JMSException {
        message.acknowledge();
    }
}
