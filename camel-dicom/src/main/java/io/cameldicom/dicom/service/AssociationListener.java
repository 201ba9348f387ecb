package io.cameldicom.dicom.service;

import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.ul.Association;
import java.net.InetSocketAddress;

/**
 * Told of the associations of an {@link ApplicationEntity}, for counts and logs: each one {@link #opened} is {@link
 * #closed} once. Called on the association's thread; must not block and must be thread-safe.
 */
public interface AssociationListener {
    AssociationListener NONE = new AssociationListener() {};

    /** An association has been accepted. */
    default void opened(Association association) {}

    /**
     * It has ended.
     *
     * @param failure null if it was released in order
     */
    default void closed(Association association, Throwable failure) {}

    /** A request was rejected. */
    default void rejected(AssociateRq rq, InetSocketAddress remote, AssociateRj rejection) {}
}
