package io.cameldicom.hub.queue;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.hub.ledger.InstanceIdentity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Message;

/**
 * The headers of an object that travel with it through the queue: UIDs, modality, and the association it came by.
 * Immutable.
 */
record ObjectLabels(Map<String, Object> headers) {

    /** No identity of a patient among them. */
    private static final List<String> TEXTS = List.of(
            DicomConstants.SOP_CLASS_UID,
            DicomConstants.SOP_INSTANCE_UID,
            DicomConstants.TRANSFER_SYNTAX_UID,
            DicomConstants.STUDY_INSTANCE_UID,
            DicomConstants.SERIES_INSTANCE_UID,
            DicomConstants.MODALITY,
            DicomConstants.CALLING_AE_TITLE,
            DicomConstants.CALLED_AE_TITLE,
            DicomConstants.REMOTE_ADDRESS,
            DicomConstants.ASSOCIATION_ID,
            DicomConstants.TLS_PEER_SUBJECT,
            DicomConstants.MOVE_ORIGINATOR_AE_TITLE);

    /** Priority (0000,0700): 0 medium, 1 high, 2 low. */
    private static final String PRIORITY = DicomConstants.PRIORITY;

    /** Of an object as it is in its route now: what the headers say of it may be older than its last edit. */
    static ObjectLabels of(Message message, DicomObject object, Integer priority) {
        Map<String, Object> headers = new LinkedHashMap<>();
        for (String name : TEXTS) {
            put(headers, name, message.getHeader(name, String.class));
        }
        put(headers, PRIORITY, priority == null ? message.getHeader(PRIORITY, Integer.class) : priority);
        return describe(headers, object);
    }

    /** Of an object that is in no route. */
    static ObjectLabels of(DicomObject object) {
        return describe(new LinkedHashMap<>(), object);
    }

    private static ObjectLabels describe(Map<String, Object> headers, DicomObject object) {
        put(headers, DicomConstants.SOP_CLASS_UID, object.sopClassUid());
        put(headers, DicomConstants.SOP_INSTANCE_UID, object.sopInstanceUid());
        put(headers, DicomConstants.TRANSFER_SYNTAX_UID, object.transferSyntaxUid());
        put(headers, DicomConstants.STUDY_INSTANCE_UID, object.string("StudyInstanceUID"));
        put(headers, DicomConstants.SERIES_INSTANCE_UID, object.string("SeriesInstanceUID"));
        put(headers, DicomConstants.MODALITY, object.string("Modality"));
        return new ObjectLabels(headers);
    }

    private static void put(Map<String, Object> headers, String name, Object value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    static ObjectLabels from(org.apache.activemq.artemis.api.core.Message message) {
        Map<String, Object> headers = new LinkedHashMap<>();
        for (String name : TEXTS) {
            put(headers, name, message.getStringProperty(name));
        }
        if (message.containsProperty(PRIORITY)) {
            headers.put(PRIORITY, message.getIntProperty(PRIORITY));
        }
        return new ObjectLabels(headers);
    }

    void writeTo(org.apache.activemq.artemis.api.core.Message message) {
        headers.forEach(message::putObjectProperty);
    }

    /** Puts them onto the message of a route. */
    void setOn(Message message) {
        headers.forEach(message::setHeader);
    }

    String sopInstanceUid() {
        return text(DicomConstants.SOP_INSTANCE_UID);
    }

    String sopClassUid() {
        return text(DicomConstants.SOP_CLASS_UID);
    }

    String studyInstanceUid() {
        return text(DicomConstants.STUDY_INSTANCE_UID);
    }

    String callingAeTitle() {
        return text(DicomConstants.CALLING_AE_TITLE);
    }

    int priority() {
        return (Integer) headers.getOrDefault(PRIORITY, 0);
    }

    InstanceIdentity identity() {
        return InstanceIdentity.of(sopInstanceUid(), studyInstanceUid(), text(DicomConstants.SERIES_INSTANCE_UID));
    }

    private String text(String name) {
        return (String) headers.get(name);
    }
}
