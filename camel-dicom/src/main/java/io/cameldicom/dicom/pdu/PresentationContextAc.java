package io.cameldicom.dicom.pdu;

/**
 * The answer to one proposed presentation context (PS3.8 9.3.3.2).
 *
 * @param id the proposed id
 * @param result one of the constants; other values are reserved
 * @param transferSyntax UID; meaningful only with {@link #ACCEPTANCE}, empty where the peer sent none
 */
public record PresentationContextAc(int id, int result, String transferSyntax) {

    public static final int ACCEPTANCE = 0;
    public static final int USER_REJECTION = 1;
    public static final int NO_REASON = 2;
    public static final int ABSTRACT_SYNTAX_NOT_SUPPORTED = 3;
    public static final int TRANSFER_SYNTAXES_NOT_SUPPORTED = 4;

    public PresentationContextAc {
        Codes.requireByte("id", id);
        Codes.requireByte("result", result);
    }

    public boolean isAccepted() {
        return result == ACCEPTANCE;
    }
}
