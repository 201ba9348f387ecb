package io.cameldicom.hub;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.UidGenerator;
import io.cameldicom.dicom.dict.VR;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A made-up study of nobody: three CT slices and two MR images. */
final class DemoStudy {

    private static final int CT_SIZE = 224;
    private static final int MR_SIZE = 64;

    private final String studyUid = UidGenerator.next();

    String studyUid() {
        return studyUid;
    }

    List<DicomObject> objects() throws IOException {
        List<DicomObject> objects = new ArrayList<>();
        addSeries(objects, "CT", UID.CTImageStorage, 3, CT_SIZE);
        addSeries(objects, "MR", UID.MRImageStorage, 2, MR_SIZE);
        return objects;
    }

    private void addSeries(List<DicomObject> objects, String modality, String sopClass, int images, int size)
            throws IOException {
        String seriesUid = UidGenerator.next();
        for (int number = 1; number <= images; number++) {
            Attributes image = new Attributes();
            image.setString(Tag.SOPClassUID, VR.UI, sopClass);
            image.setString(Tag.SOPInstanceUID, VR.UI, UidGenerator.next());
            image.setString(Tag.Modality, VR.CS, modality);
            image.setString(Tag.Manufacturer, VR.LO, "camel-dicom demo");
            image.setString(Tag.PatientName, VR.PN, "Demo^Nobody");
            image.setString(Tag.PatientID, VR.LO, "DEMO");
            image.setString(Tag.StudyInstanceUID, VR.UI, studyUid);
            image.setString(Tag.SeriesInstanceUID, VR.UI, seriesUid);
            image.setString(Tag.StudyDescription, VR.LO, "camel-dicom demo");
            image.setInt(Tag.InstanceNumber, VR.IS, number);
            addPixels(image, size, number);
            objects.add(DicomObject.of(image, TransferSyntax.of(UID.ExplicitVRLittleEndian)));
        }
    }

    /** A disc whose brightness says which slice it is. */
    private static void addPixels(Attributes image, int size, int number) {
        image.setInt(Tag.SamplesPerPixel, VR.US, 1);
        image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        image.setInt(Tag.Rows, VR.US, size);
        image.setInt(Tag.Columns, VR.US, size);
        image.setInt(Tag.BitsAllocated, VR.US, 16);
        image.setInt(Tag.BitsStored, VR.US, 12);
        image.setInt(Tag.HighBit, VR.US, 11);
        image.setInt(Tag.PixelRepresentation, VR.US, 0);
        ByteBuffer pixels = ByteBuffer.allocate(size * size * 2).order(ByteOrder.LITTLE_ENDIAN);
        int centre = size / 2;
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                boolean inside = (x - centre) * (x - centre) + (y - centre) * (y - centre) < centre * centre / 2;
                pixels.putShort((short) (inside ? 1000 * number : 40));
            }
        }
        image.setBytes(Tag.PixelData, VR.OW, pixels.array());
    }
}
