package io.cameldicom.component.web;

import io.cameldicom.component.ObjectTooLargeException;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.io.DicomParseException;
import io.cameldicom.web.client.StowResult;
import io.cameldicom.web.client.WebFailureException;
import java.io.IOException;
import org.apache.camel.Exchange;

/** How the operations of a producer tell what failed. */
record WebCall(String server) {

    /** Nothing was asked of the server: the exchange has not what the operation needs. */
    DicomWebException unusable(Exchange exchange, String why) {
        return new DicomWebException(exchange, server, why, false, Status.IdentifierDoesNotMatchSOPClass, null, null);
    }

    DicomWebException failure(Exchange exchange, IOException cause) {
        return failure(exchange, cause, null);
    }

    /** @param known what became of instances before, or null */
    DicomWebException failure(Exchange exchange, IOException cause, StowResult known) {
        if (cause instanceof WebFailureException failure) {
            return new DicomWebException(
                    exchange, server, failure.getMessage(), failure.isRetryable(), status(failure), known, failure);
        }
        if (cause instanceof DicomServiceException unusable) {
            return new DicomWebException(
                    exchange, server, unusable.getMessage(), false, unusable.getStatus(), known, cause);
        }
        boolean content = cause instanceof DicomParseException || cause instanceof ObjectTooLargeException;
        return new DicomWebException(
                exchange,
                server,
                content ? "What came is no object to take: " + cause.getMessage() : cause.toString(),
                !content,
                content ? Status.CannotUnderstand : Status.ProcessingFailure,
                known,
                cause);
    }

    /** What to answer by DIMSE: why it was not done, where the status code says so (PS3.7 Annex C, PS3.4 B.2.3). */
    private static int status(WebFailureException failure) {
        return switch (failure.getHttpStatus()) {
            case 401, 403 -> Status.NotAuthorized;
            case 413, 429, 503, 507 -> Status.OutOfResources;
            default -> Status.ProcessingFailure;
        };
    }
}
