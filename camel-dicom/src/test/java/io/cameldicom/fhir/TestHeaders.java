package io.cameldicom.fhir;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.VR;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Data sets, and the studies of them, for tests. */
public final class TestHeaders {

    /** Root of the UIDs of the fact sheet. */
    public static final String U = "1.2.826.0.1.3680043.8.498.90";

    public static final FhirOptions OPTIONS = FhirOptions.of("https://hub.example.org");

    static final String SCT = "http://snomed.info/sct";
    static final String V2 = "http://terminology.hl7.org/CodeSystem/v2-0203";
    static final String CT = "1.2.840.10008.5.1.4.1.1.2";

    private TestHeaders() {}

    /** Keywords and values in turn; several values with backslashes. */
    public static Attributes attributes(String... keywordsAndValues) {
        Attributes attributes = new Attributes();
        set(attributes, keywordsAndValues);
        return attributes;
    }

    static Attributes with(Attributes attributes, String... keywordsAndValues) {
        Attributes changed = new Attributes(attributes);
        set(changed, keywordsAndValues);
        return changed;
    }

    static Attributes withItem(Attributes attributes, String sequence, Attributes item) {
        attributes.newSequence(ElementDictionary.requireTagOf(sequence)).add(item);
        return attributes;
    }

    private static void set(Attributes attributes, String... keywordsAndValues) {
        for (int i = 0; i < keywordsAndValues.length; i += 2) {
            int tag = ElementDictionary.requireTagOf(keywordsAndValues[i]);
            VR vr = ElementDictionary.vrOf(tag, null);
            String value = keywordsAndValues[i + 1];
            attributes.setString(tag, vr, vr.isMultiValued() ? value.split("\\\\", -1) : new String[] {value});
        }
    }

    /** An object of study {@code U.n}. */
    public static Attributes object(int study, int series, int instance, String sopClass, String... more) {
        Attributes attributes = attributes(
                "StudyInstanceUID",
                U + "." + study,
                "SeriesInstanceUID",
                U + "." + study + "." + series,
                "SOPInstanceUID",
                U + "." + study + "." + series + "." + instance,
                "SOPClassUID",
                sopClass);
        set(attributes, more);
        return attributes;
    }

    public static DicomStudy study(List<Attributes> objects) {
        DicomStudy study = new DicomStudy();
        objects.forEach(object -> study.add(InstanceHeader.of(object)));
        return study;
    }

    static MappedStudy map(FhirOptions options, Attributes... objects) {
        return new ImagingStudyMapper(options).map(study(List.of(objects)));
    }

    static MappedStudy map(Attributes... objects) {
        return map(OPTIONS, objects);
    }

    static void permutations(List<Attributes> objects, Consumer<List<Attributes>> each) {
        permute(new ArrayList<>(objects), 0, each);
    }

    private static void permute(List<Attributes> objects, int from, Consumer<List<Attributes>> each) {
        if (from == objects.size()) {
            each.accept(List.copyOf(objects));
            return;
        }
        for (int i = from; i < objects.size(); i++) {
            java.util.Collections.swap(objects, from, i);
            permute(objects, from + 1, each);
            java.util.Collections.swap(objects, from, i);
        }
    }

    /** The objects of case B1, in the order they arrive. */
    public static List<Attributes> twoSeriesOfCt() {
        String[] study = {
            "PatientID",
            "P001",
            "StudyDate",
            "20240305",
            "StudyTime",
            "091011.5",
            "TimezoneOffsetFromUTC",
            "+0900",
            "AccessionNumber",
            "A100",
            "StudyDescription",
            "CT CHEST ",
            "ReferringPhysicianName",
            "Ref^Ann^^Dr.",
            "Modality",
            "CT"
        };
        Attributes first = with(object(1, 2, 2, CT, study), "SeriesNumber", "2", "InstanceNumber", "2");
        Attributes scout = with(
                object(1, 1, 1, CT, study),
                "SeriesNumber",
                "1",
                "SeriesDescription",
                "SCOUT",
                "BodyPartExamined",
                "CHEST",
                "InstanceNumber",
                "1",
                "ImageType",
                "ORIGINAL\\PRIMARY\\LOCALIZER");
        Attributes third = with(object(1, 2, 1, CT, study), "SeriesNumber", "2", "InstanceNumber", "1");
        return List.of(first, scout, third);
    }

    /** The objects of case B8, in the order they arrive. */
    public static List<Attributes> petCtAndPresentationState() {
        return List.of(
                object(
                        8,
                        3,
                        1,
                        "1.2.840.10008.5.1.4.1.1.11.1",
                        "PatientID",
                        "P8",
                        "Modality",
                        "PR",
                        "SeriesNumber",
                        "3",
                        "ContentLabel",
                        "KEYVIEW"),
                object(
                        8,
                        2,
                        1,
                        "1.2.840.10008.5.1.4.1.1.128",
                        "PatientID",
                        "P8",
                        "Modality",
                        "PT",
                        "SeriesNumber",
                        "2"),
                object(8, 1, 1, CT, "PatientID", "P8", "Modality", "CT", "SeriesNumber", "1"));
    }
}
