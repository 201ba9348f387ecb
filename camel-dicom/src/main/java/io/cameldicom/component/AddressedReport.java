package io.cameldicom.component;

import io.cameldicom.dicom.service.StorageCommitmentReport;

/**
 * A storage commitment report and who it is for.
 *
 * @param sender AE title of this side, as the requestor called it
 * @param requestor AE title of who asked
 */
record AddressedReport(String sender, String requestor, StorageCommitmentReport report) {

    /** Instances it names. */
    int size() {
        return report.committed().size() + report.failed().size();
    }
}
