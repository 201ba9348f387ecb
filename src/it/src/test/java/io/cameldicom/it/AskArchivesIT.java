package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.component.DicomOperationException;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.dicom.io.FileMetaInformation;
import io.cameldicom.it.peer.DcmQrScp;
import io.cameldicom.it.peer.Orthanc;
import io.cameldicom.it.peer.Ports;
import io.cameldicom.it.peer.WorklistScp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes ask the archives of DCMTK and Orthanc, and the worklist of DCMTK. */
@org.junit.jupiter.api.Tag("interop")
class AskArchivesIT {
    private static final int STORE = Ports.free();

    @RegisterExtension
    static final DcmQrScp dcmqrscp = DcmQrScp.knowing("STORE", STORE);

    @RegisterExtension
    static final Orthanc orthanc = Orthanc.knowing("STORE", STORE);

    @RegisterExtension
    static final WorklistScp worklist = new WorklistScp();

    private static final List<String> STORED = new CopyOnWriteArrayList<>();

    private static CamelRoutes routes;
    private static String study;
    private static List<String> instances;

    @BeforeAll
    static void start() throws Exception {
        routes = new CamelRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:STORE@127.0.0.1:" + STORE)
                        .process(exchange -> STORED.add(
                                exchange.getIn().getBody(DicomObject.class).sopInstanceUid()));
                from("direct:incoming")
                        .process(exchange -> STORED.add(
                                exchange.getIn().getBody(DicomObject.class).sopInstanceUid()));
                from("direct:count")
                        .toD("${header.uri}")
                        .split(body())
                        .streaming()
                        .to("direct:incoming");
            }
        });
        Path file = Corpus.file("native/ct-explicit-le.dcm");
        DicomObject first = DicomObject.of(file);
        DicomObject second =
                first.edit(head -> head.setString(Tag.SOPInstanceUID, VR.UI, first.sopInstanceUid() + ".2"));
        study = first.attributes().getString(Tag.StudyInstanceUID);
        instances = List.of(first.sopInstanceUid(), second.sopInstanceUid());
        for (String peer : List.of("dcmqrscp", "orthanc")) {
            routes.send(uri(peer), first);
            routes.send(uri(peer), second);
        }
    }

    @AfterAll
    static void stop() {
        routes.close();
    }

    private static String uri(String peer) {
        return peer.equals("orthanc")
                ? "dicom:ORTHANC@127.0.0.1:" + orthanc.port()
                : "dicom:QRSCP@127.0.0.1:" + dcmqrscp.port();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dcmqrscp", "orthanc"})
    void find_gives_studies_and_instances(String peer) {
        Exchange studies = routes.send(
                uri(peer) + "?operation=find&outputType=list",
                Map.of("StudyInstanceUID", "", "PatientName", "*", "StudyDate", "19000101-"));
        List<?> found = studies.getMessage().getBody(List.class);
        assertEquals(1, found.size());
        assertEquals(study, ((Attributes) found.get(0)).getString(Tag.StudyInstanceUID));
        Attributes keys = new Attributes();
        keys.addSelected(series(peer), Tag.StudyInstanceUID, Tag.SeriesInstanceUID);
        keys.setString(Tag.QueryRetrieveLevel, VR.CS, "IMAGE");
        keys.setNull(Tag.SOPInstanceUID, VR.UI);
        Exchange images = routes.send(uri(peer) + "?operation=find&outputType=list", keys);
        assertEquals(
                instances.stream().sorted().toList(),
                images.getMessage().getBody(List.class).stream()
                        .map(match -> ((Attributes) match).getString(Tag.SOPInstanceUID))
                        .sorted()
                        .toList());
    }

    private static Attributes series(String peer) {
        Exchange series = routes.send(
                uri(peer) + "?operation=find&outputType=list&returnKeys=SeriesInstanceUID,Modality",
                Map.of("StudyInstanceUID", study, "SeriesInstanceUID", ""));
        return (Attributes) series.getMessage().getBody(List.class).get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dcmqrscp", "orthanc"})
    void what_is_not_there_is_an_empty_list(String peer) {
        Exchange done = routes.send(
                uri(peer) + "?operation=find&outputType=list", Map.of("StudyInstanceUID", "", "PatientID", "NOBODY"));
        assertEquals(List.of(), done.getMessage().getBody());
        assertEquals(Status.Success, done.getMessage().getHeader(DicomConstants.STATUS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dcmqrscp", "orthanc"})
    void move_has_the_archive_send_and_counts(String peer) {
        STORED.clear();
        Exchange done =
                routes.send(uri(peer) + "?operation=move&moveDestination=STORE", Map.of("StudyInstanceUID", study));
        assertEquals(Status.Success, done.getMessage().getHeader(DicomConstants.STATUS));
        assertEquals(2, done.getMessage().getHeader(DicomConstants.COMPLETED_SUB_OPERATIONS));
        assertEquals(
                instances.stream().sorted().toList(), STORED.stream().sorted().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dcmqrscp", "orthanc"})
    void a_destination_the_archive_does_not_know_is_a_failure(String peer) {
        Exchange done =
                routes.attempt(uri(peer) + "?operation=move&moveDestination=NOBODY", Map.of("StudyInstanceUID", study));
        DicomOperationException failure = assertInstanceOf(DicomOperationException.class, done.getException());
        assertTrue(failure.getStatus() >= 0xA000, Status.format(failure.getStatus()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dcmqrscp", "orthanc"})
    void get_gives_the_objects_one_by_one_or_to_a_sub_route(String peer) {
        STORED.clear();
        Exchange done =
                routes.send(uri(peer) + "?operation=get&storeTo=direct:incoming", Map.of("StudyInstanceUID", study));
        assertEquals(Status.Success, done.getMessage().getHeader(DicomConstants.STATUS));
        assertEquals(2, done.getMessage().getHeader(DicomConstants.COMPLETED_SUB_OPERATIONS));
        assertEquals(
                instances.stream().sorted().toList(), STORED.stream().sorted().toList());
        Exchange list = routes.send(uri(peer) + "?operation=get&outputType=list", Map.of("StudyInstanceUID", study));
        assertEquals(2, list.getMessage().getBody(List.class).size());
    }

    @Test
    void worklist_entries_match_by_station_modality_and_date() throws Exception {
        add("ct", entry("DOE^JANE", "CT", "20260105"));
        add("mr", entry("ROE^ANN", "MR", "20260106"));
        Exchange done = routes.send(
                "dicom:WLSCP@127.0.0.1:" + worklist.port() + "?operation=worklist&outputType=list",
                Map.of(
                        "PatientName",
                        "",
                        "ScheduledProcedureStepSequence",
                        Map.of("Modality", "MR", "ScheduledProcedureStepStartDate", "20260101-20260131")));
        List<?> found = done.getMessage().getBody(List.class);
        assertEquals(1, found.size());
        assertEquals("ROE^ANN", ((Attributes) found.get(0)).getString(Tag.PatientName));
    }

    private static void add(String name, Attributes entry) throws Exception {
        try (DicomOutputStream out = new DicomOutputStream(
                Files.newOutputStream(worklist.worklist().resolve(name + ".wl")),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)) {
            out.writeFileMetaInformation(FileMetaInformation.of(
                    UID.ModalityWorklistInformationModelFind, "1.2.3", UID.ExplicitVRLittleEndian));
            out.writeDataset(entry);
        }
    }

    private static Attributes entry(String name, String modality, String date) {
        Attributes entry = new Attributes();
        entry.setString(Tag.AccessionNumber, VR.SH, "A" + modality);
        entry.setString(Tag.PatientName, VR.PN, name);
        entry.setString(Tag.PatientID, VR.LO, "P" + modality);
        entry.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3.4");
        entry.setString(Tag.RequestedProcedureID, VR.SH, "RP");
        entry.setString(Tag.RequestedProcedureDescription, VR.LO, "Procedure");
        Attributes step = new Attributes();
        step.setString(Tag.Modality, VR.CS, modality);
        step.setString(Tag.ScheduledStationAETitle, VR.AE, modality + "1");
        step.setString(Tag.ScheduledProcedureStepStartDate, VR.DA, date);
        step.setString(Tag.ScheduledProcedureStepStartTime, VR.TM, "100000");
        step.setString(Tag.ScheduledPerformingPhysicianName, VR.PN, "A^B");
        step.setString(Tag.ScheduledProcedureStepDescription, VR.LO, "Step");
        step.setString(Tag.ScheduledProcedureStepID, VR.SH, "SP");
        entry.newSequence(Tag.ScheduledProcedureStepSequence).add(step);
        return entry;
    }
}
