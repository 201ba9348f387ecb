package io.cameldicom.dicom.service;

import java.io.IOException;

/**
 * The peer accepted the association without confirming the user identity, though it was asked to (PS3.7 D.3.3.7.2): it does
 * not know user identities. The association was aborted.
 */
public class UserIdentityNotConfirmedException extends IOException {
    UserIdentityNotConfirmedException(String associationId) {
        super(associationId + ": the peer did not confirm the user identity; aborted. Does it support user identity"
                + " negotiation? If not, do without a positive response");
    }
}
