package io.cameldicom.hub.audit;

import java.net.URI;
import javax.net.ssl.SSLContext;
import org.openehealth.ipf.commons.audit.AuditMetadataProvider;
import org.openehealth.ipf.commons.audit.DefaultAuditContext;
import org.openehealth.ipf.commons.audit.DefaultAuditMetadataProvider;
import org.openehealth.ipf.commons.audit.protocol.AuditTransmissionProtocol;
import org.openehealth.ipf.commons.audit.protocol.TLSSyslogSenderImpl;
import org.openehealth.ipf.commons.audit.protocol.TLSSyslogSenderImpl.SocketTestPolicy;
import org.openehealth.ipf.commons.audit.protocol.UDPSyslogSenderImpl;

/** Where audit messages go: {@code udp://host:514} (RFC 5426) or {@code tls://host:6514} (RFC 5425). Not thread-safe. */
final class AuditRepository implements AutoCloseable {

    private static final int UDP_PORT = 514;
    private static final int TLS_PORT = 6514;

    private final DefaultAuditContext context = new DefaultAuditContext();
    private final AuditTransmissionProtocol protocol;
    private final String application;

    /** @param tls null for UDP */
    AuditRepository(URI address, SSLContext tls, String application) {
        this.application = application;
        boolean secure = isTls(address);
        protocol = secure
                ? new TLSSyslogSenderImpl(
                        new RepositorySockets(tls, address.getHost()), SocketTestPolicy.TEST_BEFORE_WRITE)
                : new UDPSyslogSenderImpl();
        context.setAuditRepositoryHost(address.getHost());
        context.setAuditRepositoryPort(address.getPort() < 0 ? secure ? TLS_PORT : UDP_PORT : address.getPort());
    }

    /** @throws IllegalArgumentException if it is no address of a repository */
    static URI address(String text) {
        URI address = URI.create(text);
        if (address.getHost() == null || !(isTls(address) || "udp".equals(address.getScheme()))) {
            throw new IllegalArgumentException("expected udp://host:514 or tls://host:6514");
        }
        return address;
    }

    static boolean isTls(URI address) {
        return "tls".equals(address.getScheme());
    }

    void send(String message) throws Exception {
        AuditMetadataProvider metadata = new DefaultAuditMetadataProvider();
        metadata.setSendingApplication(application);
        protocol.send(context, metadata, message);
    }

    @Override
    public void close() {
        protocol.shutdown();
    }
}
