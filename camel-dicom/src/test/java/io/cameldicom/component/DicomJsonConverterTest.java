package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class DicomJsonConverterTest {

    @Test
    void attributes_as_a_string_are_dicom_json() throws Exception {
        Attributes attributes = new Attributes();
        attributes.setString(Tag.Modality, VR.CS, "CT");
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            assertEquals(
                    "{\"00080060\":{\"vr\":\"CS\",\"Value\":[\"CT\"]}}",
                    context.getTypeConverter().mandatoryConvertTo(String.class, attributes));
        }
    }
}
