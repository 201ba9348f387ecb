package io.cameldicom.dicom.ul;

import java.util.concurrent.atomic.AtomicReference;

/** The state of one association. Thread-safe without locks, so that a reader, a writer and an abort may meet. */
final class StateMachine {

    private final AtomicReference<UlState> state = new AtomicReference<>(UlState.STA1);

    UlState state() {
        return state.get();
    }

    /** Whether the event could happen now. */
    boolean allows(UlEvent event) {
        return TransitionTable.action(event, state.get()) != null;
    }

    /** Takes the transition of an event whose action has one next state. */
    UlAction apply(UlEvent event) {
        return apply(event, true);
    }

    /**
     * Takes the transition.
     *
     * @param first see {@link UlAction#next(boolean)}
     * @return what is to be done; null if the event cannot happen in the present state, which then stays
     */
    UlAction apply(UlEvent event, boolean first) {
        while (true) {
            UlState from = state.get();
            UlAction action = TransitionTable.action(event, from);
            if (action == null) {
                return null;
            }
            UlState to = action.next(first);
            if (from == to || state.compareAndSet(from, to)) {
                return action;
            }
        }
    }
}
