package io.cameldicom.component;

import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.query.InvalidIdentifierException;
import io.cameldicom.dicom.service.RefusedException;
import io.cameldicom.dicom.service.StoreResult;

/** The answer to a query or retrieval whose route failed: the status of the cause where it has one, else C000. */
public final class QueryFailure {

    private QueryFailure() {}

    public static DicomServiceException of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            DicomServiceException known = known(cause);
            if (known != null) {
                return known;
            }
        }
        return new DicomServiceException(
                Status.UnableToProcess, "Failed with " + failure.getClass().getSimpleName(), failure);
    }

    private static DicomServiceException known(Throwable cause) {
        if (cause instanceof DicomServiceException own) {
            return own;
        }
        if (cause instanceof InvalidIdentifierException e) {
            return new DicomServiceException(Status.IdentifierDoesNotMatchSOPClass, e.getMessage(), e)
                    .withOffendingElements(e.tag());
        }
        if (cause instanceof DicomOperationException e) {
            return ofPeer(e);
        }
        StoreResult known = ResponseStatus.known(cause);
        return known == null ? null : new DicomServiceException(known.status(), known.errorComment(), cause);
    }

    /** The peer that was asked in turn: its status and comment; where it gave none, unable to process. */
    private static DicomServiceException ofPeer(DicomOperationException e) {
        DicomServiceException failure = inWordsOf(e);
        return e.getCause() instanceof RefusedException refused
                ? failure.withOffendingElements(refused.getOffendingElements())
                : failure;
    }

    private static DicomServiceException inWordsOf(DicomOperationException e) {
        if (e.getErrorComment() != null) {
            return new DicomServiceException(e.responseStatus(), e.getErrorComment(), e);
        }
        int status = e.responseStatus() == Status.ProcessingFailure ? Status.UnableToProcess : e.responseStatus();
        String words = e.getCause() == null ? "status " + Status.format(e.getStatus()) : FailureWords.of(e.getCause());
        return new DicomServiceException(status, e.peerName() + ": " + words, e);
    }
}
