package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.SopReference;
import io.cameldicom.dicom.service.StorageCommitmentReport;
import io.cameldicom.dicom.service.StorageCommitmentReport.Failed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitOutboxTest {

    private static final AddressedReport REPORT = new AddressedReport(
            "HUB",
            "CT1",
            new StorageCommitmentReport(
                    "1.2.3",
                    List.of(new SopReference(UID.CTImageStorage, "1.2.3.1")),
                    List.of(new Failed(new SopReference(UID.MRImageStorage, "1.2.3.2"), Status.NoSuchSOPInstance))));

    @TempDir
    Path folder;

    @Test
    void a_report_is_there_for_the_next_process_until_it_is_removed() throws Exception {
        try (CommitOutbox outbox = CommitOutbox.open(folder, true)) {
            outbox.keep(REPORT);
        }
        try (CommitOutbox outbox = CommitOutbox.open(folder, true)) {
            Path file = outbox.left().get(0);
            assertEquals(REPORT, CommitOutbox.read(file));

            CommitOutbox.remove(file);
            assertEquals(List.of(), outbox.left());
        }
    }

    @Test
    void what_was_not_finished_was_promised_to_nobody() throws Exception {
        Path unfinished = Files.writeString(folder.resolve("a.part"), "DICM");

        try (CommitOutbox outbox = CommitOutbox.open(folder, true)) {
            assertEquals(List.of(), outbox.left());
            assertFalse(Files.exists(unfinished));
        }
    }

    @Test
    void a_file_that_is_no_report_is_said_and_stays() throws Exception {
        Path file = Files.writeString(folder.resolve("a.dcm"), "something else");

        assertThrows(IOException.class, () -> CommitOutbox.read(file));
        assertTrue(Files.exists(file));
    }

    @Test
    void a_folder_is_one_consumers() throws Exception {
        try (CommitOutbox outbox = CommitOutbox.open(folder, true)) {
            IOException e = assertThrows(IOException.class, () -> CommitOutbox.open(folder, true));
            assertTrue(e.getMessage().contains("is in use"), e.getMessage());
            assertEquals(List.of(), outbox.left());
        }
        CommitOutbox.open(folder, true).close();
    }
}
