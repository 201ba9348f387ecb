package io.cameldicom.dicom.dimse;

import io.cameldicom.dicom.ul.Association;
import java.io.IOException;

/**
 * What the peer sent is no sequence of DIMSE messages (PS3.7 6.3, PS3.8 Annex E). There is no message to answer then, so
 * the association is aborted.
 */
public class DimseProtocolException extends IOException {
    DimseProtocolException(String message) {
        super(message);
    }

    /** Aborts as service user, which DIMSE is to the upper layer. */
    static DimseProtocolException abort(Association association, String what) {
        association.abort();
        return new DimseProtocolException(association.id() + ": " + what + "; aborted");
    }
}
