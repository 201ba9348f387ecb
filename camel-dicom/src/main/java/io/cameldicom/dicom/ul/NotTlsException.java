package io.cameldicom.dicom.ul;

import javax.net.ssl.SSLException;

/** What came is no TLS. */
final class NotTlsException extends SSLException {

    private final boolean dicom;

    /** @param firstByte of what came */
    NotTlsException(int firstByte) {
        super("the first byte is " + firstByte);
        dicom = firstByte >= 1 && firstByte <= 7;
    }

    /** Whether it looks like a PDU (PS3.8 9.3.1). */
    boolean isDicom() {
        return dicom;
    }
}
