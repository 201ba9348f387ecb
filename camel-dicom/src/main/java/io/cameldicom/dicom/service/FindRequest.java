package io.cameldicom.dicom.service;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dimse.DimseRequest;
import io.cameldicom.dicom.dimse.Status;

/** A C-FIND-RQ that came in (PS3.7 9.1.2). To be used by one thread at a time. */
public final class FindRequest extends OperationRequest {
    private final Attributes identifier;
    private int pendingStatus = Status.Pending;
    private int finalStatus = Status.Success;

    FindRequest(DimseRequest request, Attributes identifier) {
        super(request);
        this.identifier = identifier;
    }

    /** The keys to match and to return. */
    public Attributes identifier() {
        return identifier;
    }

    /** What the association negotiated for queries of this SOP class (PS3.4 C.5.1.1); nothing of it by default. */
    public QueryOptions options() {
        return QueryOptions.negotiated(association(), abstractSyntaxUid());
    }

    /** From now on matches say FF01: one or more optional keys were not supported (PS3.4 C.4.1.1.4). */
    public void optionalKeysNotSupported() {
        pendingStatus = Status.PendingWarning;
    }

    /** The last match will be followed by B001: there are more than this side returns (PS3.4 C.4.1.1.4). */
    public void limitReached() {
        finalStatus = Status.MatchingReachedResponseLimit;
    }

    int pendingStatus() {
        return pendingStatus;
    }

    int finalStatus() {
        return finalStatus;
    }
}
