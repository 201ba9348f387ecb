package io.cameldicom.it.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.service.AssociationRequestor;
import io.cameldicom.dicom.service.FindScu;
import io.cameldicom.dicom.service.GetScu;
import io.cameldicom.dicom.service.Matches;
import io.cameldicom.dicom.service.MoveScu;
import io.cameldicom.dicom.service.OutgoingInstance;
import io.cameldicom.dicom.service.QuerySopClasses;
import io.cameldicom.dicom.service.RefusedException;
import io.cameldicom.dicom.service.Retrieval;
import io.cameldicom.dicom.service.RetrieveResult;
import io.cameldicom.dicom.service.StorageScu;
import io.cameldicom.dicom.service.StorageSopClasses;
import io.cameldicom.it.peer.DcmQrScp;
import io.cameldicom.it.peer.Orthanc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our SCUs and two archives: store, find, move and get. */
@org.junit.jupiter.api.Tag("interop")
class ArchiveScuIT {
    private static final String FIND = UID.StudyRootQueryRetrieveInformationModelFind;
    private static final String MOVE = UID.StudyRootQueryRetrieveInformationModelMove;
    private static final String GET = UID.StudyRootQueryRetrieveInformationModelGet;
    private static final List<Attributes> IMAGES = Images.of(25);
    private static final List<PresentationContextRq> CONTEXTS = List.of(
            new PresentationContextRq(1, FIND, QuerySopClasses.TRANSFER_SYNTAXES),
            new PresentationContextRq(3, MOVE, QuerySopClasses.TRANSFER_SYNTAXES),
            new PresentationContextRq(5, GET, QuerySopClasses.TRANSFER_SYNTAXES),
            new PresentationContextRq(7, UID.CTImageStorage, List.of(UID.ExplicitVRLittleEndian)));

    @RegisterExtension
    static final EngineHost engine = new EngineHost();

    @RegisterExtension
    static final DcmQrScp dcmqrscp = DcmQrScp.knowing(EngineHost.AE_TITLE, engine.port());

    @RegisterExtension
    static final Orthanc orthanc = Orthanc.knowing(EngineHost.AE_TITLE, engine.port());

    record Archive(String aeTitle, int port) {}

    static Stream<Archive> archives() {
        return Stream.of(
                new Archive(DcmQrScp.AE_TITLE, dcmqrscp.port()), new Archive(orthanc.aeTitle(), orthanc.port()));
    }

    @BeforeAll
    static void store() throws Exception {
        for (Archive archive : archives().toList()) {
            try (DimseSession session = requestor(archive).build().open(CONTEXTS)) {
                for (Attributes image : IMAGES) {
                    OutgoingInstance instance = Images.outgoing(image);
                    assertEquals(
                            Status.Success,
                            new StorageScu(session, EngineHost.TIMEOUT)
                                    .store(instance, null)
                                    .status());
                }
                session.release();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("archives")
    void finds_the_study_by_name_with_umlauts_and_all_its_images(Archive archive) throws Exception {
        try (DimseSession session = open(archive)) {
            FindScu scu = new FindScu(session, EngineHost.TIMEOUT);
            Attributes keys = keys("STUDY");
            keys.setString(Tag.PatientName, VR.PN, "Müller*");
            keys.setNull(Tag.AccessionNumber, VR.SH);
            List<Attributes> studies = all(scu.find(FIND, keys));
            assertEquals(1, studies.size());
            assertEquals("A77", studies.get(0).getString(Tag.AccessionNumber));
            assertEquals("Müller^Jörg", studies.get(0).getString(Tag.PatientName));

            Attributes imageKeys = keys("IMAGE");
            imageKeys.setString(Tag.SeriesInstanceUID, VR.UI, Images.SERIES);
            imageKeys.setNull(Tag.SOPInstanceUID, VR.UI);
            List<Attributes> images = all(scu.find(FIND, imageKeys));
            assertEquals(
                    uids(),
                    images.stream()
                            .map(image -> image.getString(Tag.SOPInstanceUID))
                            .sorted()
                            .toList());
            session.release();
        }
    }

    @ParameterizedTest
    @MethodSource("archives")
    void a_query_is_cancelled_after_the_third_match_and_the_association_goes_on(Archive archive) throws Exception {
        try (DimseSession session = open(archive)) {
            FindScu scu = new FindScu(session, EngineHost.TIMEOUT);
            Attributes keys = keys("IMAGE");
            keys.setString(Tag.SeriesInstanceUID, VR.UI, Images.SERIES);
            keys.setNull(Tag.SOPInstanceUID, VR.UI);
            try (Matches matches = scu.find(FIND, keys)) {
                for (int i = 0; i < 3; i++) {
                    matches.next();
                }
            }
            assertEquals(25, all(scu.find(FIND, keys)).size());
            session.release();
        }
    }

    @ParameterizedTest
    @MethodSource("archives")
    void has_the_study_moved_to_us(Archive archive) throws Exception {
        try (DimseSession session = open(archive);
                Retrieval move = new MoveScu(session, EngineHost.TIMEOUT).move(MOVE, keys("STUDY"), "ENGINE")) {
            RetrieveResult result = move.await();
            assertEquals(Status.Success, result.status());
            assertEquals(25, result.subOperations().completed());
            session.release();
        }
        assertEquals(uids(), engine.stored());
    }

    @ParameterizedTest
    @MethodSource("archives")
    void a_move_to_nobody_is_a_failure(Archive archive) throws Exception {
        try (DimseSession session = open(archive);
                Retrieval move = new MoveScu(session, EngineHost.TIMEOUT).move(MOVE, keys("STUDY"), "NOBODY")) {
            int status = move.await().status();
            // Orthanc says C000 to any failure of a move
            assertTrue(status == Status.MoveDestinationUnknown || status == Status.UnableToProcess, "" + status);
            assertTrue(session.isOpen());
        }
    }

    @ParameterizedTest
    @MethodSource("archives")
    void gets_the_study_over_the_same_association(Archive archive) throws Exception {
        try (DimseSession session = requestor(archive)
                        .scpRole(StorageSopClasses.STANDARD)
                        .build()
                        .open(CONTEXTS, GetScu.storing(engine::store));
                Retrieval get = new GetScu(session, EngineHost.TIMEOUT).get(GET, keys("STUDY"))) {
            RetrieveResult result = get.await();
            assertEquals(Status.Success, result.status());
            assertEquals(25, result.subOperations().completed());
            session.release();
        }
        assertEquals(uids(), engine.stored());
    }

    @ParameterizedTest
    @MethodSource("archives")
    void a_query_without_a_level_is_refused_with_the_archives_status(Archive archive) throws Exception {
        try (DimseSession session = open(archive)) {
            Attributes keys = new Attributes();
            keys.setString(Tag.StudyInstanceUID, VR.UI, Images.STUDY);
            UncheckedIOException e = assertThrows(
                    UncheckedIOException.class, () -> all(new FindScu(session, EngineHost.TIMEOUT).find(FIND, keys)));
            assertInstanceOf(RefusedException.class, e.getCause());
            assertTrue(session.isOpen());
        }
    }

    private static AssociationRequestor.Builder requestor(Archive archive) {
        return engine.requestor(archive.aeTitle(), archive.port());
    }

    private static DimseSession open(Archive archive) throws IOException {
        return requestor(archive).build().open(CONTEXTS);
    }

    private static Attributes keys(String level) {
        Attributes keys = new Attributes();
        keys.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
        keys.setString(Tag.QueryRetrieveLevel, VR.CS, level);
        keys.setString(Tag.StudyInstanceUID, VR.UI, Images.STUDY);
        return keys;
    }

    private static List<Attributes> all(Matches matches) {
        List<Attributes> all = new ArrayList<>();
        matches.forEachRemaining(all::add);
        return all;
    }

    private static List<String> uids() {
        return IMAGES.stream()
                .map(image -> image.getString(Tag.SOPInstanceUID))
                .sorted()
                .toList();
    }
}
