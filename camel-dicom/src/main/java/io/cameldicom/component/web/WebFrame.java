package io.cameldicom.component.web;

/**
 * A frame that a server gave: an element of the body after {@code operation=frames}.
 *
 * @param number from 1
 * @param mediaType such as {@code application/octet-stream} (uncompressed) or {@code image/jp2}, without parameters
 * @param transferSyntaxUid what the server says of the encoding, or null
 * @param bytes as they came
 */
public record WebFrame(int number, String mediaType, String transferSyntaxUid, byte[] bytes) {

    /** Without the pixels. */
    @Override
    public String toString() {
        return "WebFrame[" + number + ", " + mediaType + ", " + bytes.length + " bytes]";
    }
}
