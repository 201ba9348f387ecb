package io.cameldicom.dicom.dimse;

import java.io.IOException;

/**
 * The association ended, or was ended for want of an answer, before a request was answered. Whether the peer performed
 * the operation is unknown.
 */
public class AssociationLostException extends IOException {
    AssociationLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
