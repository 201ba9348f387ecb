package io.cameldicom.print.scu;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.service.NormalizedScu;
import io.cameldicom.print.Annotation;
import io.cameldicom.print.Film;
import io.cameldicom.print.ImageBox;
import java.io.IOException;

/** Sets the image boxes and annotations of a film box the printer has created. */
final class FilmFiller {
    private final PrintSession session;
    private final NormalizedScu scu;
    private final Film film;
    private final Attributes created;

    /** @param created the printer's answer to the N-CREATE, which names its boxes */
    FilmFiller(PrintSession session, NormalizedScu scu, Film film, Attributes created) {
        this.session = session;
        this.scu = scu;
        this.film = film;
        this.created = created;
    }

    void fill() throws IOException {
        for (ImageBox box : film.imageBoxes()) {
            if (!box.isEmpty()) {
                set(box);
            }
        }
        for (Annotation annotation : film.annotations()) {
            if (annotation.text() != null) {
                set(annotation);
            }
        }
    }

    private void set(ImageBox box) throws IOException {
        String uid = reference(Tag.ReferencedImageBoxSequence, box.position());
        if (uid == null) {
            throw new IOException(
                    "the printer made no image box " + box.position() + " for the display format " + film.format());
        }
        Attributes list = box.modificationList();
        if (box.presentationLut() != null) {
            session.referLut(list, box.presentationLut());
        }
        session.note(scu.set(box.isColor() ? UID.BasicColorImageBox : UID.BasicGrayscaleImageBox, uid, list));
    }

    private void set(Annotation annotation) throws IOException {
        String uid = reference(Tag.ReferencedBasicAnnotationBoxSequence, annotation.position());
        if (uid == null || !session.isAccepted(UID.BasicAnnotationBox)) {
            session.unsupported("annotation " + annotation.position());
            return;
        }
        Attributes list = new Attributes(annotation.attributes());
        list.setInt(Tag.AnnotationPosition, VR.US, annotation.position());
        session.note(scu.set(UID.BasicAnnotationBox, uid, list));
    }

    /** Boxes are named in the order of their positions (PS3.4 H.4.2.2.1). */
    private String reference(int sequence, int position) {
        Sequence references = created.getSequence(sequence);
        return references == null || position < 1 || position > references.size()
                ? null
                : references.get(position - 1).getString(Tag.ReferencedSOPInstanceUID);
    }
}
