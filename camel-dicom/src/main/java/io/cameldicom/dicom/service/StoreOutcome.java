package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dimse.StatusClass;

/**
 * The peer's answer to an object it has taken.
 *
 * @param status 0000, or B0xx: taken, but elements were coerced or discarded, or do not match the SOP class
 * @param errorComment the peer's words, or null
 */
public record StoreOutcome(int status, String errorComment) {
    public boolean isWarning() {
        return StatusClass.of(status) == StatusClass.WARNING;
    }
}
