package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.util.Map;
import org.apache.camel.Message;

/** The headers that repeat what is in the object, for steps that change it. */
public final class ObjectHeaders {
    private static final Map<String, Integer> TAGS = Map.of(
            DicomConstants.SOP_CLASS_UID, Tag.SOPClassUID,
            DicomConstants.SOP_INSTANCE_UID, Tag.SOPInstanceUID,
            DicomConstants.STUDY_INSTANCE_UID, Tag.StudyInstanceUID,
            DicomConstants.SERIES_INSTANCE_UID, Tag.SeriesInstanceUID,
            DicomConstants.MODALITY, Tag.Modality);

    private ObjectHeaders() {}

    /** Makes those headers which the message has agree with the object again; those of removed attributes go. */
    public static void refresh(Message message, Attributes attributes) {
        TAGS.forEach((header, tag) -> {
            if (message.getHeader(header) != null) {
                String value = attributes.getString(tag);
                if (value == null) {
                    message.removeHeader(header);
                } else {
                    message.setHeader(header, value);
                }
            }
        });
    }
}
