package io.cameldicom.dicom.dimse;

/** The peer did not answer a request in time; the association was aborted, since a late answer would confuse. */
public class ResponseTimeoutException extends AssociationLostException {
    ResponseTimeoutException(String message) {
        super(message, null);
    }
}
