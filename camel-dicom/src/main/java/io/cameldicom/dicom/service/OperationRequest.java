package io.cameldicom.dicom.service;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.DimseRequest;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.ul.Association;

/** What requests of the query, retrieve and normalized services have in common. */
public abstract class OperationRequest {
    private static final int MEDIUM_PRIORITY = 0;

    private final DimseRequest request;

    OperationRequest(DimseRequest request) {
        this.request = request;
    }

    public Association association() {
        return request.association();
    }

    /** For requests to the peer, such as an N-EVENT-REPORT; not to be waited for on the association's reader thread. */
    public DimseSession session() {
        return request.session();
    }

    /** Affected or Requested SOP Class UID. */
    public String sopClassUid() {
        return request.sopClassUid();
    }

    /** The SOP class or meta SOP class of the presentation context. */
    public String abstractSyntaxUid() {
        return request.presentationContext().abstractSyntax();
    }

    /** UID of the transfer syntax data sets of this request and its answers are encoded in. */
    public String transferSyntaxUid() {
        return request.presentationContext().transferSyntax();
    }

    public int messageId() {
        return request.messageId();
    }

    /** 0 medium, 1 high, 2 low (PS3.7 9.1.2.1.4); medium where the service has none. */
    public int priority() {
        return request.command().getInt(Tag.Priority, MEDIUM_PRIORITY);
    }

    /** Whether nobody wants more answers: the peer has cancelled the request, or the association has ended. */
    public boolean isCancelled() {
        return request.isCancelled();
    }

    /**
     * Something to do once when the request is cancelled or the association ends, at once if that was before. It is done
     * on the association's reader thread, so it must not block.
     */
    public void onCancel(Runnable task) {
        request.onCancel(task);
    }

    DimseRequest request() {
        return request;
    }

    /** Message kind and ids; no identifier, no attribute values. */
    @Override
    public String toString() {
        return association().id() + ": " + request.command();
    }

    static Attributes orEmpty(Attributes attributes) {
        return attributes == null ? new Attributes() : attributes;
    }
}
