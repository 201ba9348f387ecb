package io.cameldicom.dicom.pdu;

import java.nio.ByteBuffer;

/**
 * User identity of the requestor (PS3.7 D.3.3.7.1). The fields are credentials: they are not part of
 * {@link #toString()} and belong in no log.
 *
 * @param identityType one of the constants
 * @param positiveResponseRequested whether an accepted identity must be answered by a {@link UserIdentityAc}
 * @param primaryField user name (UTF-8), Kerberos ticket, SAML assertion or JSON web token
 * @param secondaryField passcode (UTF-8) with {@link #USERNAME_AND_PASSCODE}, else empty
 */
public record UserIdentityRq(
        int identityType, boolean positiveResponseRequested, ByteBuffer primaryField, ByteBuffer secondaryField)
        implements UserInformationItem {

    public static final int USERNAME = 1;
    public static final int USERNAME_AND_PASSCODE = 2;
    public static final int KERBEROS_SERVICE_TICKET = 3;
    public static final int SAML_ASSERTION = 4;
    public static final int JSON_WEB_TOKEN = 5;

    static final int TYPE = 0x58;

    public UserIdentityRq {
        Codes.requireByte("identityType", identityType);
        primaryField = primaryField.slice().asReadOnlyBuffer();
        secondaryField = secondaryField.slice().asReadOnlyBuffer();
    }

    @Override
    public ByteBuffer primaryField() {
        return primaryField.duplicate();
    }

    @Override
    public ByteBuffer secondaryField() {
        return secondaryField.duplicate();
    }

    @Override
    public int itemType() {
        return TYPE;
    }

    @Override
    public String toString() {
        return "UserIdentityRq[identityType=" + identityType + "]";
    }
}
