package io.cameldicom.it.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.dicom.io.FileMetaInformation;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.service.ApplicationEntity;
import io.cameldicom.dicom.service.FindScp;
import io.cameldicom.dicom.service.FindScu;
import io.cameldicom.dicom.service.Matches;
import io.cameldicom.dicom.service.QuerySopClasses;
import io.cameldicom.it.peer.ChildProcess;
import io.cameldicom.it.peer.Tool;
import io.cameldicom.it.peer.WorklistScp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The modality worklist: our SCU and DCMTK's {@code wlmscpfs}, DCMTK's {@code findscu} and our SCP. */
@org.junit.jupiter.api.Tag("interop")
class WorklistIT {
    private static final String WORKLIST = UID.ModalityWorklistInformationModelFind;

    @RegisterExtension
    static final EngineHost engine = new EngineHost();

    @RegisterExtension
    static final WorklistScp wlmscpfs = new WorklistScp();

    @TempDir
    Path folder;

    @Test
    void our_scu_asks_wlmscpfs_by_modality() throws Exception {
        for (int i = 0; i < 4; i++) {
            write(wlmscpfs.worklist().resolve(i + ".wl"), step(i, i % 2 == 0 ? "CT" : "MR"));
        }
        Attributes keys = new Attributes();
        keys.setNull(Tag.PatientName, VR.PN);
        keys.setNull(Tag.AccessionNumber, VR.SH);
        Attributes step = new Attributes();
        step.setString(Tag.Modality, VR.CS, "CT");
        step.setNull(Tag.ScheduledProcedureStepID, VR.SH);
        keys.newSequence(Tag.ScheduledProcedureStepSequence).add(step);

        try (DimseSession session = engine.requestor(WorklistScp.AE_TITLE, wlmscpfs.port())
                        .build()
                        .open(List.of(new PresentationContextRq(1, WORKLIST, QuerySopClasses.TRANSFER_SYNTAXES)));
                Matches matches = new FindScu(session, EngineHost.TIMEOUT).find(WORKLIST, keys)) {
            int count = 0;
            while (matches.hasNext()) {
                Attributes found = matches.next();
                assertEquals("Müller^Jörg", found.getString(Tag.PatientName));
                assertEquals(
                        "CT",
                        found.getNestedDataset(Tag.ScheduledProcedureStepSequence)
                                .getString(Tag.Modality));
                count++;
            }
            assertEquals(2, count);
            session.release();
        }
    }

    @Test
    void findscu_asks_our_scp() throws Exception {
        engine.serve(ApplicationEntity.builder("WORKLIST")
                .service(new FindScp(
                        request -> List.of(step(
                                        1,
                                        request.identifier()
                                                .getNestedDataset(Tag.ScheduledProcedureStepSequence)
                                                .getString(Tag.Modality)))
                                .iterator(),
                        QuerySopClasses.WORKLIST))
                .build());

        List<String> command = List.of(
                Tool.FINDSCU.path(),
                "-W",
                "-X",
                "-aec",
                "WORKLIST",
                "-k",
                "ScheduledProcedureStepSequence[0].Modality=US",
                "-k",
                "PatientName",
                "127.0.0.1",
                Integer.toString(engine.port()));
        try (ChildProcess process = ChildProcess.start("log", folder, command)) {
            assertEquals(0, process.awaitExit(Duration.ofSeconds(60)), process.output());
        }
        try (DicomInputStream in = new DicomInputStream(folder.resolve("rsp0001.dcm"))) {
            Attributes answer = in.readDataset();
            assertEquals("Müller^Jörg", answer.getString(Tag.PatientName));
            assertEquals(
                    "US",
                    answer.getNestedDataset(Tag.ScheduledProcedureStepSequence).getString(Tag.Modality));
        }
        assertTrue(Files.notExists(folder.resolve("rsp0002.dcm")));
    }

    private static Attributes step(int number, String modality) {
        Attributes step = new Attributes();
        step.setString(Tag.Modality, VR.CS, modality);
        step.setString(Tag.ScheduledStationAETitle, VR.AE, "CT1");
        step.setString(Tag.ScheduledProcedureStepStartDate, VR.DA, "20260401");
        step.setString(Tag.ScheduledProcedureStepStartTime, VR.TM, "1015");
        step.setString(Tag.ScheduledPerformingPhysicianName, VR.PN, "Doe^Jane");
        step.setString(Tag.ScheduledProcedureStepDescription, VR.LO, "Head");
        step.setString(Tag.ScheduledProcedureStepID, VR.SH, "S" + number);
        Attributes item = new Attributes();
        item.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
        item.setString(Tag.AccessionNumber, VR.SH, "A" + number);
        item.setString(Tag.PatientName, VR.PN, "Müller^Jörg");
        item.setString(Tag.PatientID, VR.LO, "IT-" + number);
        item.setString(Tag.PatientBirthDate, VR.DA, "19700101");
        item.setString(Tag.PatientSex, VR.CS, "O");
        item.setString(Tag.StudyInstanceUID, VR.UI, Images.STUDY + "." + number);
        item.setString(Tag.RequestedProcedureDescription, VR.LO, "Head");
        item.setString(Tag.RequestedProcedureID, VR.SH, "R" + number);
        item.newSequence(Tag.ScheduledProcedureStepSequence).add(step);
        return item;
    }

    private static void write(Path file, Attributes item) throws Exception {
        try (DicomOutputStream out =
                new DicomOutputStream(Files.newOutputStream(file), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)) {
            out.writeFileMetaInformation(FileMetaInformation.of(WORKLIST, "1.2.3", UID.ExplicitVRLittleEndian));
            out.writeDataset(item);
        }
    }
}
