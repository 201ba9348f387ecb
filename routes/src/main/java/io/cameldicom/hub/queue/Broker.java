package io.cameldicom.hub.queue;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.util.Map;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.jms.ActiveMQJMSClient;
import org.apache.activemq.artemis.api.jms.JMSFactoryType;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.TransportConstants;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.springframework.jms.connection.CachingConnectionFactory;

/** The broker of the queues: within the hub, or another process. Thread-safe. */
public final class Broker implements AutoCloseable {

    /** A broker within the process that does not answer has stopped: no use in waiting as for a network. */
    private static final long EMBEDDED_CALL_MILLIS = 10_000;

    private final BrokerSettings settings;
    private final EmbeddedBroker embedded;
    private final ActiveMQConnectionFactory factory;
    private final CachingConnectionFactory forRoutes;

    private Broker(BrokerSettings settings, EmbeddedBroker embedded) throws JMSException {
        this.settings = settings;
        this.embedded = embedded;
        this.factory = newFactory();
        factory.setBlockOnAcknowledge(true);
        factory.setConsumerWindowSize(0);
        this.forRoutes = new CachingConnectionFactory(newFactory());
        forRoutes.setReconnectOnException(true);
    }

    /**
     * Starts the broker within the hub; an external one is called when it is needed.
     *
     * @throws IOException if the broker cannot be started, or the URL cannot be used
     */
    public static Broker open(BrokerSettings settings) throws IOException {
        EmbeddedBroker embedded = settings.isExternal() ? null : EmbeddedBroker.start(settings);
        try {
            return new Broker(settings, embedded);
        } catch (JMSException | RuntimeException e) {
            if (embedded != null) {
                embedded.close();
            }
            throw new IOException("hub.broker.url=" + settings.url() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private ActiveMQConnectionFactory newFactory() throws JMSException {
        ActiveMQConnectionFactory made = settings.isExternal()
                ? new ActiveMQConnectionFactory(settings.url())
                : ActiveMQJMSClient.createConnectionFactoryWithoutHA(
                        JMSFactoryType.CF,
                        new TransportConfiguration(
                                InVMConnectorFactory.class.getName(),
                                Map.of(TransportConstants.SERVER_ID_PROP_NAME, embedded.serverId())));
        if (embedded != null) {
            made.setCallTimeout(EMBEDDED_CALL_MILLIS);
        }
        if (settings.isExternal() && !settings.user().isEmpty()) {
            made.setUser(settings.user());
            made.setPassword(settings.password());
        }
        return made;
    }

    /**
     * For the queues of destinations: what is acknowledged is acknowledged, and no consumer hoards messages.
     *
     * @throws JMSException if the broker does not answer, or cannot be started again
     */
    Connection connect() throws JMSException {
        if (embedded != null) {
            try {
                embedded.ensureRunning();
            } catch (IOException e) {
                JMSException failure = new JMSException(e.getMessage());
                failure.initCause(e);
                throw failure;
            }
        }
        return factory.createConnection();
    }

    /** For {@code jms:} endpoints of routes: connections and sessions are reused. */
    public ConnectionFactory forRoutes() {
        return forRoutes;
    }

    /** The broker within the hub; null if it is another process. */
    EmbeddedBroker embedded() {
        return embedded;
    }

    @Override
    public void close() {
        forRoutes.destroy();
        factory.close();
        if (embedded != null) {
            embedded.close();
        }
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
