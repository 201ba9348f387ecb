package io.cameldicom.bench;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.service.ApplicationEntity;
import io.cameldicom.dicom.service.ApplicationEntityHost;
import io.cameldicom.dicom.service.AssociationRequestor;
import io.cameldicom.dicom.service.FindScu;
import io.cameldicom.dicom.service.GetScu;
import io.cameldicom.dicom.service.Matches;
import io.cameldicom.dicom.service.MoveScu;
import io.cameldicom.dicom.service.Retrieval;
import io.cameldicom.dicom.service.RetrieveResult;
import io.cameldicom.dicom.service.StorageScp;
import io.cameldicom.dicom.service.StoreHandler;
import io.cameldicom.dicom.service.StoreResult;
import io.cameldicom.dicom.ul.AssociationServer;
import io.cameldicom.dicom.ul.Timeouts;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One client for all archives: counts matches, and reads and forgets the objects it gets. */
final class Retriever implements AutoCloseable {
    static final String AE_TITLE = "BENCH";
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final List<String> SYNTAXES = List.of(UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian);

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final ApplicationEntityHost host;

    Retriever() throws IOException {
        host = ApplicationEntityHost.start(
                new InetSocketAddress("127.0.0.1", 0), executor, Timeouts.DEFAULT, AssociationServer.Limits.DEFAULT);
        host.add(ApplicationEntity.builder(AE_TITLE)
                .service(new StorageScp(forgetting()))
                .build());
    }

    /** Where objects of a C-MOVE to {@link #AE_TITLE} go. */
    int port() {
        return host.port();
    }

    private static StoreHandler forgetting() {
        return request -> {
            InputStream bytes = request.dataSet();
            byte[] buffer = new byte[64 * 1024];
            while (bytes.read(buffer) >= 0) {
                // only the transfer is measured
            }
            return StoreResult.SUCCESS;
        };
    }

    /** Seconds of a query, association included. */
    double find(String aeTitle, int port, int expected) throws IOException {
        Attributes keys = ArchiveRoutes.study(0);
        for (int tag : keys.tags()) {
            keys.setNull(tag, keys.getVR(tag));
        }
        keys.setString(Tag.QueryRetrieveLevel, VR.CS, "STUDY");
        String model = UID.StudyRootQueryRetrieveInformationModelFind;
        long start = System.nanoTime();
        int count = 0;
        try (DimseSession session = requestor(aeTitle, port).build().open(List.of(context(1, model)));
                Matches matches = new FindScu(session, TIMEOUT).find(model, keys)) {
            for (; matches.hasNext(); matches.next()) {
                count++;
            }
            session.release();
        }
        require(count, expected, aeTitle);
        return (System.nanoTime() - start) / 1e9;
    }

    /** Seconds of a C-GET of one study of CT images, association included. */
    double get(String aeTitle, int port, String study, int expected) throws IOException {
        String model = UID.StudyRootQueryRetrieveInformationModelGet;
        List<PresentationContextRq> contexts = List.of(context(1, model), context(3, UID.CTImageStorage));
        AssociationRequestor requestor =
                requestor(aeTitle, port).scpRole(UID.CTImageStorage::equals).build();
        long start = System.nanoTime();
        try (DimseSession session = requestor.open(contexts, GetScu.storing(forgetting()));
                Retrieval retrieval = new GetScu(session, TIMEOUT).get(model, keys(study))) {
            require(retrieval.await(), expected, aeTitle);
            session.release();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** Seconds of a C-MOVE of one study to this program, association included. */
    double move(String aeTitle, int port, String study, int expected) throws IOException {
        String model = UID.StudyRootQueryRetrieveInformationModelMove;
        long start = System.nanoTime();
        try (DimseSession session = requestor(aeTitle, port).build().open(List.of(context(1, model)));
                Retrieval retrieval = new MoveScu(session, TIMEOUT).move(model, keys(study), AE_TITLE)) {
            require(retrieval.await(), expected, aeTitle);
            session.release();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void require(RetrieveResult result, int expected, String aeTitle) throws IOException {
        require(result.subOperations().completed(), expected, aeTitle);
    }

    private static void require(int count, int expected, String aeTitle) throws IOException {
        if (count != expected) {
            throw new IOException(aeTitle + " gave " + count + " instead of " + expected);
        }
    }

    private static Attributes keys(String study) {
        Attributes keys = new Attributes();
        keys.setString(Tag.QueryRetrieveLevel, VR.CS, "STUDY");
        keys.setString(Tag.StudyInstanceUID, VR.UI, study);
        return keys;
    }

    private AssociationRequestor.Builder requestor(String aeTitle, int port) {
        return AssociationRequestor.to(aeTitle, "127.0.0.1", port, executor).callingAeTitle(AE_TITLE);
    }

    private static PresentationContextRq context(int id, String sopClass) {
        return new PresentationContextRq(id, sopClass, SYNTAXES);
    }

    @Override
    public void close() {
        host.close();
        executor.shutdownNow();
    }
}
