package io.cameldicom.dicom.pdu;

/**
 * Asynchronous operations window (PS3.7 D.3.3.3). Absent means 1 and 1.
 *
 * @param maxInvoked operations the association requestor may have outstanding; 0 is no limit
 * @param maxPerformed operations the association acceptor may have outstanding; 0 is no limit
 */
public record AsynchronousOperationsWindow(int maxInvoked, int maxPerformed) implements UserInformationItem {

    static final int TYPE = 0x53;

    public AsynchronousOperationsWindow {
        Codes.requireShort("maxInvoked", maxInvoked);
        Codes.requireShort("maxPerformed", maxPerformed);
    }

    @Override
    public int itemType() {
        return TYPE;
    }
}
