package io.cameldicom.hub.queue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** An Artemis broker in a JVM of its own, with a network port and what the guide says a broker needs. */
public final class BrokerProcess implements AutoCloseable {

    private static final String READY = "ready";

    private final Path folder;
    private final int port;
    private final int maxDeliveryAttempts;
    private Process process;

    public BrokerProcess(Path folder, int port) throws IOException {
        this(folder, port, -1);
    }

    /** @param maxDeliveryAttempts after which the broker drops a message; -1 never */
    BrokerProcess(Path folder, int port, int maxDeliveryAttempts) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.port = port;
        this.maxDeliveryAttempts = maxDeliveryAttempts;
        start();
    }

    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    public void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        BrokerProcess.class.getName(),
                        folder.toString(),
                        Integer.toString(port),
                        Integer.toString(maxDeliveryAttempts))
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("err").toFile()))
                .start();
        BufferedReader out = process.inputReader();
        String line = out.readLine();
        while (line != null && !line.equals(READY)) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the broker did not start, see " + folder.resolve("err"));
        }
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    /** Arguments: folder, port, delivery attempts. */
    public static void main(String[] arguments) throws Exception {
        String folder = arguments[0];
        Configuration configuration = new ConfigurationImpl()
                .setBindingsDirectory(folder + "/bindings")
                .setJournalDirectory(folder + "/journal")
                .setPagingDirectory(folder + "/paging")
                .setLargeMessagesDirectory(folder + "/large")
                .setJournalType(JournalType.NIO)
                .setSecurityEnabled(false)
                .setAcceptorConfigurations(Set.of(new TransportConfiguration(
                        NettyAcceptorFactory.class.getName(),
                        Map.of(
                                TransportConstants.HOST_PROP_NAME,
                                "127.0.0.1",
                                TransportConstants.PORT_PROP_NAME,
                                arguments[1]))));
        configuration.addAddressSetting(
                "dicom.#", new AddressSettings().setMaxDeliveryAttempts(Integer.parseInt(arguments[2])));
        ActiveMQServer server = new ActiveMQServerImpl(configuration);
        server.start();
        System.out.println(READY);
    }
}
