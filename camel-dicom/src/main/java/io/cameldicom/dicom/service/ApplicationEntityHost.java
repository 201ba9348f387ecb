package io.cameldicom.dicom.service;

import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.AssociationServer;
import io.cameldicom.dicom.ul.Timeouts;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Executor;

/**
 * A listening address shared by application entities: each association goes to the one whose AE title was called, else to
 * the one for {@link ApplicationEntity#ANY}, else it is rejected 1/1/7. Thread-safe; application entities may come and go
 * while it listens.
 */
public final class ApplicationEntityHost implements Closeable {
    private ApplicationEntityHost() {}

    /**
     * Binds and listens; until the first application entity is added every association is rejected.
     *
     * @param address where to listen; port 0 takes a free one
     * @param executor runs a task for accepting and one for each association; not shut down here
     * @throws IOException if the address cannot be bound
     */
    public static ApplicationEntityHost start(
            InetSocketAddress address, Executor executor, Timeouts timeouts, AssociationServer.Limits limits)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    /** @throws IllegalArgumentException if one with this AE title is here already */
    public void add(ApplicationEntity entity) {
        throw new UnsupportedOperationException();
    }

    /** Takes an application entity away; its open associations go on. */
    public void remove(ApplicationEntity entity) {
        throw new UnsupportedOperationException();
    }

    public boolean isEmpty() {
        throw new UnsupportedOperationException();
    }

    /** The port listened on. */
    public int port() {
        throw new UnsupportedOperationException();
    }

    /** Open associations, in no order. */
    public Collection<Association> associations() {
        throw new UnsupportedOperationException();
    }

    /** Open associations of one application entity. */
    public Collection<Association> associations(ApplicationEntity entity) {
        throw new UnsupportedOperationException();
    }

    /** From now on associations with this application entity are rejected 2/3/1; open ones go on. */
    public void suspend(ApplicationEntity entity) {
        throw new UnsupportedOperationException();
    }

    public void resume(ApplicationEntity entity) {
        throw new UnsupportedOperationException();
    }

    /**
     * Stops listening, waits for open associations to end, and aborts those that have not by then.
     *
     * @return whether all ended by themselves
     */
    public boolean close(Duration limit) {
        throw new UnsupportedOperationException();
    }

    /** Stops listening and aborts open associations. */
    @Override
    public void close() {
        close(Duration.ZERO);
    }
}
