package io.cameldicom.component;

import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.ContextNotAcceptedException;
import io.cameldicom.dicom.service.RefusedException;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;

/**
 * An operation a producer asked of its peer failed. The message names peer, operation and what to check, and no value
 * of the object.
 */
public class DicomOperationException extends CamelExchangeException {

    private final String peer;
    private final boolean retryable;
    private final int status;
    private final String errorComment;

    DicomOperationException(Exchange exchange, String peer, String what, boolean retryable, Throwable cause) {
        this(exchange, peer, what, retryable, Status.ProcessingFailure, cause);
    }

    DicomOperationException(
            Exchange exchange, String peer, String what, boolean retryable, int status, Throwable cause) {
        this(
                exchange,
                peer,
                what,
                retryable,
                status,
                cause instanceof RefusedException refused ? refused.getErrorComment() : null,
                cause);
    }

    /**
     * @param peer name and address of whom was asked
     * @param errorComment what the peer remarked, or null
     */
    protected DicomOperationException(
            Exchange exchange,
            String peer,
            String what,
            boolean retryable,
            int status,
            String errorComment,
            Throwable cause) {
        super(peer + ": " + what, exchange, cause);
        this.peer = peer;
        this.retryable = retryable;
        this.status = status;
        this.errorComment = errorComment;
    }

    /** {@code PACS@pacs1:104}. */
    public String getPeer() {
        return peer;
    }

    /** Whether sending the same again later can end differently. */
    public boolean isRetryable() {
        return retryable;
    }

    /** The peer's status (0000,0900) where it answered one, otherwise 0110 (processing failure). */
    public int getStatus() {
        return status;
    }

    /** Error Comment (0000,0902) of the peer's answer, or null. Kept out of the message: it is the peer's text. */
    public String getErrorComment() {
        return errorComment;
    }

    /** What to call the peer where there is little room: its AE title, or its host. */
    protected String peerName() {
        return peer.substring(0, peer.indexOf('@'));
    }

    /** What a consumer answers its own requestor, when its route failed with this. */
    int responseStatus() {
        return getCause() instanceof ContextNotAcceptedException ? Status.SOPClassNotSupported : status;
    }

    String responseComment() {
        return "Not taken by " + peerName() + ": " + FailureWords.of(getCause());
    }
}
