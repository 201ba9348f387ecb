package io.cameldicom.print.scp;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** How a printer is: Printer Status (2110,0010) and Printer Status Info (2110,0020), PS3.3 C.13.9. Thread-safe. */
public final class PrinterState {

    /** Printer Status (2110,0010); the order is that of event types 1 to 3 (PS3.4 H.4.6.2.1). */
    public enum Status {
        NORMAL,
        WARNING,
        FAILURE
    }

    /** What it is at a moment. */
    record Value(Status status, String info) {}

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Value value = new Value(Status.NORMAL, "NORMAL");

    public Status status() {
        return value.status();
    }

    public String info() {
        return value.info();
    }

    /**
     * Says how the printer is from now on.
     *
     * @param info a term of PS3.3 C.13.9.1 such as {@code SUPPLY LOW} or {@code CHECK PRINTER}, at most 16 characters;
     *     {@code NORMAL} with NORMAL
     * @throws IllegalArgumentException if it is longer
     */
    public void set(Status status, String info) {
        if (info.length() > 16) {
            throw new IllegalArgumentException("Printer Status Info (2110,0020) has at most 16 characters");
        }
        value = new Value(Objects.requireNonNull(status, "status"), info);
        listeners.forEach(Runnable::run);
    }

    Value value() {
        return value;
    }

    /** @param listener called after each {@link #set} by its thread; must not block */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }
}
