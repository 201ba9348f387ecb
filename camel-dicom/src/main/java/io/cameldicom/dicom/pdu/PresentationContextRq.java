package io.cameldicom.dicom.pdu;

import java.util.List;

/**
 * A proposed presentation context (PS3.8 9.3.2.2).
 *
 * @param id odd, 1 to 255
 * @param abstractSyntax UID of the SOP class
 * @param transferSyntaxes UIDs, at least one
 */
public record PresentationContextRq(int id, String abstractSyntax, List<String> transferSyntaxes) {

    public PresentationContextRq {
        Codes.requireByte("id", id);
        transferSyntaxes = List.copyOf(transferSyntaxes);
    }
}
