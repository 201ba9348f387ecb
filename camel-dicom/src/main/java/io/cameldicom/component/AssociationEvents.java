package io.cameldicom.component;

import io.cameldicom.dicom.pdu.PduException;
import io.cameldicom.dicom.service.AssociationListener;
import io.cameldicom.dicom.ul.Association;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells services when an association ends, and the consumer's exception handler of peers that break the protocol. That peers hang up, abort or fall silent
 * between messages is daily life, and harms nobody.
 */
final class AssociationEvents implements AssociationListener {

    private static final Logger LOG = LoggerFactory.getLogger(DicomConsumer.class);

    private final DicomConsumer consumer;
    private final List<ConsumerService> services;

    AssociationEvents(DicomConsumer consumer, List<ConsumerService> services) {
        this.consumer = consumer;
        this.services = List.copyOf(services);
    }

    @Override
    public void opened(Association association) {
        LOG.debug("{} opened from {}", association.id(), association.remoteAddress());
        consumer.opened(association);
    }

    @Override
    public void closed(Association association, Throwable failure) {
        LOG.debug("{} closed", association.id());
        services.forEach(service -> service.associationClosed(association));
        if (failure instanceof PduException) {
            consumer.getExceptionHandler()
                    .handleException(association.id() + " was aborted: the peer broke the protocol", failure);
        }
    }
}
