package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Synthetic objects for tests; the patient is nobody. */
final class TestObjects {

    static final String PATIENT = "Recognisable^Name";
    static final String PATIENT_ID = "PID-4711-SECRET";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestObjects() {}

    /** A CT image in Explicit VR Little Endian with this many bytes of pixel data. */
    static DicomObject ct(int pixelBytes) {
        return ct(pixelBytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    static DicomObject ct(int pixelBytes, TransferSyntax syntax) {
        return encode(attributes("CT", UID.CTImageStorage, pixelBytes), syntax);
    }

    static DicomObject mr(int pixelBytes) {
        return encode(attributes("MR", UID.MRImageStorage, pixelBytes), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    static Attributes attributes(String modality, String sopClass, int pixelBytes) {
        Attributes image = new Attributes();
        String instance = "1.2.826.0.1.3680043.9.9999.1." + COUNT.incrementAndGet();
        image.setString(Tag.SOPClassUID, VR.UI, sopClass);
        image.setString(Tag.SOPInstanceUID, VR.UI, instance);
        image.setString(Tag.Modality, VR.CS, modality);
        image.setString(Tag.PatientName, VR.PN, PATIENT);
        image.setString(Tag.PatientID, VR.LO, PATIENT_ID);
        image.setString(Tag.StudyInstanceUID, VR.UI, "1.2.826.0.1.3680043.9.9999.2");
        image.setString(Tag.SeriesInstanceUID, VR.UI, "1.2.826.0.1.3680043.9.9999.3");
        image.setInt(Tag.BitsAllocated, VR.US, 16);
        byte[] pixels = new byte[pixelBytes];
        new Random(pixelBytes).nextBytes(pixels);
        image.setBytes(Tag.PixelData, VR.OW, pixels);
        return image;
    }

    /** With a second Modality (0008,0060) after SOP Class UID, where it does not belong. */
    static DicomObject outOfOrder() {
        byte[] ordered = dataSet(ct(100));
        byte[] modality = {0x08, 0, 0x60, 0, 'C', 'S', 2, 0, 'C', 'T'};
        int second = 8 + ordered[6];
        byte[] bytes = new byte[ordered.length + modality.length];
        System.arraycopy(ordered, 0, bytes, 0, second);
        System.arraycopy(modality, 0, bytes, second, modality.length);
        System.arraycopy(ordered, second, bytes, second + modality.length, ordered.length - second);
        try {
            return DicomObject.of(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DicomObject encode(Attributes attributes, TransferSyntax syntax) {
        try {
            return DicomObject.of(attributes, syntax);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] dataSet(DicomObject object) {
        try (var stream = object.openDataSet()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
