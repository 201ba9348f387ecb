package io.cameldicom.dicom.pdu;

import java.nio.ByteBuffer;

/**
 * The acceptor's positive answer to a user identity (PS3.7 D.3.3.7.2).
 *
 * @param serverResponse empty for user names; Kerberos server ticket, SAML response or JSON web token otherwise
 */
public record UserIdentityAc(ByteBuffer serverResponse) implements UserInformationItem {

    static final int TYPE = 0x59;

    public UserIdentityAc {
        serverResponse = serverResponse.slice().asReadOnlyBuffer();
    }

    @Override
    public ByteBuffer serverResponse() {
        return serverResponse.duplicate();
    }

    @Override
    public int itemType() {
        return TYPE;
    }

    @Override
    public String toString() {
        return "UserIdentityAc[]";
    }
}
