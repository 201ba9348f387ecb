package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.SopReference;
import io.cameldicom.dicom.service.StorageCommitmentReport;
import io.cameldicom.dicom.service.StorageCommitmentRequest;
import io.cameldicom.hub.ledger.Delivery;
import io.cameldicom.hub.ledger.InstanceIdentity;
import io.cameldicom.hub.ledger.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommitmentAnswersTest {

    private static final String CLASS = UID.CTImageStorage;
    private static final int KEPT = 0;

    @TempDir
    Path home;

    private final Map<String, String> system = new HashMap<>();
    private StoreFolder folder;
    private HubLedger ledger;

    @BeforeEach
    void open() throws Exception {
        folder = StoreFolder.open(home.resolve("store"), false, false);
        ledger = HubLedger.open(HubSettings.load(home, system, Map.of()), HubAudit.NONE, new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void filed_is_kept_where_stored_is_enough_also_if_the_ledger_never_heard_of_it() throws Exception {
        file("1.2.1");
        record(Outcome.RECEIVED, "1.2.1", null);
        file("1.2.2");

        assertEquals(KEPT, answer(CommitPolicy.STORED, "1.2.1"));
        assertEquals(KEPT, answer(CommitPolicy.EITHER, "1.2.2"));
        assertEquals(Status.ProcessingFailure, answer(CommitPolicy.DELIVERED, "1.2.1"));
    }

    @Test
    void delivered_to_every_destination_is_kept_also_when_the_file_is_cleared_away() throws Exception {
        record(Outcome.RECEIVED, "1.2.1", null);
        record(Outcome.SENT, "1.2.1", "PACS");
        record(Outcome.ALREADY_PRESENT, "1.2.1", "TELERAD");
        record(Outcome.FILTERED, "1.2.1", "RESEARCH");

        assertEquals(KEPT, answer(CommitPolicy.DELIVERED, "1.2.1"));
        assertEquals(KEPT, answer(CommitPolicy.EITHER, "1.2.1"));
        assertEquals(Status.ProcessingFailure, answer(CommitPolicy.STORED, "1.2.1"));
    }

    @Test
    void one_destination_without_it_is_a_failure() throws Exception {
        record(Outcome.SENT, "1.2.1", "PACS");
        record(Outcome.QUEUED, "1.2.1", "TELERAD");
        record(Outcome.SENT, "1.2.2", "PACS");
        record(Outcome.DEAD_LETTERED, "1.2.2", "TELERAD");
        record(Outcome.FILTERED, "1.2.3", null);

        assertEquals(Status.ProcessingFailure, answer(CommitPolicy.EITHER, "1.2.1"));
        assertEquals(Status.ProcessingFailure, answer(CommitPolicy.DELIVERED, "1.2.2"));
        assertEquals(Status.ProcessingFailure, answer(CommitPolicy.DELIVERED, "1.2.3"));
    }

    @Test
    void what_nobody_knows_is_no_such_instance() throws Exception {
        assertEquals(Status.NoSuchSOPInstance, answer(CommitPolicy.EITHER, "1.2.9"));
    }

    @Test
    void another_sop_class_than_it_has_is_a_conflict() throws Exception {
        file("1.2.1");
        record(Outcome.RECEIVED, "1.2.1", null);
        SopReference wrong = new SopReference(UID.MRImageStorage, "1.2.1");

        StorageCommitmentReport report =
                answers(CommitPolicy.EITHER).answer(new StorageCommitmentRequest("2.25.1", List.of(wrong)));

        assertEquals(Status.ClassInstanceConflict, report.failed().get(0).reason());
    }

    @Test
    void without_its_database_the_hub_promises_what_is_filed_and_denies_nothing() throws Exception {
        ledger.close();
        system.put("hub.ledger.url", "jdbc:postgresql://127.0.0.1:" + HubTest.freePort() + "/ledger");
        ledger = HubLedger.open(HubSettings.load(home, system, Map.of()), HubAudit.NONE, new SimpleMeterRegistry());
        file("1.2.1");

        assertEquals(KEPT, answer(CommitPolicy.STORED, "1.2.1"));
        assertEquals(Status.ProcessingFailure, answer(CommitPolicy.STORED, "1.2.9"));
    }

    @Test
    void without_a_ledger_the_store_answers() throws Exception {
        ledger.close();
        system.put("hub.ledger.url", "none");
        ledger = HubLedger.open(HubSettings.load(home, system, Map.of()), HubAudit.NONE, new SimpleMeterRegistry());
        file("1.2.1");

        assertEquals(KEPT, answer(CommitPolicy.EITHER, "1.2.1"));
        assertEquals(Status.NoSuchSOPInstance, answer(CommitPolicy.EITHER, "1.2.9"));
    }

    private CommitmentAnswers answers(CommitPolicy policy) {
        return new CommitmentAnswers(folder, ledger, policy);
    }

    /** 0 or the failure reason. */
    private int answer(CommitPolicy policy, String uid) throws Exception {
        StorageCommitmentReport report =
                answers(policy).answer(new StorageCommitmentRequest("2.25.1", List.of(new SopReference(CLASS, uid))));
        assertEquals("2.25.1", report.transactionUid());
        assertTrue(report.committed().size() + report.failed().size() == 1, report::toString);
        return report.failed().isEmpty() ? KEPT : report.failed().get(0).reason();
    }

    private void file(String uid) throws Exception {
        Path file =
                folder.write(new InstancePath("1.2", "1.2.99", uid), target -> target.write(ByteBuffer.allocate(8)));
        assertTrue(Files.exists(file));
    }

    private void record(Outcome outcome, String uid, String destination) {
        InstanceIdentity instance =
                new InstanceIdentity(uid, CLASS, "1.2", "1.2.99", "CT", "A1", null, "P1", "Doe^Jane");
        ledger.records().record(Delivery.of(outcome, instance, destination));
    }
}
