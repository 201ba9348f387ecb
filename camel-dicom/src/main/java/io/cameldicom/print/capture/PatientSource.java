package io.cameldicom.print.capture;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.print.Film;
import io.cameldicom.print.ImageBox;
import io.cameldicom.print.PrintJob;
import java.util.ArrayList;
import java.util.List;

/**
 * Whose films they are: print management does not say (PS3.4 Annex H has no patient), but there are modalities that send it
 * along, in image boxes or in their references to the images printed.
 */
final class PatientSource {
    /** Of patient and study; what belongs to an image is its own matter. */
    static final int[] TAGS = {
        Tag.SpecificCharacterSet,
        Tag.StudyDate,
        Tag.StudyTime,
        Tag.AccessionNumber,
        Tag.IssuerOfAccessionNumberSequence,
        Tag.ReferringPhysicianName,
        Tag.StudyDescription,
        Tag.PatientName,
        Tag.PatientID,
        Tag.IssuerOfPatientID,
        Tag.PatientBirthDate,
        Tag.PatientSex,
        Tag.StudyInstanceUID,
        Tag.StudyID
    };

    private PatientSource() {}

    /** Of the first data set in the job that names a patient or a study; empty if none does. */
    static Attributes in(PrintJob job) {
        for (Attributes candidate : candidates(job)) {
            if (candidate.containsValue(Tag.PatientID)
                    || candidate.containsValue(Tag.PatientName)
                    || candidate.containsValue(Tag.StudyInstanceUID)) {
                return of(candidate);
            }
        }
        return new Attributes();
    }

    /** What another data set, of the same patient and study, says of these. */
    static Attributes of(Attributes other) {
        Attributes patient = new Attributes();
        patient.addSelected(other, TAGS);
        return patient;
    }

    private static List<Attributes> candidates(PrintJob job) {
        List<Attributes> candidates = new ArrayList<>();
        candidates.add(job.session());
        for (Film film : job.films()) {
            candidates.add(film.attributes());
            for (ImageBox box : film.imageBoxes()) {
                add(candidates, box.attributes());
                if (box.image() != null) {
                    add(candidates, box.image());
                }
            }
        }
        return candidates;
    }

    private static void add(List<Attributes> candidates, Attributes attributes) {
        candidates.add(attributes);
        for (int tag : new int[] {Tag.OriginalImageSequence, Tag.ReferencedImageSequence}) {
            Sequence references = attributes.getSequence(tag);
            if (references != null) {
                candidates.addAll(references);
            }
        }
    }
}
