package io.cameldicom.it.peer;

import io.cameldicom.it.wire.Part10File;
import java.util.Optional;

/** A server that keeps the objects it receives, where a test can look at them. */
public abstract class StoragePeer extends Peer {
    private final String aeTitle;

    protected StoragePeer(String name, String aeTitle, int port) {
        super(name, port);
        this.aeTitle = aeTitle;
    }

    public final String aeTitle() {
        return aeTitle;
    }

    /** The object as the peer has it now. */
    public abstract Optional<Part10File> find(String sopInstanceUid) throws Exception;

    /** Takes the object out of the peer, so that the next one with this UID is surely another. */
    public abstract Part10File take(String sopInstanceUid) throws Exception;

    /** How many objects the peer has. */
    public abstract int count() throws Exception;
}
