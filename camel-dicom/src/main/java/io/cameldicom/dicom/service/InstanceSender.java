package io.cameldicom.dicom.service;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Sends objects over one association, as many at a time as its operations window allows (PS3.7 D.3.3.3), and tells what
 * became of each in the order they were sent.
 */
final class InstanceSender {
    private final StorageScu scu;
    private final MoveOriginator originator;

    /** Told what became of each object; exactly one call for each that was tried. */
    interface Listener {
        /** Whether no more objects are to be sent. */
        boolean isStopped();

        void stored(OutgoingInstance instance, StoreOutcome outcome) throws IOException;

        void failed(OutgoingInstance instance, IOException cause) throws IOException;
    }

    /** An object whose answer is waited for. */
    private record Sent(OutgoingInstance instance, PendingStore store) {}

    /** @param originator null if the objects are not sent for a C-MOVE */
    InstanceSender(StorageScu scu, MoveOriginator originator) {
        this.scu = scu;
        this.originator = originator;
    }

    /**
     * Sends until nothing is left, the listener stops it, or the association is lost, which is the failure of the objects
     * then sent.
     *
     * @param left those tried are removed
     * @throws IOException of the listener
     */
    void send(Deque<OutgoingInstance> left, Listener listener) throws IOException {
        int window = scu.session().maxInvoked();
        Deque<Sent> sent = new ArrayDeque<>();
        while (!sent.isEmpty() || hasNext(left, listener)) {
            if (sent.size() < window && hasNext(left, listener)) {
                begin(left.remove(), window, sent, listener);
            } else {
                finish(sent.remove(), listener);
            }
        }
    }

    private boolean hasNext(Deque<OutgoingInstance> left, Listener listener) {
        return !left.isEmpty() && scu.session().isOpen() && !listener.isStopped();
    }

    private void begin(OutgoingInstance instance, int window, Deque<Sent> sent, Listener listener) throws IOException {
        StoreOutcome outcome;
        try {
            if (window > 1) {
                sent.add(new Sent(instance, scu.begin(instance, originator)));
                return;
            }
            outcome = scu.store(instance, originator);
        } catch (IOException e) {
            listener.failed(instance, e);
            return;
        }
        listener.stored(instance, outcome);
    }

    private static void finish(Sent sent, Listener listener) throws IOException {
        StoreOutcome outcome;
        try {
            outcome = sent.store.await();
        } catch (IOException e) {
            listener.failed(sent.instance, e);
            return;
        }
        listener.stored(sent.instance, outcome);
    }
}
