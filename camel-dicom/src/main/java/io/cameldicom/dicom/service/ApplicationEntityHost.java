package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.pdu.AssociateResponse;
import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.RejectReason;
import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.AssociationAcceptor;
import io.cameldicom.dicom.ul.AssociationServer;
import io.cameldicom.dicom.ul.Scheduler;
import io.cameldicom.dicom.ul.Timeouts;
import io.cameldicom.dicom.ul.TlsSettings;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * A listening address shared by application entities: each association goes to the one whose AE title was called, else to
 * the one for {@link ApplicationEntity#ANY}, else it is rejected 1/1/7. Thread-safe; application entities may come and go
 * while it listens.
 */
public final class ApplicationEntityHost implements Closeable {
    private final Map<String, ApplicationEntity> entities = new ConcurrentHashMap<>();
    private final Set<String> suspended = ConcurrentHashMap.newKeySet();
    private final Map<Association, Served> open = new ConcurrentHashMap<>();
    /** Who accepted the association; it is served by the thread that negotiated it, whoever has its AE title by then. */
    private final ThreadLocal<ApplicationEntity> accepting = new ThreadLocal<>();

    private final Executor executor;
    private final AssociationListener listener;
    private AssociationServer server;

    /** An open association, and who serves it until it ends. */
    private record Served(ApplicationEntity entity, DimseSession session) {}

    private ApplicationEntityHost(Executor executor, AssociationListener listener) {
        this.executor = executor;
        this.listener = listener;
    }

    /**
     * Binds and listens; until the first application entity is added every association is rejected.
     *
     * @param address where to listen; port 0 takes a free one
     * @param executor runs a task for accepting, one for each association, and one for each operation that goes on while
     *     its association is read; it must not let them wait for one another; not shut down here
     * @throws IOException if the address cannot be bound
     */
    public static ApplicationEntityHost start(
            InetSocketAddress address, Executor executor, Timeouts timeouts, AssociationServer.Limits limits)
            throws IOException {
        return start(address, null, executor, timeouts, limits, AssociationListener.NONE);
    }

    /**
     * As the other one, over TLS.
     *
     * @param tls null for plain TCP
     * @param listener told of all associations on this port, and of all requests that are rejected, whoever was called
     */
    public static ApplicationEntityHost start(
            InetSocketAddress address,
            TlsSettings tls,
            Executor executor,
            Timeouts timeouts,
            AssociationServer.Limits limits,
            AssociationListener listener)
            throws IOException {
        ApplicationEntityHost host = new ApplicationEntityHost(executor, listener);
        host.server = AssociationServer.start(
                address, tls, host.new Policy(), host::serve, executor, timeouts, limits, Scheduler.shared());
        return host;
    }

    /** @throws IllegalArgumentException if one with this AE title is here already */
    public void add(ApplicationEntity entity) {
        if (entities.putIfAbsent(entity.aeTitle(), entity) != null) {
            throw new IllegalArgumentException(
                    "port " + port() + " has an application entity with AE title " + entity.aeTitle() + " already");
        }
    }

    /** Adds an application entity, or puts it in the place of the one with its AE title; open associations go on. */
    public void put(ApplicationEntity entity) {
        entities.put(entity.aeTitle(), entity);
    }

    /** Takes the application entity with this one's AE title away; its open associations go on. */
    public void remove(ApplicationEntity entity) {
        entities.remove(entity.aeTitle());
        suspended.remove(entity.aeTitle());
    }

    /** Whether there is no application entity. */
    public boolean isEmpty() {
        return entities.isEmpty();
    }

    /** The port listened on. */
    public int port() {
        return server.port();
    }

    /** What happened on this port so far. */
    public AssociationServer.Counts counts() {
        return server.counts();
    }

    /** Open associations of all application entities, in no order. */
    public Collection<Association> associations() {
        return Set.copyOf(open.keySet());
    }

    /**
     * Open associations that this application entity serves, in no order. Of those it serves {@linkplain
     * ApplicationEntity#joined jointly} with others, the ones that negotiated a SOP class of its services.
     */
    public Collection<Association> associations(ApplicationEntity entity) {
        return open.entrySet().stream()
                .filter(entry -> entry.getValue().entity().serves(entry.getKey(), entity))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Aborts those of the associations that are between two requests, and owe no answer. */
    public void abortIdle(Collection<Association> associations) {
        for (Association association : associations) {
            Served served = open.get(association);
            if (served != null && served.session().isIdle()) {
                association.abort();
            }
        }
    }

    /** From now on associations with this AE title are rejected 2/3/1; open ones go on. */
    public void suspend(ApplicationEntity entity) {
        suspended.add(entity.aeTitle());
    }

    /** Ends a suspension. */
    public void resume(ApplicationEntity entity) {
        suspended.remove(entity.aeTitle());
    }

    /** From now on all associations are rejected 2/3/1; open ones go on. For a shutdown that begins. */
    public void suspend() {
        server.suspend();
    }

    /** Ends a suspension of all. */
    public void resume() {
        server.resume();
    }

    /** Gives the address free, for good; open associations go on. */
    public void stopListening() {
        server.stopListening();
    }

    /**
     * Rejects associations 2/3/1 while open ones end, and aborts those that have not by then; then stops listening.
     *
     * @return whether all ended by themselves
     */
    public boolean close(Duration limit) {
        return server.close(limit);
    }

    /** Stops listening and aborts open associations. */
    @Override
    public void close() {
        close(Duration.ZERO);
    }

    private final class Policy implements AssociationAcceptor {
        @Override
        public AssociateResponse answer(AssociateRq rq, InetSocketAddress remote) {
            ApplicationEntity entity = entityCalled(rq.calledAeTitle());
            AssociateResponse response = entity == null
                    ? AssociateRj.permanent(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED)
                    : answerFor(entity, rq, remote);
            if (response instanceof AssociateRj rejection) {
                rejected(entity, rq, remote, rejection);
            } else {
                accepting.set(entity);
            }
            return response;
        }

        @Override
        public void overLimit(AssociateRq rq, InetSocketAddress remote, AssociateRj rejection) {
            rejected(entityCalled(rq.calledAeTitle()), rq, remote, rejection);
        }

        private AssociateResponse answerFor(ApplicationEntity entity, AssociateRq rq, InetSocketAddress remote) {
            return suspended.contains(entity.aeTitle())
                    ? AssociateRj.transientlyFor(RejectReason.TEMPORARY_CONGESTION)
                    : entity.answer(rq, remote);
        }

        private void rejected(
                ApplicationEntity entity, AssociateRq rq, InetSocketAddress remote, AssociateRj rejection) {
            listener.rejected(rq, remote, rejection);
            if (entity != null) {
                entity.listener().rejected(rq, remote, rejection);
            }
        }
    }

    private void serve(Association association) throws IOException {
        ApplicationEntity entity = accepting.get();
        accepting.remove();
        Executor later = entity.executor() != null ? entity.executor() : executor;
        DimseSession session = new DimseSession(association, entity, later, entity.maxDataSetLength());
        open.put(association, new Served(entity, session));
        listener.opened(association);
        entity.listener().opened(association);
        try {
            session.serve();
        } finally {
            open.remove(association);
            entity.listener().closed(association, session.failure());
            listener.closed(association, session.failure());
        }
    }

    private ApplicationEntity entityCalled(String aeTitle) {
        ApplicationEntity entity = entities.get(aeTitle);
        return entity != null ? entity : entities.get(ApplicationEntity.ANY);
    }
}
