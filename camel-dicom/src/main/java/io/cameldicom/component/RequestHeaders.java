package io.cameldicom.component;

import io.cameldicom.dicom.ul.Association;
import org.apache.camel.Message;

/** The headers that say who asks: the same for every operation a consumer performs. */
final class RequestHeaders {

    private RequestHeaders() {}

    static void set(Message message, DicomOperation operation, Association association, int messageId) {
        message.setHeader(DicomConstants.OPERATION, operation.name());
        message.setHeader(DicomConstants.CALLING_AE_TITLE, association.callingAeTitle());
        message.setHeader(DicomConstants.CALLED_AE_TITLE, association.calledAeTitle());
        message.setHeader(
                DicomConstants.REMOTE_ADDRESS,
                association.remoteAddress().getAddress().getHostAddress());
        message.setHeader(DicomConstants.ASSOCIATION_ID, association.id());
        message.setHeader(DicomConstants.MESSAGE_ID, messageId);
        association.tlsPeerSubject().ifPresent(subject -> message.setHeader(DicomConstants.TLS_PEER_SUBJECT, subject));
        if (verifiesUsers(message)) {
            UserIdentity.verifiedName(association).ifPresent(name -> message.setHeader(DicomConstants.USER_NAME, name));
        }
    }

    /** A name that nobody has verified is no basis for anything. */
    private static boolean verifiesUsers(Message message) {
        return message.getExchange().getFromEndpoint() instanceof DicomEndpoint endpoint
                && endpoint.getConfiguration().getUserIdentityVerifier() != null;
    }
}
