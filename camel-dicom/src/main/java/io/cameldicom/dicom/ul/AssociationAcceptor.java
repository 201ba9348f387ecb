package io.cameldicom.dicom.ul;

import io.cameldicom.dicom.pdu.AssociateResponse;
import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.pdu.AssociateRq;
import java.net.InetSocketAddress;

/** Decides whether an association is accepted. Called on the thread of the association; thread-safe. */
@FunctionalInterface
public interface AssociationAcceptor {

    /** Answers a request that came from this address. */
    AssociateResponse answer(AssociateRq rq, InetSocketAddress remote);

    /** Told of a request that was rejected without being asked about, because of a limit of the server. */
    default void overLimit(AssociateRq rq, InetSocketAddress remote, AssociateRj rejection) {}
}
