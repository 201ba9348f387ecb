package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.NormalizedHandler;
import io.cameldicom.dicom.service.NormalizedReply;
import io.cameldicom.dicom.service.NormalizedRequest;
import io.cameldicom.dicom.service.ServiceClassProvider;
import java.io.IOException;
import java.util.List;
import org.apache.camel.support.service.ServiceSupport;

/** Instance Availability Notification (PS3.4 Annex R) as exchanges. Thread-safe. */
final class IanService extends ServiceSupport implements ConsumerService, NormalizedHandler {

    private final NormalizedExchange exchanges;

    IanService(DicomConsumer consumer) {
        this.exchanges = new NormalizedExchange(consumer);
    }

    @Override
    public List<ServiceClassProvider> providers() {
        return List.of(NormalizedExchange.provider(this, UID.InstanceAvailabilityNotification, Dimse.N_CREATE_RQ));
    }

    @Override
    public NormalizedReply create(NormalizedRequest request) throws IOException {
        Attributes notification = request.attributes();
        requireValue(notification, Tag.StudyInstanceUID);
        requireValue(notification, Tag.ReferencedSeriesSequence);
        return exchanges.reply(request, exchanges.process(request, DicomOperation.nCreate));
    }

    /** Without these two a notification says nothing (PS3.4 table R.3.2-1, type 1). */
    private static void requireValue(Attributes notification, int tag) throws DicomServiceException {
        if (!notification.containsValue(tag)) {
            int status = notification.contains(tag) ? Status.MissingAttributeValue : Status.MissingAttribute;
            throw new DicomServiceException(status, Tag.format(tag) + " has no value").withOffendingElements(tag);
        }
    }
}
