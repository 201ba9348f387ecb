package io.cameldicom.dicom.pdu;

/** Range checks of PDU fields; a value that does not fit its field is a mistake of the caller. */
final class Codes {

    private Codes() {}

    static void requireByte(String field, int value) {
        requireRange(field, value, 0, 0xff);
    }

    static void requireShort(String field, int value) {
        requireRange(field, value, 0, 0xffff);
    }

    private static void requireRange(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(field + "=" + value + ": must be " + min + " to " + max);
        }
    }
}
