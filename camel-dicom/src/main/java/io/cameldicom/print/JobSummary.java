package io.cameldicom.print;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;

/** One data set that tells what a print job is like, for rules on where it goes. */
public final class JobSummary {
    private static final int[] REFERENCES = {Tag.OriginalImageSequence, Tag.ReferencedImageSequence};

    private JobSummary() {}

    /**
     * The attributes of the film session, of the first film, of its first image, whatever the modality sent with that, and of
     * the object this refers to; where several have an attribute, the first in this order counts.
     *
     * @return without pixels; not to be changed
     */
    public static Attributes of(PrintJob job) {
        Attributes summary = new Attributes();
        summary.setSpecificCharacterSet("ISO_IR 192");
        add(summary, job.session());
        Film film = job.films().get(0);
        add(summary, film.attributes());
        for (ImageBox box : film.imageBoxes()) {
            if (!box.isEmpty()) {
                add(summary, box.attributes());
                add(summary, box.image());
                addReferences(summary, box.attributes());
                addReferences(summary, box.image());
                break;
            }
        }
        return summary;
    }

    private static void addReferences(Attributes summary, Attributes box) {
        for (int tag : REFERENCES) {
            Sequence references = box.getSequence(tag);
            if (references != null && !references.isEmpty()) {
                add(summary, references.get(0));
            }
        }
    }

    private static void add(Attributes summary, Attributes other) {
        for (int tag : other.tags()) {
            if (!summary.contains(tag)) {
                summary.addSelected(other, tag);
            }
        }
    }
}
