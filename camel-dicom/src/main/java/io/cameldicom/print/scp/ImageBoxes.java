package io.cameldicom.print.scp;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.NormalizedReply;
import io.cameldicom.dicom.service.NormalizedRequest;
import io.cameldicom.print.PresentationLut;
import java.io.IOException;
import java.util.Arrays;

/** Sets the image boxes of a session (PS3.4 H.4.3). For the thread of the association. */
final class ImageBoxes {

    private final FilmBoxes films;
    private final PresentationLuts luts;
    private final PrintRules rules;
    private final ImageFit fit;
    private final Budget memory;
    private final ImageReceiver receiver;

    ImageBoxes(
            FilmBoxes films,
            PresentationLuts luts,
            PrintRules rules,
            ImageFit fit,
            Budget memory,
            ImageReceiver receiver) {
        this.films = films;
        this.luts = luts;
        this.rules = rules;
        this.fit = fit;
        this.memory = memory;
        this.receiver = receiver;
    }

    NormalizedReply set(NormalizedRequest request) throws IOException {
        if (request.sopInstanceUid() != null) {
            findImage(request.sopInstanceUid()); // before its pixels are taken
        }
        if (request.dataSet() == null) {
            return NormalizedReply.SUCCESS;
        }
        ImageReceiver.Received received = receiver.receive(request.dataSet());
        boolean used = false;
        try {
            Attributes list = received.attributes();
            ImagePlace place = request.sopInstanceUid() == null
                    ? placeAt(list.getInt(Tag.ImageBoxPosition, 0))
                    : findImage(request.sopInstanceUid());
            if (!request.sopClassUid().equals(place.film.imageBoxClass())) {
                throw new DicomServiceException(Status.ClassInstanceConflict, "The image box is of the other class");
            }
            boolean clipped = rules.clipDensities(list);
            ImageSlot.Content next = changed(place, received);
            int warning = fit.check(place.film.emptyFilm(), place.slot.imageBox(next));
            memory.take(next.memory() - place.slot.content().memory());
            used = next.file() == received.file();
            replace(place.slot, next);
            return new NormalizedReply(
                    warning == Status.Success ? PrintRules.densityStatus(clipped) : warning, null, null);
        } finally {
            if (!used) {
                films.letGo(received.file());
            }
        }
    }

    private record ImagePlace(FilmBox film, ImageSlot slot) {}

    private ImagePlace findImage(String sopInstanceUid) throws DicomServiceException {
        for (FilmBox film : films.all()) {
            for (ImageSlot slot : film.images()) {
                if (slot.uid().equals(sopInstanceUid)) {
                    return new ImagePlace(film, slot);
                }
            }
        }
        throw new DicomServiceException(Status.NoSuchSOPInstance, "There is no such image box");
    }

    private ImagePlace placeAt(int position) throws DicomServiceException {
        FilmBox film = films.last();
        if (film == null || position < 1 || position > film.images().size()) {
            throw new DicomServiceException(Status.NoSuchSOPInstance, "No image box is named, nor a position of one");
        }
        return new ImagePlace(film, film.images().get(position - 1));
    }

    /** What the box is after the modification list: an image sequence replaces or takes away, its absence keeps. */
    private ImageSlot.Content changed(ImagePlace place, ImageReceiver.Received received) throws DicomServiceException {
        Attributes list = received.attributes();
        ImageSlot.Content before = place.slot.content();
        PresentationLut changedLut = luts.referenced(list);
        PresentationLut boxLut = changedLut == null ? before.lut() : changedLut;
        Attributes image = ImageReceiver.imageOf(list, place.film.isColor());
        boolean touched =
                list.contains(place.film.isColor() ? Tag.BasicColorImageSequence : Tag.BasicGrayscaleImageSequence);
        Attributes own = Modifications.withoutReferences(list);
        own.remove(Tag.BasicColorImageSequence);
        own.remove(Tag.BasicGrayscaleImageSequence);
        Attributes merged = Modifications.merged(before.attributes(), own);
        long bytes = before.memory() + received.memory() + PresentationLuts.bytesOf(changedLut);
        if (!touched) {
            return new ImageSlot.Content(merged, before.image(), before.file(), boxLut, bytes);
        }
        boolean inFile = image != null && Arrays.stream(image.tags()).anyMatch(tag -> image.getBulkData(tag) != null);
        return new ImageSlot.Content(
                merged, image == null ? null : new Attributes(image), inFile ? received.file() : null, boxLut, bytes);
    }

    private void replace(ImageSlot slot, ImageSlot.Content next) {
        SpooledImage before = slot.file();
        slot.set(next);
        if (before != null && before != next.file()) {
            films.letGo(before);
        }
    }
}
