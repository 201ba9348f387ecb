package io.cameldicom.component;

import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.io.DicomParseException;
import io.cameldicom.dicom.service.StoreResult;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.CamelAuthorizationException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The DIMSE status of what a route did. An error comment tells the kind of failure and never an exception's message,
 * which may hold values of the object.
 */
public final class ResponseStatus {

    private ResponseStatus() {}

    public static StoreResult of(Exchange exchange) {
        Exception exception = exchange.getException();
        if (exception != null) {
            return of(exception);
        }
        if (exchange.isRollbackOnly()) {
            return new StoreResult(Status.ProcessingFailure, "The route rolled back");
        }
        return fromHeaders(exchange.getMessage());
    }

    private static StoreResult fromHeaders(Message message) {
        Object status = message.getHeader(DicomConstants.STATUS);
        String comment = message.getHeader(DicomConstants.ERROR_COMMENT, String.class);
        if (status == null) {
            return comment == null ? StoreResult.SUCCESS : new StoreResult(Status.Success, comment);
        }
        int code = code(status);
        return code < 0
                ? new StoreResult(Status.ProcessingFailure, "The route set a status that is none")
                : new StoreResult(code, comment);
    }

    /** Numbers as they are, text as the standard writes statuses: four hexadecimal digits. -1 if it is no final status. */
    private static int code(Object status) {
        int code = StatusHeader.parse(status);
        boolean pending = (code & 0xFF00) == 0xFF00;
        return pending ? -1 : code;
    }

    static StoreResult of(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            StoreResult result = known(cause);
            if (result != null) {
                return result;
            }
            if (cause.getCause() == cause) {
                break;
            }
        }
        return new StoreResult(
                Status.ProcessingFailure, "Failed with " + exception.getClass().getSimpleName());
    }

    /** Null where nothing but the kind of the failure is known. */
    static StoreResult known(Throwable cause) {
        if (cause instanceof DicomServiceException e) {
            return new StoreResult(e.getStatus(), e.getErrorComment());
        }
        if (cause instanceof DicomOperationException e) {
            return new StoreResult(e.responseStatus(), e.responseComment());
        }
        if (cause instanceof DicomParseException) {
            return new StoreResult(Status.CannotUnderstand, "The object cannot be parsed");
        }
        if (cause instanceof CamelAuthorizationException || cause instanceof SecurityException) {
            return new StoreResult(Status.NotAuthorized, "Refused by the policy of the receiver");
        }
        if (isOutOfResources(cause)) {
            return new StoreResult(Status.OutOfResources, "The receiver is out of space or its queue is full");
        }
        return null;
    }

    /**
     * The JDK has no types for these: a full disk is an IOException with the operating system's words, a full seda queue
     * what BlockingQueue.add throws.
     */
    private static boolean isOutOfResources(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return cause instanceof RejectedExecutionException
                || cause instanceof IllegalStateException && message.equals("queue full")
                || cause.getClass().getSimpleName().equals("ResourceAllocationException")
                || cause instanceof IOException
                        && (message.contains("no space left")
                                || message.contains("not enough space")
                                || message.contains("quota exceeded"));
    }
}
