package io.cameldicom.dicom.service;

import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.ul.Association;
import java.net.InetSocketAddress;
import java.util.List;

/** Tells several listeners, in their order. */
record JointListener(List<AssociationListener> listeners) implements AssociationListener {

    static AssociationListener of(List<AssociationListener> listeners) {
        return listeners.size() == 1 ? listeners.get(0) : new JointListener(List.copyOf(listeners));
    }

    @Override
    public void opened(Association association) {
        listeners.forEach(listener -> listener.opened(association));
    }

    @Override
    public void closed(Association association, Throwable failure) {
        listeners.forEach(listener -> listener.closed(association, failure));
    }

    @Override
    public void rejected(AssociateRq rq, InetSocketAddress remote, AssociateRj rejection) {
        listeners.forEach(listener -> listener.rejected(rq, remote, rejection));
    }
}
