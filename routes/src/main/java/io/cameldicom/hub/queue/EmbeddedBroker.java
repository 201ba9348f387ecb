package io.cameldicom.hub.queue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.TransportConstants;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Apache Artemis within the hub: a journal written with java.nio, no network. Many messages cost disk and little memory:
 * beyond {@value #IN_MEMORY} in a queue they are read from pages as they are wanted.
 */
final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private static final AtomicInteger SERVER_IDS = new AtomicInteger(7000);

    /** Messages of a queue kept in memory, at about 2 KB each. */
    private static final int IN_MEMORY = 5_000;

    private static final int MIB = 1024 * 1024;

    /** Acknowledgements of several workers share a sync with each other and with what is queued; short against a sync. */
    private static final int GATHER_NANOS = 200_000;

    private final BrokerSettings settings;
    private final int serverId = SERVER_IDS.incrementAndGet();
    private ActiveMQServer server;
    private boolean closed;

    private EmbeddedBroker(BrokerSettings settings) {
        this.settings = settings;
    }

    static EmbeddedBroker start(BrokerSettings settings) throws IOException {
        EmbeddedBroker broker = new EmbeddedBroker(settings);
        broker.ensureRunning();
        return broker;
    }

    /**
     * Starts the broker again when it has stopped, which it does when it cannot write its journal, as on a full disk: what
     * it had committed is there when there is space again.
     *
     * @throws IOException if it cannot be started
     */
    synchronized void ensureRunning() throws IOException {
        if (closed) {
            throw new IOException("The broker is stopped");
        }
        if (server != null && server.isStarted()) {
            return;
        }
        ActiveMQServer next = null;
        try {
            next = new ActiveMQServerImpl(configuration(settings, serverId));
            activate(next);
            if (server != null) {
                LOG.warn("The broker had stopped and was started again");
            }
            server = next;
        } catch (Exception e) {
            stop(next);
            throw new IOException("The broker in " + settings.folder() + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** A broker that cannot read or write its journal says so to its listeners, and to nobody else. */
    private static void activate(ActiveMQServer server) throws Exception {
        AtomicReference<Exception> failure = new AtomicReference<>();
        server.registerActivationFailureListener(failure::set);
        server.start();
        long giveUp = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!server.waitForActivation(100, TimeUnit.MILLISECONDS)) {
            if (failure.get() != null) {
                throw failure.get();
            }
            if (System.nanoTime() - giveUp > 0) {
                throw new IOException("it did not start within a minute");
            }
        }
    }

    private static void stop(ActiveMQServer server) {
        try {
            if (server != null) {
                server.stop();
            }
        } catch (Exception e) {
            LOG.warn("The broker did not stop in order: {}", e.toString());
        }
    }

    private static Configuration configuration(BrokerSettings settings, int serverId) throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setName("hub-" + serverId)
                .setBindingsDirectory(settings.folder().resolve("bindings").toString())
                .setJournalDirectory(settings.folder().resolve("journal").toString())
                .setPagingDirectory(settings.folder().resolve("paging").toString())
                .setLargeMessagesDirectory(settings.folder().resolve("large").toString())
                .setPersistenceEnabled(true)
                .setSecurityEnabled(false) // nobody but this process can connect
                .setJMXManagementEnabled(false)
                .setAcceptorConfigurations(Set.of(new TransportConfiguration(
                        InVMAcceptorFactory.class.getName(),
                        Map.of(TransportConstants.SERVER_ID_PROP_NAME, serverId))));
        journal(configuration, settings.sync());
        // The disk is watched by the hub, which refuses objects; a broker that blocks would leave their senders
        // hanging.
        configuration.setMaxDiskUsage(-1).setGlobalMaxSize(64L * MIB);
        // A process that is out of breath is no reason to end it.
        configuration.setCriticalAnalyzer(false);
        configuration.setAddressSettings(Map.of("#", addresses()));
        return configuration;
    }

    private static void journal(Configuration configuration, boolean sync) {
        configuration
                .setJournalType(JournalType.NIO)
                .setJournalFileSize(10 * MIB)
                .setJournalMinFiles(2)
                .setJournalPoolFiles(4)
                .setJournalSyncTransactional(sync)
                .setJournalSyncNonTransactional(sync)
                .setJournalDatasync(sync)
                .setJournalBufferTimeout_NIO(GATHER_NANOS)
                .setPageSyncTimeout(1);
    }

    private static AddressSettings addresses() {
        return new AddressSettings()
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setMaxSizeMessages(IN_MEMORY)
                .setMaxSizeBytes(16L * MIB)
                .setPageSizeBytes(MIB)
                .setMaxReadPageMessages(IN_MEMORY / 2)
                .setMaxReadPageBytes(4 * MIB)
                .setMaxDeliveryAttempts(-1) // giving up is the hub's decision
                .setRedeliveryDelay(0)
                .setAutoCreateQueues(true)
                .setAutoCreateAddresses(true)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false);
    }

    /**
     * The broker, started again if it had stopped.
     *
     * @throws IOException if it cannot be started
     */
    synchronized ActiveMQServer running() throws IOException {
        ensureRunning();
        return server;
    }

    int serverId() {
        return serverId;
    }

    /** Gives every message of these queues that begins with the prefix, also those that wait for their time. */
    void forEachMessage(String queuePrefix, Consumer<Message> action) throws IOException {
        for (Queue queue : queues(queuePrefix)) {
            queue.getScheduledMessages().forEach(reference -> action.accept(reference.getMessage()));
            try (LinkedListIterator<MessageReference> messages = queue.browserIterator()) {
                while (messages.hasNext()) {
                    action.accept(messages.next().getMessage());
                }
            } catch (RuntimeException e) {
                throw new IOException("The queue " + queue.getName() + " cannot be read: " + e.getMessage(), e);
            }
        }
    }

    private List<Queue> queues(String prefix) {
        SimpleString start = SimpleString.of(prefix);
        return server.getPostOffice()
                .getAllBindings()
                .map(binding -> binding.getBindable() instanceof Queue queue ? queue : null)
                .filter(queue -> queue != null && queue.getName().startsWith(start))
                .toList();
    }

    @Override
    public synchronized void close() {
        closed = true;
        stop(server);
    }
}
