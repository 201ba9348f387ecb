package io.cameldicom.component;

import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.dimse.StatusTable;
import io.cameldicom.dicom.service.RefusedException;
import io.cameldicom.dicom.service.RetryAdvice;
import io.cameldicom.dicom.transcode.TranscodeException;
import io.cameldicom.dicom.ul.TlsException;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What all operations of a producer have in common: under which name to call, how to tell what came of it. */
final class PeerCall {

    private final DicomEndpoint endpoint;

    PeerCall(DicomEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    String callingAeTitle(Exchange exchange) {
        if (endpoint.getConfiguration().isAllowAeTitleOverride()) {
            String header = exchange.getMessage().getHeader(DicomConstants.CALLING_AE_TITLE, String.class);
            if (header != null) {
                return AeTitles.check("header " + DicomConstants.CALLING_AE_TITLE, header);
            }
        }
        return endpoint.callingAeTitle();
    }

    static void answer(Message message, int status, String errorComment) {
        message.setHeader(DicomConstants.STATUS, status);
        if (errorComment == null) {
            message.removeHeader(DicomConstants.ERROR_COMMENT);
        } else {
            message.setHeader(DicomConstants.ERROR_COMMENT, errorComment);
        }
    }

    /** Nothing was asked of the peer: the exchange has not what the operation needs. */
    DicomOperationException unusable(Exchange exchange, String why) {
        return new DicomOperationException(exchange, endpoint.address().toString(), why, false, null);
    }

    private static String advice(IOException cause) {
        return cause instanceof TlsException tls && tls.reason() == TlsException.Reason.CERTIFICATE_FOR_ANOTHER_HOST
                ? ". The options tlsServerName and tlsHostnameVerification say what is expected"
                : "";
    }

    /** The peer answered a failure, the operation being done. */
    DicomOperationException refused(Exchange exchange, String what, int status, String errorComment) {
        boolean retryable = StatusTable.RETRIEVE.meaningOf(status).retryable();
        return new DicomOperationException(
                exchange, endpoint.address().toString(), what, retryable, status, errorComment, null);
    }

    /** @param what such as {@code C-STORE failed} */
    DicomOperationException failure(Exchange exchange, String what, IOException cause) {
        boolean retryable = !(cause instanceof StoreSender.NotAcceptedException)
                && !(cause instanceof TranscodeException)
                && RetryAdvice.retryMakesSense(cause);
        int status = cause instanceof RefusedException refused && refused.getStatus() > 0
                ? refused.getStatus()
                : Status.ProcessingFailure;
        return new DicomOperationException(
                exchange,
                endpoint.address().toString(),
                what + ": " + cause.getMessage() + advice(cause)
                        + (retryable ? " [a retry may help]" : " [a retry does not help]"),
                retryable,
                status,
                cause);
    }
}
