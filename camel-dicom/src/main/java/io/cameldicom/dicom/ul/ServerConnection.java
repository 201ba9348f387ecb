package io.cameldicom.dicom.ul;

import io.cameldicom.dicom.pdu.AssociateResponse;
import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.PduException;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of an {@link AssociationServer} from its first byte to its end, on a thread of its own. */
final class ServerConnection implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(AssociationServer.class);

    private final AssociationServer server;
    private final Transport transport;
    private String admittedAe;

    ServerConnection(AssociationServer server, Transport transport) {
        this.server = server;
        this.transport = transport;
    }

    @Override
    public void run() {
        try {
            Association association = accept();
            if (association != null) {
                server.accepted.increment();
                run(association);
            }
        } catch (RuntimeException e) {
            LOG.error("{} closed: the association could not be negotiated", peer(), e);
        } finally {
            server.pending.leave(transport);
            giveUpPlace();
        }
    }

    private void giveUpPlace() {
        if (admittedAe != null) {
            server.admission.leave(admittedAe);
            admittedAe = null;
        }
    }

    private Association accept() {
        try {
            Association association = Association.accept(secured(), this::answer, server.timeouts, server.scheduler);
            if (association != null) {
                // before leaving the pending ones: a server being closed must find it in one of the two
                server.open.add(association);
                server.pending.leave(transport);
            }
            return association;
        } catch (PduException e) {
            LOG.warn("{} sent no DICOM: {}", peer(), e.getMessage());
        } catch (AssociationClosedException e) {
            // port scans and health checks of load balancers do this all day
            LOG.debug(e.getMessage());
        } catch (IOException e) {
            LOG.warn(e.getMessage());
        }
        server.failed.increment();
        return null;
    }

    private Transport secured() throws IOException {
        try {
            return server.tls == null ? transport : server.tls.server(transport);
        } catch (RuntimeException e) {
            // no usable certificate, for one
            transport.close();
            throw e;
        }
    }

    private AssociateResponse answer(AssociateRq rq, InetSocketAddress remote) {
        AssociateRj full = server.admission.enter(rq.callingAeTitle());
        AssociateResponse response = full;
        if (full == null) {
            admittedAe = rq.callingAeTitle();
            response = server.policy.answer(rq, remote);
        } else {
            server.policy.overLimit(rq, remote, full);
        }
        if (response instanceof AssociateRj rj) {
            giveUpPlace();
            server.rejected.increment();
            LOG.info(
                    "rejected the association of {} at {} to {}: {}",
                    rq.callingAeTitle(),
                    peer(),
                    rq.calledAeTitle(),
                    rj.describe());
        }
        return response;
    }

    private void run(Association association) {
        try {
            server.handler.handle(association);
        } catch (AssociationException e) {
            LOG.info(e.getMessage());
        } catch (IOException e) {
            LOG.warn("{} ({}) ended: {}", association.id(), peer(), Peers.describe(e));
        } catch (RuntimeException e) {
            LOG.error("{} ({}) ended by a fault of this side", association.id(), peer(), e);
        } finally {
            association.leave();
            server.open.remove(association);
        }
    }

    private String peer() {
        return Peers.format(transport.remoteAddress());
    }
}
