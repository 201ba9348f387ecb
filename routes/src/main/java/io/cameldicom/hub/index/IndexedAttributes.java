package io.cameldicom.hub.index;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.json.JsonReader;
import io.cameldicom.dicom.json.JsonWriter;
import io.cameldicom.dicom.query.QueryLevel;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which elements the index knows, by the level they are of (PS3.4 C.6.2.1, PS3.18 tables 10.6.1-5 and 10.6.3-3 to 5). */
final class IndexedAttributes {

    private static final Map<QueryLevel, int[]> TAGS = Map.of(
            QueryLevel.STUDY,
            new int[] {
                Tag.StudyDate,
                Tag.StudyTime,
                Tag.AccessionNumber,
                Tag.IssuerOfAccessionNumberSequence,
                Tag.ReferringPhysicianName,
                Tag.TimezoneOffsetFromUTC,
                Tag.StudyDescription,
                Tag.ProcedureCodeSequence,
                Tag.AdmittingDiagnosesDescription,
                Tag.PatientName,
                Tag.PatientID,
                Tag.IssuerOfPatientID,
                Tag.PatientBirthDate,
                Tag.PatientSex,
                Tag.PatientAge,
                Tag.PatientSize,
                Tag.PatientWeight,
                Tag.StudyInstanceUID,
                Tag.StudyID
            },
            QueryLevel.SERIES,
            new int[] {
                Tag.SeriesDate,
                Tag.SeriesTime,
                Tag.Modality,
                Tag.Manufacturer,
                Tag.InstitutionName,
                Tag.StationName,
                Tag.SeriesDescription,
                Tag.InstitutionalDepartmentName,
                Tag.PerformingPhysicianName,
                Tag.ManufacturerModelName,
                Tag.BodyPartExamined,
                Tag.ProtocolName,
                Tag.SeriesInstanceUID,
                Tag.SeriesNumber,
                Tag.Laterality,
                Tag.PerformedProcedureStepStartDate,
                Tag.PerformedProcedureStepStartTime,
                Tag.RequestAttributesSequence
            },
            QueryLevel.IMAGE,
            new int[] {
                Tag.ImageType,
                Tag.SOPClassUID,
                Tag.SOPInstanceUID,
                Tag.AcquisitionDate,
                Tag.ContentDate,
                Tag.AcquisitionTime,
                Tag.ContentTime,
                Tag.AcquisitionNumber,
                Tag.InstanceNumber,
                Tag.NumberOfFrames,
                Tag.Rows,
                Tag.Columns,
                Tag.BitsAllocated,
                Tag.ConceptNameCodeSequence,
                Tag.CompletionFlag,
                Tag.VerificationFlag
            });

    /** Those of a study that are its patient's. */
    private static final int[] OF_PATIENT = {
        Tag.PatientName, Tag.PatientID, Tag.IssuerOfPatientID, Tag.PatientBirthDate, Tag.PatientSex
    };

    /** What is counted or gathered rather than kept. */
    private static final int[] COMPUTED = {
        Tag.ModalitiesInStudy,
        Tag.NumberOfStudyRelatedSeries,
        Tag.NumberOfStudyRelatedInstances,
        Tag.NumberOfSeriesRelatedInstances
    };

    /** A row with more text than any such elements should have keeps its sequences in the file alone. */
    private static final int LONGEST = 32 * 1024;

    private IndexedAttributes() {}

    /** Elements that searches of this level can match and return. */
    static Set<Integer> known(QueryLevel level) {
        Set<Integer> known = new HashSet<>();
        if (level == QueryLevel.PATIENT) {
            Arrays.stream(OF_PATIENT).forEach(known::add);
            return Collections.unmodifiableSet(known);
        }
        for (QueryLevel of : QueryLevel.values()) {
            if (of != QueryLevel.PATIENT && of.compareTo(level) <= 0) {
                Arrays.stream(TAGS.get(of)).forEach(known::add);
            }
        }
        Arrays.stream(COMPUTED).forEach(known::add);
        return Collections.unmodifiableSet(known);
    }

    /** The elements of a level as the text of a row. */
    static String text(Attributes head, QueryLevel level) {
        Attributes selected = new Attributes();
        selected.addSelected(head, TAGS.get(level));
        String text = JsonWriter.toString(selected);
        if (text.length() > LONGEST) {
            for (int tag : selected.tags()) {
                if (selected.getSequence(tag) != null) {
                    selected.remove(tag);
                }
            }
            text = JsonWriter.toString(selected);
        }
        return text;
    }

    static Attributes attributes(String text) {
        return JsonReader.parse(text);
    }

    /** What a study says of its patient. */
    static Attributes ofPatient(Attributes study) {
        Attributes patient = new Attributes();
        patient.addSelected(study, OF_PATIENT);
        return patient;
    }
}
