package io.cameldicom.dicom.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class StorageCommitmentTest {

    private static final SopReference KEPT = new SopReference(UID.CTImageStorage, "1.2.3");
    private static final SopReference LOST = new SopReference(UID.MRImageStorage, "1.2.4");

    @Test
    void request_is_read_as_it_was_written() {
        StorageCommitmentRequest request = StorageCommitmentRequest.of(List.of(KEPT, LOST));

        assertEquals(request, StorageCommitmentRequest.of(request.toAttributes()));
    }

    @Test
    void report_names_what_is_kept_and_what_is_not() {
        StorageCommitmentRequest request = StorageCommitmentRequest.of(List.of(KEPT, LOST));

        StorageCommitmentReport report = StorageCommitmentReport.of(request, KEPT::equals);

        assertEquals(request.transactionUid(), report.transactionUid());
        assertEquals(List.of(KEPT), report.committed());
        assertEquals(List.of(new StorageCommitmentReport.Failed(LOST, Status.NoSuchSOPInstance)), report.failed());
        assertEquals(2, report.eventTypeId());
        assertEquals(report, StorageCommitmentReport.of(report.toAttributes()));
    }

    @Test
    void report_of_success_has_no_failed_sequence() {
        StorageCommitmentReport report =
                StorageCommitmentReport.of(StorageCommitmentRequest.of(List.of(KEPT)), instance -> true);

        assertEquals(1, report.eventTypeId());
        assertFalse(report.toAttributes().contains(Tag.FailedSOPSequence));
    }

    @Test
    void request_without_transaction_uid_or_instances_is_none() {
        Attributes empty = new Attributes();
        Attributes nothing = new Attributes();
        nothing.setString(Tag.TransactionUID, VR.UI, "1.2");

        assertTrue(refusal(empty).contains("(0008,1195)"));
        assertTrue(refusal(nothing).contains("(0008,1199)"));
    }

    @Test
    void reference_without_a_uid_is_none() {
        Attributes half = new Attributes();
        half.setString(Tag.TransactionUID, VR.UI, "1.2");
        half.newSequence(Tag.ReferencedSOPSequence).add(new Attributes());

        assertTrue(refusal(half).contains("(0008,1150)"));
    }

    private static String refusal(Attributes actionInformation) {
        return assertThrows(IllegalArgumentException.class, () -> StorageCommitmentRequest.of(actionInformation))
                .getMessage();
    }
}
