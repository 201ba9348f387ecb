package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.it.peer.DcmQrScp;
import io.cameldicom.it.peer.Orthanc;
import io.cameldicom.it.peer.Ports;
import io.cameldicom.it.peer.Scu;
import io.cameldicom.it.peer.Scu.Result;
import io.cameldicom.it.peer.StoreScp;
import io.cameldicom.it.wire.Part10File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A consumer before a producer stands in front of an archive: the programs of DCMTK do not see the difference. */
@Tag("interop")
class ProxyIT {
    private static final int STORE = Ports.free();
    private static final int PORT = Ports.free();

    @RegisterExtension
    static final StoreScp store = StoreScp.at(STORE);

    @RegisterExtension
    static final DcmQrScp dcmqrscp = DcmQrScp.knowing("STORESCP", STORE);

    @RegisterExtension
    static final Orthanc orthanc = Orthanc.knowing("STORESCP", STORE);

    @TempDir
    Path folder;

    private static CamelRoutes routes;
    private static Part10File ct;
    private static String[] study;
    private static String sent;

    @BeforeAll
    static void start() throws Exception {
        ct = Part10File.read(Corpus.file("native/ct-explicit-le.dcm"));
        study = new String[] {
            "-k",
            "QueryRetrieveLevel=STUDY",
            "-k",
            "StudyInstanceUID="
                    + io.cameldicom.component.DicomObject.of(ct.path()).string("StudyInstanceUID")
        };
        routes = new CamelRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("dicom:HUB1@127.0.0.1:" + PORT + "?service=all").to("dicom:QRSCP@127.0.0.1:" + dcmqrscp.port());
                from("dicom:HUB2@127.0.0.1:" + PORT + "?service=all").to("dicom:ORTHANC@127.0.0.1:" + orthanc.port());
            }
        });
        // storescu encodes the data set anew
        assertEquals(0, Scu.store(STORE, store.aeTitle(), ct.path()).exitCode());
        sent = store.take(ct.sopInstanceUid()).dataSetSha256();
        for (String hub : new String[] {"HUB1", "HUB2"}) {
            Result stored = Scu.store(PORT, hub, ct.path());
            assertEquals(0, stored.exitCode(), stored::output);
        }
    }

    @AfterAll
    static void stop() {
        routes.close();
    }

    private static String[] with(String[] keys, String... options) {
        return Stream.concat(Stream.of(options), Stream.of(keys)).toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HUB1", "HUB2"})
    void echo_and_find_go_through(String hub) throws Exception {
        assertEquals(0, Scu.echo(PORT, hub).exitCode());
        Result found = Scu.find(PORT, hub, with(study, "-S", "-k", "PatientID"));
        assertEquals(0, found.exitCode(), found::output);
        assertTrue(
                found.output().contains("Find Response: 1") || found.output().contains("Find Response 1"),
                found.output());
        Result patients = Scu.find(PORT, hub, "-P", "-k", "QueryRetrieveLevel=PATIENT", "-k", "PatientID");
        assertEquals(0, patients.exitCode(), patients::output);
        assertTrue(patients.output().contains("(Pending)"), patients.output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"HUB1", "HUB2"})
    void move_goes_through_to_a_destination_the_archive_knows(String hub) throws Exception {
        Result moved = Scu.move(PORT, hub, with(study, "-S", "-aem", "STORESCP"));
        assertEquals(0, moved.exitCode(), moved::output);
        assertEquals(sent, store.take(ct.sopInstanceUid()).dataSetSha256());
        Result unknown = Scu.move(PORT, hub, with(study, "-S", "-aem", "NOBODY"));
        assertNotEquals(0, unknown.exitCode(), unknown::output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HUB1", "HUB2"})
    void get_goes_through(String hub) throws Exception {
        Result got = Scu.get(PORT, hub, with(study, "-S", "+B", "-od", folder.toString()));
        assertEquals(0, got.exitCode(), got::output);
        try (Stream<Path> files = Files.list(folder)) {
            Part10File file = Part10File.read(files.findFirst().orElseThrow());
            assertEquals(ct.sopInstanceUid(), file.sopInstanceUid());
            assertEquals(sent, file.dataSetSha256());
        }
    }
}
