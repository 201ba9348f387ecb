package io.cameldicom.it.engine;

import io.cameldicom.dicom.service.ApplicationEntity;
import io.cameldicom.dicom.service.ApplicationEntityHost;
import io.cameldicom.dicom.service.AssociationRequestor;
import io.cameldicom.dicom.service.StorageScp;
import io.cameldicom.dicom.service.StoreRequest;
import io.cameldicom.dicom.service.StoreResult;
import io.cameldicom.dicom.ul.AssociationServer;
import io.cameldicom.dicom.ul.Timeouts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Our engine in this process: listens from the beginning, and opens associations. {@code ENGINE} stores. */
final class EngineHost implements AfterAllCallback, AfterEachCallback {
    static final String AE_TITLE = "ENGINE";
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<String> stored = Collections.synchronizedList(new ArrayList<>());
    private final List<ApplicationEntity> entities = new ArrayList<>();
    private final ApplicationEntityHost host;

    EngineHost() {
        try {
            host = ApplicationEntityHost.start(
                    new InetSocketAddress("127.0.0.1", 0),
                    executor,
                    Timeouts.DEFAULT,
                    AssociationServer.Limits.DEFAULT);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        host.add(ApplicationEntity.builder(AE_TITLE)
                .service(new StorageScp(this::store))
                .build());
    }

    int port() {
        return host.port();
    }

    /** Adds an application entity until the end of the test. */
    void serve(ApplicationEntity entity) {
        host.add(entity);
        entities.add(entity);
    }

    AssociationRequestor.Builder requestor(String calledAeTitle, int port) {
        return AssociationRequestor.to(calledAeTitle, "127.0.0.1", port, executor)
                .callingAeTitle(AE_TITLE);
    }

    /** Keeps the UID of an object that came. */
    StoreResult store(StoreRequest request) throws IOException {
        request.dataSet().readAttributes();
        stored.add(request.sopInstanceUid());
        return StoreResult.SUCCESS;
    }

    /** UIDs of the objects that came since the beginning of the test, sorted. */
    List<String> stored() {
        return stored.stream().sorted().toList();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stored.clear();
        entities.forEach(host::remove);
        entities.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        host.close();
        executor.shutdownNow();
    }
}
