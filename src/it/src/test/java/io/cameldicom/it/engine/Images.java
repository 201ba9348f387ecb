package io.cameldicom.it.engine;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.AttributesSource;
import io.cameldicom.dicom.service.OutgoingInstance;
import io.cameldicom.dicom.ul.PDataSource;
import java.util.List;
import java.util.stream.IntStream;

/** Small CT images of one study. */
final class Images {
    static final String STUDY = "1.2.3.4.5.6.7.8.9.77";
    static final String SERIES = STUDY + ".1";

    private Images() {}

    static List<Attributes> of(int count) {
        return IntStream.range(0, count).mapToObj(Images::image).toList();
    }

    private static Attributes image(int number) {
        Attributes image = new Attributes();
        image.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
        image.setString(Tag.SOPClassUID, VR.UI, UID.CTImageStorage);
        image.setString(Tag.SOPInstanceUID, VR.UI, SERIES + "." + (number + 1));
        image.setString(Tag.StudyDate, VR.DA, "20260401");
        image.setString(Tag.StudyTime, VR.TM, "101500");
        image.setString(Tag.AccessionNumber, VR.SH, "A77");
        image.setString(Tag.Modality, VR.CS, "CT");
        image.setString(Tag.ReferringPhysicianName, VR.PN, "");
        image.setString(Tag.PatientName, VR.PN, "Müller^Jörg");
        image.setString(Tag.PatientID, VR.LO, "IT-77");
        image.setString(Tag.PatientBirthDate, VR.DA, "");
        image.setString(Tag.PatientSex, VR.CS, "O");
        image.setString(Tag.StudyInstanceUID, VR.UI, STUDY);
        image.setString(Tag.SeriesInstanceUID, VR.UI, SERIES);
        image.setString(Tag.StudyID, VR.SH, "77");
        image.setString(Tag.SeriesNumber, VR.IS, "1");
        image.setString(Tag.InstanceNumber, VR.IS, Integer.toString(number + 1));
        image.setInt(Tag.SamplesPerPixel, VR.US, 1);
        image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        image.setInt(Tag.Rows, VR.US, 8);
        image.setInt(Tag.Columns, VR.US, 8);
        image.setInt(Tag.BitsAllocated, VR.US, 16);
        image.setInt(Tag.BitsStored, VR.US, 12);
        image.setInt(Tag.HighBit, VR.US, 11);
        image.setInt(Tag.PixelRepresentation, VR.US, 0);
        image.setBytes(Tag.PixelData, VR.OW, new byte[128]);
        return image;
    }

    static OutgoingInstance outgoing(Attributes image) {
        return new OutgoingInstance() {
            @Override
            public String sopClassUid() {
                return image.getString(Tag.SOPClassUID);
            }

            @Override
            public String sopInstanceUid() {
                return image.getString(Tag.SOPInstanceUID);
            }

            @Override
            public List<String> transferSyntaxes() {
                return List.of(UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian);
            }

            @Override
            public PDataSource dataSet(String transferSyntaxUid) {
                return new AttributesSource(image, transferSyntaxUid);
            }
        };
    }
}
