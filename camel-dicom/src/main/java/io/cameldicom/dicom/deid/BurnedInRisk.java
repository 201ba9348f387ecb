package io.cameldicom.dicom.deid;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import java.util.Set;

/** Whether the pixels themselves may say who the patient is: names in screen shots and ultrasound images, faces (PS3.15 E.3.1, E.3.2). */
public final class BurnedInRisk {
    private static final Set<String> OFTEN_BURNED_IN = Set.of(
            UID.SecondaryCaptureImageStorage,
            UID.MultiFrameGrayscaleByteSecondaryCaptureImageStorage,
            UID.MultiFrameGrayscaleWordSecondaryCaptureImageStorage,
            UID.MultiFrameSingleBitSecondaryCaptureImageStorage,
            UID.MultiFrameTrueColorSecondaryCaptureImageStorage,
            UID.UltrasoundImageStorage,
            UID.UltrasoundMultiFrameImageStorage,
            UID.UltrasoundImageStorageRetired,
            UID.UltrasoundMultiFrameImageStorageRetired,
            UID.VLPhotographicImageStorage,
            UID.VideoPhotographicImageStorage,
            UID.VLEndoscopicImageStorage,
            UID.VideoEndoscopicImageStorage);

    private BurnedInRisk() {}

    /** Why there is reason to fear it, without patient data; null when there is none. */
    public static String of(Attributes dataSet) {
        if (!dataSet.contains(Tag.Rows)) {
            return null;
        }
        if ("YES".equals(dataSet.getString(Tag.BurnedInAnnotation))) {
            return "Burned In Annotation (0028,0301) is YES";
        }
        if ("YES".equals(dataSet.getString(Tag.RecognizableVisualFeatures))) {
            return "Recognizable Visual Features (0028,0302) is YES";
        }
        if (!"NO".equals(dataSet.getString(Tag.BurnedInAnnotation))
                && OFTEN_BURNED_IN.contains(dataSet.getString(Tag.SOPClassUID))) {
            return "images of this SOP class often show names, and Burned In Annotation (0028,0301) does not say NO";
        }
        return null;
    }
}
