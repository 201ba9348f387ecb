package io.cameldicom.dicom.pdu;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

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

    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    public UserIdentityRq {
        Codes.requireByte("identityType", identityType);
        primaryField = primaryField.slice().asReadOnlyBuffer();
        secondaryField = secondaryField.slice().asReadOnlyBuffer();
    }

    /** Type 1: a user name, on the requestor's word. */
    public static UserIdentityRq username(String name, boolean positiveResponseRequested) {
        return new UserIdentityRq(USERNAME, positiveResponseRequested, utf8(name), NONE);
    }

    /** Type 2: a user name with a passcode. */
    public static UserIdentityRq usernameAndPasscode(String name, String passcode, boolean positiveResponseRequested) {
        return new UserIdentityRq(USERNAME_AND_PASSCODE, positiveResponseRequested, utf8(name), utf8(passcode));
    }

    /** Type 3: a Kerberos service ticket (RFC 4120). */
    public static UserIdentityRq kerberos(byte[] serviceTicket, boolean positiveResponseRequested) {
        return new UserIdentityRq(
                KERBEROS_SERVICE_TICKET, positiveResponseRequested, ByteBuffer.wrap(serviceTicket), NONE);
    }

    /** Type 4: a SAML assertion. */
    public static UserIdentityRq saml(byte[] assertion, boolean positiveResponseRequested) {
        return new UserIdentityRq(SAML_ASSERTION, positiveResponseRequested, ByteBuffer.wrap(assertion), NONE);
    }

    /** Type 5: a JSON web token (RFC 7519). */
    public static UserIdentityRq jwt(String token, boolean positiveResponseRequested) {
        return new UserIdentityRq(JSON_WEB_TOKEN, positiveResponseRequested, utf8(token), NONE);
    }

    /** The primary field as UTF-8 text: of types 1, 2 and 5, and usually 4. */
    public String primaryText() {
        return StandardCharsets.UTF_8.decode(primaryField()).toString();
    }

    /** The secondary field as UTF-8 text: the passcode of type 2. */
    public String secondaryText() {
        return StandardCharsets.UTF_8.decode(secondaryField()).toString();
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
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
