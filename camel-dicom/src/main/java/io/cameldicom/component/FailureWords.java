package io.cameldicom.component;

import io.cameldicom.dicom.dimse.AssociationLostException;
import io.cameldicom.dicom.dimse.ResponseTimeoutException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.service.ContextNotAcceptedException;
import io.cameldicom.dicom.service.RefusedException;
import io.cameldicom.dicom.ul.AssociationException;
import io.cameldicom.dicom.ul.AssociationRejectedException;
import io.cameldicom.dicom.ul.AssociationTimeoutException;
import io.cameldicom.dicom.ul.TlsException;
import io.cameldicom.web.client.WebFailureException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.Locale;

/** What kept a peer from taking an object, short enough for an Error Comment (0000,0902) and without its values. */
final class FailureWords {

    private FailureWords() {}

    static String of(Throwable cause) {
        if (cause == null) {
            return "refused";
        }
        if (cause instanceof RefusedException refused) {
            return "status " + Status.format(refused.getStatus());
        }
        if (cause instanceof WebFailureException web && web.getHttpStatus() != WebFailureException.NO_RESPONSE) {
            return "HTTP status " + web.getHttpStatus();
        }
        if (cause instanceof WebFailureException web) {
            return web.getCause() == null ? "no answer" : of(web.getCause());
        }
        if (cause instanceof AssociationRejectedException rejected) {
            AssociateRj rejection = rejected.rejection();
            return "rejected " + rejection.result() + "/" + rejection.source() + "/" + rejection.reason();
        }
        if (cause instanceof ContextNotAcceptedException) {
            return "SOP class or transfer syntax";
        }
        if (cause instanceof UnknownHostException) {
            return "host not known";
        }
        if (cause instanceof ConnectException) {
            return "no connection";
        }
        if (cause instanceof HttpTimeoutException
                || cause instanceof SocketTimeoutException
                || cause instanceof ResponseTimeoutException
                || cause instanceof AssociationTimeoutException) {
            return "no answer in time";
        }
        if (cause instanceof TlsException tls) {
            return "TLS, " + tls.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        return cause instanceof AssociationException || cause instanceof AssociationLostException
                ? "association lost"
                : cause.getClass().getSimpleName();
    }
}
