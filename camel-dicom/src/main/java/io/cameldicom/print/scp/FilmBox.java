package io.cameldicom.print.scp;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.UidGenerator;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.print.Annotation;
import io.cameldicom.print.Film;
import io.cameldicom.print.ImageDisplayFormat;
import io.cameldicom.print.PresentationLut;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A film box of a session with the boxes on it. For the thread of the association. */
final class FilmBox {

    /** An annotation box: what was set for it so far. */
    static final class AnnotationSlot {

        private final String uid;
        private final int position;
        private Attributes attributes = new Attributes();
        private long memory;

        private AnnotationSlot(String uid, int position) {
            this.uid = uid;
            this.position = position;
        }

        String uid() {
            return uid;
        }

        int position() {
            return position;
        }

        /** Bytes taken of the memory's budget. */
        long memory() {
            return memory;
        }

        void set(Attributes changes, long bytes) {
            Attributes merged = new Attributes(attributes);
            merged.addAll(changes);
            attributes = merged;
            memory += bytes;
        }
    }

    private final String uid;
    private final boolean color;
    private final ImageDisplayFormat layout;
    private final List<ImageSlot> images = new ArrayList<>();
    private final List<AnnotationSlot> annotations = new ArrayList<>();
    private Attributes attributes;
    private PresentationLut lut;
    private long memory;

    FilmBox(
            String uid,
            boolean color,
            Attributes attributes,
            ImageDisplayFormat layout,
            int annotationPositions,
            long memory) {
        this.uid = uid;
        this.color = color;
        this.attributes = attributes;
        this.layout = layout;
        this.memory = memory;
        for (int position = 1; position <= layout.boxes(); position++) {
            images.add(new ImageSlot(UidGenerator.next(), position));
        }
        for (int position = 1; position <= annotationPositions; position++) {
            annotations.add(new AnnotationSlot(UidGenerator.next(), position));
        }
    }

    String uid() {
        return uid;
    }

    String imageBoxClass() {
        return color ? UID.BasicColorImageBox : UID.BasicGrayscaleImageBox;
    }

    boolean isColor() {
        return color;
    }

    Attributes attributes() {
        return attributes;
    }

    /** @param bytes they take more of the memory's budget */
    void set(Attributes merged, long bytes) {
        attributes = merged;
        memory += bytes;
    }

    PresentationLut lut() {
        return lut;
    }

    void setLut(PresentationLut presentationLut) {
        lut = presentationLut;
    }

    List<ImageSlot> images() {
        return images;
    }

    List<AnnotationSlot> annotations() {
        return annotations;
    }

    /** Bytes of all it has that are taken of the memory's budget. */
    long memory() {
        return memory
                + images.stream().mapToLong(slot -> slot.content().memory()).sum()
                + annotations.stream().mapToLong(AnnotationSlot::memory).sum();
    }

    List<SpooledImage> files() {
        return images.stream().map(ImageSlot::file).filter(Objects::nonNull).toList();
    }

    /** Adds what an N-CREATE answers: the boxes in the order of their positions. */
    void addReferences(Attributes response) {
        Sequence imageBoxes = response.newSequence(Tag.ReferencedImageBoxSequence);
        images.forEach(slot -> imageBoxes.add(reference(imageBoxClass(), slot.uid())));
        if (!annotations.isEmpty()) {
            Sequence texts = response.newSequence(Tag.ReferencedBasicAnnotationBoxSequence);
            annotations.forEach(slot -> texts.add(reference(UID.BasicAnnotationBox, slot.uid)));
        }
    }

    static Attributes reference(String sopClassUid, String sopInstanceUid) {
        Attributes item = new Attributes();
        item.setString(Tag.ReferencedSOPClassUID, VR.UI, sopClassUid);
        item.setString(Tag.ReferencedSOPInstanceUID, VR.UI, sopInstanceUid);
        return item;
    }

    /** The film as it is now. */
    Film film() {
        Film.Builder film = builder();
        images.forEach(slot -> film.imageBox(slot.imageBox()));
        annotations.forEach(slot -> film.annotation(new Annotation(slot.uid, slot.position, slot.attributes)));
        return film.build();
    }

    /** The film without images, for questions about the places on it. */
    Film emptyFilm() {
        return builder().build();
    }

    private Film.Builder builder() {
        return Film.builder(attributes).sopInstanceUid(uid).layout(layout).presentationLut(lut);
    }
}
