package io.cameldicom.dicom.ul;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts associations on one address. Thread-safe. */
public final class AssociationServer implements Closeable {

    /**
     * Limits of a server.
     *
     * @param maxAssociations open ones; above: rejected 2/3/2
     * @param maxAssociationsPerCallingAe open ones of one calling AE title; above: rejected 2/3/2; 0 is no limit
     * @param maxPending connections that are no association yet; above: the one that has waited longest is closed
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

    /**
     * What happened so far.
     *
     * @param open associations now
     * @param pending connections that are no association yet, now
     * @param accepted associations since the start
     * @param rejected association requests since the start
     * @param failed connections since the start that came to no request: no DICOM, closed or silent
     */
    public record Counts(int open, int pending, long accepted, long rejected, long failed) {}

    private static final Logger LOG = LoggerFactory.getLogger(AssociationServer.class);
    private static final int BACKLOG = 512;
    private static final long ACCEPT_PAUSE_MILLIS = 100;
    private static final long ADDRESS_FREE_SECONDS = 5;

    private final ServerSocketChannel listener;
    private final Executor executor;
    /** Null for plain TCP. */
    final TlsSettings tls;

    final AssociationAcceptor policy;
    final AssociationHandler handler;
    final Timeouts timeouts;
    final Scheduler scheduler;
    final Admission admission;
    final PendingConnections pending;
    final Set<Association> open = ConcurrentHashMap.newKeySet();
    final LongAdder accepted = new LongAdder();
    final LongAdder rejected = new LongAdder();
    final LongAdder failed = new LongAdder();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch acceptedAll = new CountDownLatch(1);
    private final int port;

    private AssociationServer(
            ServerSocketChannel listener,
            TlsSettings tls,
            AssociationAcceptor policy,
            AssociationHandler handler,
            Executor executor,
            Timeouts timeouts,
            Limits limits,
            Scheduler scheduler) {
        this.listener = listener;
        this.port = listener.socket().getLocalPort();
        this.tls = tls;
        this.policy = policy;
        this.handler = handler;
        this.executor = executor;
        this.timeouts = timeouts;
        this.scheduler = scheduler;
        this.admission = new Admission(limits);
        this.pending = new PendingConnections(limits.maxPending());
    }

    /**
     * Binds and starts accepting.
     *
     * @param address where to listen; port 0 takes a free one
     * @param policy decides on each request that the limits let through
     * @param handler gets each accepted association
     * @param executor runs one task for accepting and one for each connection, so it needs a thread for each of them;
     *     not shut down by this server
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
        return start(address, null, policy, handler, executor, timeouts, limits, Scheduler.shared());
    }

    /**
     * As the other one, with timers of the caller's, and over TLS.
     *
     * @param tls null for plain TCP
     */
    public static AssociationServer start(
            InetSocketAddress address,
            TlsSettings tls,
            AssociationAcceptor policy,
            AssociationHandler handler,
            Executor executor,
            Timeouts timeouts,
            Limits limits,
            Scheduler scheduler)
            throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.bind(address, BACKLOG);
            AssociationServer server =
                    new AssociationServer(listener, tls, policy, handler, executor, timeouts, limits, scheduler);
            requireClosingWorks();
            LOG.debug("{}: listening", Peers.format((InetSocketAddress) listener.getLocalAddress()));
            executor.execute(server::acceptAll);
            return server;
        } catch (IOException | RuntimeException e) {
            listener.close();
            throw e;
        }
    }

    /**
     * The JDK needs a free file descriptor to close the first channel of a process. Without one no channel of the
     * process can be closed ever after, so the first is closed before strangers may use the descriptors up.
     */
    private static void requireClosingWorks() throws IOException {
        SocketChannel.open().close();
    }

    /** The port listened on. */
    public int port() {
        return port;
    }

    /** Open associations, in no order. */
    public Collection<Association> associations() {
        return List.copyOf(open);
    }

    public Counts counts() {
        return new Counts(admission.open(), pending.size(), accepted.sum(), rejected.sum(), failed.sum());
    }

    /** From now on requests are rejected 2/3/1 (temporary congestion); open associations go on. */
    public void suspend() {
        admission.suspend(true);
    }

    public void resume() {
        admission.suspend(false);
    }

    /** Gives the address free, for good: open associations go on, connections without one are rejected 2/3/1. */
    public void stopListening() {
        suspend();
        closed.countDown();
        try {
            listener.close();
        } catch (IOException e) {
            LOG.warn("port {}: closing the listener: {}", port, Peers.describe(e));
        }
        awaitAddressFree();
    }

    /** The system keeps the address while a thread is still about to come back from accepting. */
    private void awaitAddressFree() {
        try {
            if (!acceptedAll.await(ADDRESS_FREE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("port {}: the listener is closed, but its thread goes on", port);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Rejects requests 2/3/1 (temporary congestion) while open associations end, and aborts those that have not within
     * the limit; then stops listening. The threads of aborted associations end as soon as their handlers notice; their
     * connections after ARTIM at the latest. Does nothing a second time.
     *
     * @return whether all ended by themselves
     */
    public boolean close(Duration limit) {
        suspend();
        boolean ended = false;
        try {
            ended = admission.awaitEmpty(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stopListening();
        pending.closeAll();
        open.forEach(Association::abort);
        return ended;
    }

    /** Stops listening and aborts open associations. */
    @Override
    public void close() {
        close(Duration.ZERO);
    }

    private void acceptAll() {
        try {
            acceptUntilClosed();
        } finally {
            acceptedAll.countDown();
        }
    }

    private void acceptUntilClosed() {
        boolean failedBefore = false;
        while (closed.getCount() > 0) {
            try {
                start(listener.accept());
                failedBefore = false;
            } catch (ClosedChannelException e) {
                LOG.debug("port {}: no longer listening", port);
                return;
            } catch (IOException e) {
                // such as too many open files: goes away when others close, and must not end the service
                if (!failedBefore) {
                    LOG.warn("port {}: cannot accept connections, keeps trying: {}", port, Peers.describe(e));
                }
                failedBefore = true;
                if (!pause()) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean pause() {
        try {
            return !closed.await(ACCEPT_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void start(SocketChannel channel) throws IOException, InterruptedException {
        Transport transport;
        try {
            transport = new SocketTransport(channel);
        } catch (IOException e) {
            // a peer that was gone before it could be greeted
            LOG.debug("port {}: connection lost while accepting: {}", port, Peers.describe(e));
            channel.close();
            return;
        }
        pending.enter(transport);
        try {
            executor.execute(new ServerConnection(this, transport));
        } catch (RejectedExecutionException e) {
            LOG.warn("{} closed: no thread for it: {}", Peers.format(transport.remoteAddress()), e.getMessage());
            pending.leave(transport);
            transport.close();
        }
    }
}
