package io.cameldicom.dicom.service;

import io.cameldicom.dicom.ul.AssociationServer;
import io.cameldicom.dicom.ul.Timeouts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Both sides in one process over real sockets: a host on a free loopback port, and requestors that call it. */
public final class Loopback implements BeforeEachCallback, AfterEachCallback {
    public static final Duration TIMEOUT = Duration.ofSeconds(20);

    private ExecutorService executor;
    private ApplicationEntityHost host;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        executor = Executors.newCachedThreadPool();
        host = ApplicationEntityHost.start(
                new InetSocketAddress("127.0.0.1", 0), executor, Timeouts.DEFAULT, AssociationServer.Limits.DEFAULT);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        host.close();
        executor.shutdownNow();
    }

    public ExecutorService executor() {
        return executor;
    }

    public ApplicationEntityHost host() {
        return host;
    }

    /** Calls {@code HUB} as {@code CT1}. */
    public AssociationRequestor requestor() {
        return requestorTo("HUB").callingAeTitle("CT1").build();
    }

    public AssociationRequestor.Builder requestorTo(String calledAeTitle) {
        return AssociationRequestor.to(calledAeTitle, "127.0.0.1", host.port(), executor);
    }
}
