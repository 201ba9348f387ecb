package io.cameldicom.component;

import io.cameldicom.component.event.AssociationEvent;
import io.cameldicom.component.event.AssociationEvent.Kind;
import io.cameldicom.component.event.DicomEvent;
import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.RejectReason;
import io.cameldicom.dicom.service.AssociationListener;
import io.cameldicom.dicom.ul.Association;
import java.net.InetSocketAddress;
import org.apache.camel.CamelContext;

/** The associations of a port as Camel events. */
record PortEvents(CamelContext context) implements AssociationListener {

    @Override
    public void opened(Association association) {
        send(Kind.opened, association, null);
    }

    @Override
    public void closed(Association association, Throwable failure) {
        if (failure == null) {
            send(Kind.released, association, null);
        } else {
            send(Kind.broken, association, failure.getClass().getSimpleName());
        }
    }

    @Override
    public void rejected(AssociateRq rq, InetSocketAddress remote, AssociateRj rejection) {
        RejectReason reason = RejectReason.of(rejection.source(), rejection.reason());
        send(Kind.rejected, rq.callingAeTitle(), rq.calledAeTitle(), remote, String.valueOf(reason));
    }

    private void send(Kind kind, Association association, String reason) {
        send(kind, association.callingAeTitle(), association.calledAeTitle(), association.remoteAddress(), reason);
    }

    private void send(Kind kind, String callingAe, String calledAe, InetSocketAddress remote, String reason) {
        if (DicomEvent.isWanted(context)) {
            new AssociationEvent(context, kind, callingAe, calledAe, remote, reason).send();
        }
    }
}
