package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.dimse.StatusClass;
import java.util.List;

/**
 * How a C-MOVE or C-GET ended.
 *
 * @param status the final one: 0000 all done, B000 one or more failures or warnings, A702 nothing done, FE00 cancelled, or
 *     another failure of PS3.4 C.4.2.1.5
 * @param subOperations the counts; remaining is 0 unless cancelled
 * @param failedSopInstanceUids Failed SOP Instance UID List (0008,0058); empty if none failed, or the peer does not say
 * @param errorComment at most 64 characters, no patient data; or null
 */
public record RetrieveResult(
        int status, SubOperations subOperations, List<String> failedSopInstanceUids, String errorComment) {
    public RetrieveResult {
        failedSopInstanceUids = List.copyOf(failedSopInstanceUids);
    }

    /** What follows from the counts of an operation that has not been cancelled (PS3.4 C.4.2.3.1, C.4.3.3.1). */
    public static RetrieveResult of(SubOperations counts, List<String> failedSopInstanceUids) {
        int status;
        if (counts.failed() == 0 && counts.warning() == 0) {
            status = Status.Success;
        } else if (counts.completed() == 0 && counts.warning() == 0) {
            status = Status.UnableToPerformSubOperations;
        } else {
            status = Status.OneOrMoreFailures;
        }
        return new RetrieveResult(status, counts, failedSopInstanceUids, null);
    }

    public RetrieveResult withStatus(int status, String errorComment) {
        return new RetrieveResult(status, subOperations, failedSopInstanceUids, errorComment);
    }

    public StatusClass statusClass() {
        return StatusClass.of(status);
    }
}
