package io.cameldicom.print.scp;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.service.NormalizedScu;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the N-EVENT-REPORTs of an association one after the other, on another thread than its reader. An association
 * that has ended is told nothing: it is not opened again for that (PS3.4 H.2). Thread-safe.
 */
final class EventSender {

    private static final Logger LOG = LoggerFactory.getLogger(EventSender.class);
    /** A peer that does not answer is given up with the rest of its events. */
    private static final int MOST_WAITING = 1_000;

    private record Event(String sopClassUid, String sopInstanceUid, int type, Attributes information) {}

    private final DimseSession session;
    private final Duration timeout;
    private final Queue<Event> waiting = new ArrayDeque<>();
    private boolean sending;

    EventSender(DimseSession session, Duration timeout) {
        this.session = session;
        this.timeout = timeout;
    }

    /** Returns at once. */
    void send(String sopClassUid, String sopInstanceUid, int type, Attributes information) {
        synchronized (waiting) {
            if (waiting.size() >= MOST_WAITING || !session.isOpen()) {
                return;
            }
            waiting.add(new Event(sopClassUid, sopInstanceUid, type, information));
            if (sending) {
                return;
            }
            sending = true;
        }
        try {
            session.execute(this::sendAll);
        } catch (RejectedExecutionException e) {
            giveUp(e);
        }
    }

    private void sendAll() {
        try {
            for (Event event = next(); event != null; event = next()) {
                new NormalizedScu(session, timeout)
                        .eventReport(event.sopClassUid, event.sopInstanceUid, event.type, event.information);
            }
        } catch (IOException | RuntimeException e) {
            giveUp(e);
        }
    }

    private Event next() {
        synchronized (waiting) {
            Event event = waiting.poll();
            sending = event != null;
            return event;
        }
    }

    private void giveUp(Exception e) {
        synchronized (waiting) {
            waiting.clear();
            sending = false;
        }
        LOG.debug("{}: an event report was not taken", session.association().id(), e);
    }
}
