package io.cameldicom.component;

import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.PduException;
import io.cameldicom.dicom.service.AssociationListener;
import io.cameldicom.dicom.ul.Association;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the associations of a consumer; a peer that breaks the protocol goes to the consumer's exception handler. */
final class AssociationEvents implements AssociationListener {

    private static final Logger LOG = LoggerFactory.getLogger(DicomConsumer.class);

    private final DicomConsumer consumer;

    AssociationEvents(DicomConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public void opened(Association association) {
        LOG.debug("{} opened from {}", association.id(), association.remoteAddress());
    }

    @Override
    public void closed(Association association, Throwable failure) {
        if (failure == null) {
            LOG.debug("{} released", association.id());
        } else if (failure instanceof PduException) {
            consumer.getExceptionHandler()
                    .handleException(association.id() + " was aborted: the peer broke the protocol", failure);
        } else {
            // Peers that hang up, abort or fall silent between messages are daily life and harm nobody.
            LOG.info("{} ended: {}", association.id(), failure.getMessage());
        }
    }

    @Override
    public void rejected(AssociateRq rq, InetSocketAddress remote, AssociateRj rejection) {
        LOG.info(
                "Association from {} at {} to {} rejected: {}",
                rq.callingAeTitle(),
                remote,
                rq.calledAeTitle(),
                rejection.describe());
    }
}
