package io.cameldicom.component;

import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.dimse.StatusClass;
import io.cameldicom.dicom.service.RetrieveResult;
import io.cameldicom.dicom.service.SubOperations;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** How a producer tells what came of a C-MOVE or C-GET. */
final class RetrieveOutcome {

    private RetrieveOutcome() {}

    /**
     * Sets the headers.
     *
     * @throws DicomOperationException if the peer ended it with a failure; B000 (one or more failed) and FE00 are told by
     *     the headers
     */
    static void answer(Exchange exchange, RetrieveResult result, PeerCall call, String operation)
            throws DicomOperationException {
        Message message = exchange.getMessage();
        SubOperations counts = result.subOperations();
        PeerCall.answer(message, result.status(), result.errorComment());
        message.setHeader(DicomConstants.COMPLETED_SUB_OPERATIONS, counts.completed());
        message.setHeader(DicomConstants.FAILED_SUB_OPERATIONS, counts.failed());
        message.setHeader(DicomConstants.WARNING_SUB_OPERATIONS, counts.warning());
        message.setHeader(DicomConstants.FAILED_SOP_INSTANCE_UIDS, result.failedSopInstanceUids());
        if (result.statusClass() == StatusClass.FAILURE) {
            throw call.refused(
                    exchange,
                    operation + " was answered " + Status.format(result.status()) + ", " + counts.completed()
                            + " objects done and " + counts.failed() + " failed",
                    result.status(),
                    result.errorComment());
        }
    }

    /** Who follows the retrieval: the one the exchange names, if it names one. */
    static RetrieveListener listener(Exchange exchange) {
        RetrieveListener listener = exchange.getProperty(DicomConstants.RETRIEVE_LISTENER, RetrieveListener.class);
        return listener == null ? counts -> {} : listener;
    }
}
