package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.json.JsonWriter;
import org.apache.camel.Converter;

/** Conversion of {@link Attributes} to DICOM JSON (PS3.18 Annex F). Needs Jackson core on the class path. */
@Converter(generateLoader = true)
public final class DicomJsonConverter {

    private DicomJsonConverter() {}

    /** One JSON object, binary values included as Base64. It has the patient in it: not for logs. */
    @Converter
    public static String toJson(Attributes attributes) {
        return JsonWriter.toString(attributes);
    }
}
