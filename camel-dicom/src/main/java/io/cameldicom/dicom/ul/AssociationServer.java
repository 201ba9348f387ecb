package io.cameldicom.dicom.ul;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Executor;

/** Accepts associations on one address. Thread-safe. */
public final class AssociationServer implements Closeable {

    /**
     * Limits of a server.
     *
     * @param maxAssociations open ones; above: rejected 2/3/2
     * @param maxAssociationsPerCallingAe open ones of one calling AE title; above: rejected 2/3/2; 0 is no limit
     * @param maxPending connections that have not sent their A-ASSOCIATE-RQ yet
     */
    public record Limits(int maxAssociations, int maxAssociationsPerCallingAe, int maxPending) {

        public static final Limits DEFAULT = new Limits(100, 0, 256);

        public Limits {
            if (maxAssociations < 1 || maxAssociationsPerCallingAe < 0 || maxPending < 1) {
                throw new IllegalArgumentException("maxAssociations=" + maxAssociations
                        + ", maxAssociationsPerCallingAe=" + maxAssociationsPerCallingAe + ", maxPending=" + maxPending
                        + ": must be at least 1, 0 and 1");
            }
        }
    }

    private AssociationServer() {}

    /**
     * Binds and starts accepting.
     *
     * @param address where to listen; port 0 takes a free one
     * @param policy decides on each request that the limits let through
     * @param handler gets each accepted association
     * @param executor runs one task for accepting and one for each connection; not shut down by this server
     * @throws IOException if the address cannot be bound
     */
    public static AssociationServer start(
            InetSocketAddress address,
            AssociationAcceptor policy,
            AssociationHandler handler,
            Executor executor,
            Timeouts timeouts,
            Limits limits)
            throws IOException {
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

    /** From now on requests are rejected 2/3/1 (temporary congestion); open associations go on. */
    public void suspend() {
        throw new UnsupportedOperationException();
    }

    public void resume() {
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
