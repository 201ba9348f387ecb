package io.cameldicom.dicom.dimse;

import io.cameldicom.dicom.pdu.AsynchronousOperationsWindow;
import io.cameldicom.dicom.pdu.UserInformation;
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

    /** What was negotiated; one each way where nothing was. An answer can only lower what was proposed. */
    static OperationsWindow of(Association association) {
        AsynchronousOperationsWindow proposed = in(association.associateRq().userInformation());
        AsynchronousOperationsWindow answered = in(association.associateAc().userInformation());
        int byRequestor = Math.min(operations(proposed.maxInvoked()), operations(answered.maxInvoked()));
        int byAcceptor = Math.min(operations(proposed.maxPerformed()), operations(answered.maxPerformed()));
        return association.isRequestor()
                ? new OperationsWindow(byRequestor, byAcceptor)
                : new OperationsWindow(byAcceptor, byRequestor);
    }

    private static AsynchronousOperationsWindow in(UserInformation information) {
        return information.find(AsynchronousOperationsWindow.class).orElse(new AsynchronousOperationsWindow(1, 1));
    }

    private static int operations(int negotiated) {
        return negotiated == UNLIMITED ? MOST : negotiated;
    }
}
