package io.cameldicom.dicom.dimse;

import io.cameldicom.dicom.pdu.AsynchronousOperationsWindow;
import io.cameldicom.dicom.ul.Association;

/**
 * How many operations may be outstanding at a time, from this side's view (PS3.7 D.3.3.3).
 *
 * @param invoked by this side
 * @param performed by this side for the peer
 */
record OperationsWindow(int invoked, int performed) {
    private static final int UNLIMITED = 0;
    /** As many as there are message ids. */
    private static final int MOST = 0xFFFF;

    /** What was negotiated; one each way where nothing was. */
    static OperationsWindow of(Association association) {
        AsynchronousOperationsWindow agreed = association
                .associateAc()
                .userInformation()
                .find(AsynchronousOperationsWindow.class)
                .orElse(new AsynchronousOperationsWindow(1, 1));
        int byRequestor = operations(agreed.maxInvoked());
        int byAcceptor = operations(agreed.maxPerformed());
        return association.isRequestor()
                ? new OperationsWindow(byRequestor, byAcceptor)
                : new OperationsWindow(byAcceptor, byRequestor);
    }

    private static int operations(int negotiated) {
        return negotiated == UNLIMITED ? MOST : negotiated;
    }
}
