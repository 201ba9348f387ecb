package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Message;

/** The headers that repeat what is in the object, for steps that change it. */
public final class ObjectHeaders {

    private static final Map<String, Integer> TAGS = Map.of(
            DicomConstants.SOP_CLASS_UID, Tag.SOPClassUID,
            DicomConstants.SOP_INSTANCE_UID, Tag.SOPInstanceUID,
            DicomConstants.STUDY_INSTANCE_UID, Tag.StudyInstanceUID,
            DicomConstants.SERIES_INSTANCE_UID, Tag.SeriesInstanceUID,
            DicomConstants.MODALITY, Tag.Modality);

    /** Routes make file names of these headers: what is no UID or code string does not get there. UIDs in the field have letters. */
    private static final Pattern UID = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.]{0,63}");

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_ ]{1,16}");

    private ObjectHeaders() {}

    /** Sets the body, and the headers that are the object's own; UIDs and codes that are none get no header. */
    public static void describe(Message message, DicomObject object) {
        message.setBody(object);
        message.setHeader(DicomConstants.SOP_CLASS_UID, object.sopClassUid());
        message.setHeader(DicomConstants.SOP_INSTANCE_UID, object.sopInstanceUid());
        message.setHeader(DicomConstants.TRANSFER_SYNTAX_UID, object.transferSyntaxUid());
        Attributes attributes = object.attributes();
        setIf(UID, message, DicomConstants.STUDY_INSTANCE_UID, attributes.getString(Tag.StudyInstanceUID));
        setIf(UID, message, DicomConstants.SERIES_INSTANCE_UID, attributes.getString(Tag.SeriesInstanceUID));
        setIf(CODE, message, DicomConstants.MODALITY, attributes.getString(Tag.Modality));
    }

    private static void setIf(Pattern valid, Message message, String header, String value) {
        if (value != null && valid.matcher(value).matches()) {
            message.setHeader(header, value);
        }
    }

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
