package io.cameldicom.hub;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.UidGenerator;
import io.cameldicom.dicom.dict.VR;
import java.io.IOException;

/** Objects of nobody. */
final class TestObjects {

    static final String STUDY = "2.25.1";
    static final String SERIES = "2.25.1.1";

    private TestObjects() {}

    /** A secondary capture's attributes with 16 bytes of pixels. */
    static Attributes attributes(String modality) {
        Attributes attributes = new Attributes();
        attributes.setString(Tag.SOPClassUID, VR.UI, UID.SecondaryCaptureImageStorage);
        attributes.setString(Tag.SOPInstanceUID, VR.UI, UidGenerator.next());
        attributes.setString(Tag.StudyInstanceUID, VR.UI, STUDY);
        attributes.setString(Tag.SeriesInstanceUID, VR.UI, SERIES);
        if (modality != null) {
            attributes.setString(Tag.Modality, VR.CS, modality);
        }
        attributes.setBytes(Tag.PixelData, VR.OW, new byte[16]);
        return attributes;
    }

    static DicomObject object(String modality) throws IOException {
        return object(attributes(modality));
    }

    static DicomObject object(Attributes attributes) throws IOException {
        return DicomObject.of(attributes, TransferSyntax.of(UID.ExplicitVRLittleEndian));
    }

    /** Large enough for the spool. */
    static DicomObject large(String modality) throws IOException {
        Attributes attributes = attributes(modality);
        attributes.setBytes(Tag.PixelData, VR.OW, new byte[512 * 1024]);
        return object(attributes);
    }
}
