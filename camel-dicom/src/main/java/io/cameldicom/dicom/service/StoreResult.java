package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dimse.Status;

/**
 * The answer to a C-STORE-RQ.
 *
 * @param status success, a warning (B0xx) or a failure of PS3.4 B.2.3 and PS3.7 9.1.1.1.9, see {@link Status}
 * @param errorComment for the peer's operator, no patient data; cut to 64 characters; null for none
 */
public record StoreResult(int status, String errorComment) {
    public static final StoreResult SUCCESS = new StoreResult(Status.Success, null);

    /** Stands for one that another thread gives, see {@link StoreRequest#finishWith}. */
    static final StoreResult LATER = new StoreResult(Status.Pending, null);
}
