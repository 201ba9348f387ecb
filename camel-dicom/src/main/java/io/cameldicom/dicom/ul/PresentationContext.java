package io.cameldicom.dicom.ul;

/**
 * A negotiated presentation context.
 *
 * @param id odd, 1 to 255
 * @param abstractSyntax UID of the SOP class
 * @param transferSyntax UID the data sets of this context are encoded with; empty unless accepted
 * @param result as in {@link io.cameldicom.dicom.pdu.PresentationContextAc}
 */
public record PresentationContext(int id, String abstractSyntax, String transferSyntax, int result) {

    public boolean isAccepted() {
        return result == 0;
    }
}
