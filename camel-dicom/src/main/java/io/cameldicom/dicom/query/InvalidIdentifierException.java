package io.cameldicom.dicom.query;

/**
 * An identifier does not match its SOP class: to be answered with status A900 (PS3.4 C.4.1.1.4). The message names the
 * key, has at most 64 characters and none of the peer's, so it can serve as Error Comment (0000,0902).
 */
public class InvalidIdentifierException extends Exception {
    private final int tag;

    InvalidIdentifierException(int tag, String message) {
        super(message);
        this.tag = tag;
    }

    /** The key that is missing or wrong, for Offending Element (0000,0901). */
    public int tag() {
        return tag;
    }
}
