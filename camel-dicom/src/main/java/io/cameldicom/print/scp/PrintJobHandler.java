package io.cameldicom.print.scp;

import io.cameldicom.dicom.service.NormalizedReply;
import io.cameldicom.dicom.service.NormalizedRequest;
import io.cameldicom.print.PrintJob;
import java.io.IOException;

/** Who prints. Thread-safe. */
@FunctionalInterface
public interface PrintJobHandler {
    /**
     * Prints, or takes the job for later. Called on the thread of the association that waits for the answer.
     *
     * @param job held once for the handler, which closes it, also when it throws
     * @param progress to be told how the job goes, until it is done or has failed
     * @return what to answer to the N-ACTION; a warning of the session stands in for a success
     * @throws io.cameldicom.dicom.dimse.DicomServiceException to answer its status: there is no job then. 0213 and A700
     *     become C601 or C602 (queue full)
     */
    NormalizedReply print(PrintJob job, PrintProgress progress, NormalizedRequest request) throws IOException;
}
