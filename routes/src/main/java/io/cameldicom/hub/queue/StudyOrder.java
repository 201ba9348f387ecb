package io.cameldicom.hub.queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Keeps the objects of a study in their order: while one waits for another try, those after it wait too, taken from the
 * queue but not acknowledged. For one thread.
 */
final class StudyOrder {

    /** Objects that may wait here; beyond that the worker takes no more until the first may be tried again. */
    private static final int LIMIT = 1_000;

    private static final class Study {
        final Deque<Hand> waiting = new ArrayDeque<>();
        int tries;
        long due; // of System.nanoTime
    }

    private final Map<String, Study> studies = new HashMap<>();
    private int count;

    private static String key(Hand hand) {
        String study = hand.object().labels().studyInstanceUid();
        return study == null ? hand.object().id() : study;
    }

    /** Whether the object has to wait for one before it; then it does so here. */
    boolean holdBack(Hand hand) {
        Study study = studies.get(key(hand));
        if (study == null) {
            return false;
        }
        study.waiting.addLast(hand);
        count++;
        return true;
    }

    /** The object failed: it and its study wait. */
    void retryLater(Hand hand, int tries, Duration delay) {
        Study study = studies.computeIfAbsent(key(hand), key -> new Study());
        study.tries = tries;
        study.due = System.nanoTime() + delay.toNanos();
        study.waiting.addFirst(hand);
        count++;
    }

    /** How often the object was tried while it waited here. */
    int tries(Hand hand) {
        Study study = studies.get(key(hand));
        return study == null ? 0 : study.tries;
    }

    /** The next object whose study may go on; null if there is none. */
    Hand due() {
        long now = System.nanoTime();
        for (Study study : studies.values()) {
            if (study.due - now <= 0 && !study.waiting.isEmpty()) {
                count--;
                return study.waiting.removeFirst();
            }
        }
        return null;
    }

    /** The object is through, one way or another: the next of its study is no longer held up by it. */
    void done(Hand hand) {
        Study study = studies.get(key(hand));
        if (study != null) {
            study.tries = 0;
            if (study.waiting.isEmpty()) {
                studies.remove(key(hand));
            }
        }
    }

    boolean isFull() {
        return count >= LIMIT;
    }

    boolean isEmpty() {
        return studies.isEmpty();
    }

    /** Lets go of all; they are in the queue still. */
    void forEach(java.util.function.Consumer<Hand> action) {
        for (Iterator<Study> each = studies.values().iterator(); each.hasNext(); ) {
            each.next().waiting.forEach(action);
        }
    }
}
