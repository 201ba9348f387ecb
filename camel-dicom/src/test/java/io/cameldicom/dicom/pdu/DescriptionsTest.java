package io.cameldicom.dicom.pdu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Words and numbers of the standard in messages (PS3.8 Tables 9-21 and 9-26). */
class DescriptionsTest {

    @Test
    void a_rejection_is_described_by_words_and_numbers() {
        assertEquals(
                "called-AE-title-not-recognized (result 1 rejected-permanent, source 1 DICOM UL service-user, reason 7)",
                new AssociateRj(1, 1, 7).describe());
        assertEquals(
                "local-limit-exceeded (result 2 rejected-transient, "
                        + "source 3 DICOM UL service-provider (Presentation related function), reason 2)",
                AssociateRj.transientlyFor(RejectReason.LOCAL_LIMIT_EXCEEDED).describe());
        assertEquals(
                "reserved reason (result 9 reserved, source 8 reserved, reason 7)",
                new AssociateRj(9, 8, 7).describe());
    }

    @Test
    void an_abort_is_described_by_words_and_numbers() {
        assertEquals("source 0 DICOM UL service-user", Abort.byUser().describe());
        assertEquals(
                "source 2 DICOM UL service-provider, reason 1 unrecognized-PDU",
                Abort.byProvider(AbortReason.UNRECOGNIZED_PDU).describe());
        assertEquals("source 1 reserved, reason 3 reserved", new Abort(1, 3).describe());
    }
}
