package io.cameldicom.print;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import java.util.List;

/**
 * A print job as one data set, to be kept in a file or a queue: with all it had, pixels included. The attributes are those
 * of stored prints (PS3.3 C.30, retired), the SOP class is our own: this is no object for an archive.
 */
public final class StoredPrintJob {

    /** SOP Class UID (0008,0016) of such data sets. */
    public static final String SOP_CLASS_UID = "2.25.226579888218854187671631596559024968745";

    private static final String YES = "YES";

    private StoredPrintJob() {}

    /** The job as a data set; pixels are referred to, so it is to be written before the job is closed. */
    public static Attributes toAttributes(PrintJob job) {
        Attributes root = new Attributes(job.session());
        root.setString(Tag.SOPClassUID, VR.UI, SOP_CLASS_UID);
        root.setString(Tag.SOPInstanceUID, VR.UI, job.id());
        setIfAny(root, Tag.Originator, VR.AE, job.callingAeTitle());
        setIfAny(root, Tag.DestinationAE, VR.AE, job.calledAeTitle());
        root.setString(Tag.ColorImagePrintingFlag, VR.CS, job.isColor() ? YES : "NO");
        if (job.sessionUid() != null) {
            Attributes session = new Attributes();
            session.setString(Tag.ReferencedSOPClassUID, VR.UI, UID.BasicFilmSession);
            session.setString(Tag.ReferencedSOPInstanceUID, VR.UI, job.sessionUid());
            root.newSequence(Tag.ReferencedFilmSessionSequence).add(session);
        }
        Sequence films = root.newSequence(Tag.FilmBoxContentSequence);
        job.films().forEach(film -> films.add(itemOf(film)));
        return root;
    }

    private static Attributes itemOf(Film film) {
        Attributes item = new Attributes(film.attributes());
        setIfAny(item, Tag.SOPInstanceUID, VR.UI, film.sopInstanceUid());
        if (!film.layout().equals(film.format())) {
            Attributes layout = new Attributes();
            layout.setString(Tag.ImageDisplayFormat, VR.ST, film.layout().toString());
            item.newSequence(Tag.SupportedImageDisplayFormatsSequence).add(layout);
        }
        addLut(item, film.presentationLut());
        Sequence boxes = item.newSequence(Tag.ImageBoxContentSequence);
        for (ImageBox box : film.imageBoxes()) {
            Attributes content = box.modificationList();
            setIfAny(content, Tag.SOPInstanceUID, VR.UI, box.sopInstanceUid());
            addLut(content, box.presentationLut());
            boxes.add(content);
        }
        Sequence annotations = item.newSequence(Tag.AnnotationContentSequence);
        for (Annotation annotation : film.annotations()) {
            Attributes content = new Attributes(annotation.attributes());
            content.setInt(Tag.AnnotationPosition, VR.US, annotation.position());
            setIfAny(content, Tag.SOPInstanceUID, VR.UI, annotation.sopInstanceUid());
            annotations.add(content);
        }
        return item;
    }

    private static void addLut(Attributes item, PresentationLut lut) {
        if (lut != null) {
            Attributes content = new Attributes(lut.attributes());
            setIfAny(content, Tag.SOPInstanceUID, VR.UI, lut.sopInstanceUid());
            item.newSequence(Tag.PresentationLUTContentSequence).add(content);
        }
    }

    private static void setIfAny(Attributes attributes, int tag, VR vr, String value) {
        if (value != null) {
            attributes.setString(tag, vr, value);
        }
    }

    /**
     * The job of such a data set, which is not to be changed afterwards; long values may be references into its file, which
     * must be there as long as the job: {@link PrintJob.Builder#whenReleased}.
     *
     * @throws IllegalArgumentException if it is none, or a part of it is wrong
     */
    public static PrintJob.Builder toJob(Attributes stored) {
        if (!SOP_CLASS_UID.equals(stored.getString(Tag.SOPClassUID))) {
            throw new IllegalArgumentException("The object is no stored print job: it is of another SOP class");
        }
        Attributes reference = stored.getNestedDataset(Tag.ReferencedFilmSessionSequence);
        PrintJob.Builder job = PrintJob.builder()
                .id(stored.getString(Tag.SOPInstanceUID))
                .callingAeTitle(stored.getString(Tag.Originator))
                .calledAeTitle(stored.getString(Tag.DestinationAE))
                .color(YES.equals(stored.getString(Tag.ColorImagePrintingFlag)))
                .sessionUid(reference == null ? null : reference.getString(Tag.ReferencedSOPInstanceUID))
                .session(without(
                        stored,
                        Tag.SOPClassUID,
                        Tag.SOPInstanceUID,
                        Tag.Originator,
                        Tag.DestinationAE,
                        Tag.ColorImagePrintingFlag,
                        Tag.ReferencedFilmSessionSequence,
                        Tag.FilmBoxContentSequence));
        items(stored, Tag.FilmBoxContentSequence).forEach(item -> job.film(filmOf(item)));
        return job;
    }

    private static Film filmOf(Attributes item) {
        Film.Builder film = Film.builder(without(
                        item,
                        Tag.SOPInstanceUID,
                        Tag.SupportedImageDisplayFormatsSequence,
                        Tag.PresentationLUTContentSequence,
                        Tag.ImageBoxContentSequence,
                        Tag.AnnotationContentSequence))
                .sopInstanceUid(item.getString(Tag.SOPInstanceUID))
                .presentationLut(lutOf(item));
        Attributes layout = item.getNestedDataset(Tag.SupportedImageDisplayFormatsSequence);
        if (layout != null) {
            film.layout(ImageDisplayFormat.parse(layout.getString(Tag.ImageDisplayFormat, "")));
        }
        items(item, Tag.ImageBoxContentSequence).forEach(content -> film.imageBox(imageBoxOf(content)));
        items(item, Tag.AnnotationContentSequence)
                .forEach(content -> film.annotation(new Annotation(
                        content.getString(Tag.SOPInstanceUID),
                        content.getInt(Tag.AnnotationPosition, 0),
                        without(content, Tag.SOPInstanceUID))));
        return film.build();
    }

    private static ImageBox imageBoxOf(Attributes content) {
        Attributes grayscale = content.getNestedDataset(Tag.BasicGrayscaleImageSequence);
        return ImageBox.of(
                content.getString(Tag.SOPInstanceUID),
                content.getInt(Tag.ImageBoxPosition, 0),
                without(content, Tag.SOPInstanceUID, Tag.PresentationLUTContentSequence),
                grayscale == null ? content.getNestedDataset(Tag.BasicColorImageSequence) : grayscale,
                lutOf(content));
    }

    private static PresentationLut lutOf(Attributes item) {
        Attributes content = item.getNestedDataset(Tag.PresentationLUTContentSequence);
        return content == null
                ? null
                : new PresentationLut(content.getString(Tag.SOPInstanceUID), without(content, Tag.SOPInstanceUID));
    }

    private static Iterable<Attributes> items(Attributes attributes, int tag) {
        Sequence sequence = attributes.getSequence(tag);
        return sequence == null ? List.of() : sequence;
    }

    private static Attributes without(Attributes attributes, int... tags) {
        Attributes copy = new Attributes(attributes);
        for (int tag : tags) {
            copy.remove(tag);
        }
        return copy;
    }
}
