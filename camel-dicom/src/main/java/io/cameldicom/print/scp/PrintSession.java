package io.cameldicom.print.scp;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.NormalizedReply;
import io.cameldicom.dicom.service.NormalizedRequest;
import io.cameldicom.print.ImageBox;
import io.cameldicom.print.ImageDisplayFormat;
import io.cameldicom.print.PresentationLut;
import io.cameldicom.print.PrintJob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an association has made: at most one film session, its film boxes, presentation LUTs. All of it goes with the
 * association (PS3.4 H.2). For the thread of the association.
 */
final class PrintSession {

    /** Of all objects of an association, besides pixels that are on disk. */
    private static final long MEMORY = Math.min(16L << 20, Runtime.getRuntime().maxMemory() / 32);

    private static final int MOST_LUTS = 100;

    /** An image or annotation box nobody has set. */
    private static final int BYTES_OF_A_BOX = 300;

    private final PrinterConfiguration printer;
    private final PrintRules rules;
    private final ImageFit fit;
    private final Budget memory =
            new Budget(MEMORY, Status.ResourceLimitation, "The objects of this association take too much memory");
    private final Budget disk;
    private final ImageReceiver receiver;

    private String uid;
    private Attributes attributes;
    private PresentationLut lut;
    private long sessionMemory;
    private final Map<String, FilmBox> films = new LinkedHashMap<>();
    private final Map<String, PresentationLut> luts = new HashMap<>();
    private final Map<String, Long> lutMemory = new HashMap<>();

    PrintSession(PrinterConfiguration printer, PrintSpool spool) {
        this.printer = printer;
        this.rules = new PrintRules(printer);
        this.fit = new ImageFit(printer);
        this.disk = new Budget(
                printer.maxSpooledBytes(),
                PrintStatus.INSUFFICIENT_MEMORY,
                "The images of this association are too large");
        this.receiver = new ImageReceiver(spool, disk);
    }

    // ---- film session (PS3.4 H.4.1)

    NormalizedReply createSession(NormalizedRequest request) throws IOException {
        if (uid != null) {
            throw new DicomServiceException(
                    Status.DuplicateSOPInstance, "An association has one film session: delete the other first");
        }
        Attributes wanted = request.attributes(ImageReceiver.LIMITS);
        rules.checkSession(wanted);
        PresentationLut wantedLut = referencedLut(wanted);
        long bytes = takeMemory(request);
        uid = request.sopInstanceUid();
        attributes = withoutReferences(wanted);
        lut = wantedLut;
        sessionMemory = bytes;
        return NormalizedReply.of(rules.sessionInForce(attributes)).withStatus(PrintRules.warningOf(wanted), null);
    }

    NormalizedReply setSession(NormalizedRequest request) throws IOException {
        requireSession(request);
        Attributes changes = request.attributes(ImageReceiver.LIMITS);
        rules.checkSession(changes);
        PresentationLut changedLut = referencedLut(changes);
        sessionMemory += takeMemory(request);
        attributes = merged(attributes, changes);
        lut = changedLut == null ? lut : changedLut;
        return NormalizedReply.of(rules.sessionInForce(attributes)).withStatus(PrintRules.warningOf(changes), null);
    }

    NormalizedReply deleteSession(NormalizedRequest request) throws IOException {
        requireSession(request);
        List.copyOf(films.values()).forEach(this::delete);
        uid = null;
        attributes = null;
        lut = null;
        memory.giveBack(sessionMemory);
        return NormalizedReply.SUCCESS;
    }

    /** The films of an N-ACTION on the session: all there are, in the order they were created. */
    List<FilmBox> allFilms(NormalizedRequest request) throws DicomServiceException {
        requireSession(request);
        if (films.isEmpty()) {
            throw new DicomServiceException(PrintStatus.NO_FILM_BOX, "The film session has no film boxes");
        }
        return List.copyOf(films.values());
    }

    private void requireSession(NormalizedRequest request) throws DicomServiceException {
        if (uid == null || request.sopInstanceUid() != null && !uid.equals(request.sopInstanceUid())) {
            throw new DicomServiceException(Status.NoSuchSOPInstance, "There is no such film session");
        }
    }

    // ---- film box (PS3.4 H.4.2)

    NormalizedReply createFilm(NormalizedRequest request) throws IOException {
        Attributes wanted = request.attributes(ImageReceiver.LIMITS);
        if (uid == null) {
            throw new DicomServiceException(Status.NoSuchSOPInstance, "There is no film session to put it in")
                    .withOffendingElements(Tag.ReferencedFilmSessionSequence);
        }
        if (films.containsKey(request.sopInstanceUid())) {
            throw new DicomServiceException(Status.DuplicateSOPInstance, "The film box is there already");
        }
        if (films.size() >= printer.maxFilms()) {
            throw new DicomServiceException(
                    Status.ResourceLimitation, "A session has at most " + printer.maxFilms() + " film boxes here");
        }
        ImageDisplayFormat layout = rules.checkFormat(wanted);
        rules.checkFilm(wanted);
        PresentationLut wantedLut = referencedLut(wanted);
        Attributes own = withoutReferences(wanted);
        boolean clipped = rules.clipDensities(own);
        int annotations = annotationPositions(request, own);
        long boxes = (long) BYTES_OF_A_BOX * (layout.boxes() + annotations);
        long bytes = takeMemory(request, boxes);
        FilmBox film =
                new FilmBox(request.sopInstanceUid(), PrintScp.isColor(request), own, layout, annotations, bytes);
        film.setLut(wantedLut == null ? lut : wantedLut);
        films.put(film.uid(), film);
        Attributes response = rules.filmInForce(own);
        response.newSequence(Tag.ReferencedFilmSessionSequence).add(FilmBox.reference(UID.BasicFilmSession, uid));
        film.addReferences(response);
        return NormalizedReply.of(response).withStatus(densityStatus(clipped), null);
    }

    /** Annotation boxes nobody can set, for want of a presentation context, need not be there. */
    private int annotationPositions(NormalizedRequest request, Attributes film) {
        boolean wanted = film.containsValue(Tag.AnnotationDisplayFormatID)
                && PrintScp.isNegotiated(request.association(), UID.BasicAnnotationBox);
        return wanted ? printer.annotationPositions() : 0;
    }

    NormalizedReply setFilm(NormalizedRequest request) throws IOException {
        FilmBox film = film(request);
        Attributes changes = request.attributes(ImageReceiver.LIMITS);
        if (changes.containsValue(Tag.ImageDisplayFormat)
                && !changes.getString(Tag.ImageDisplayFormat)
                        .equals(film.attributes().getString(Tag.ImageDisplayFormat))) {
            throw PrintRules.invalid(Tag.ImageDisplayFormat, "A film box keeps its Image Display Format");
        }
        rules.checkFilm(changes);
        PresentationLut changedLut = referencedLut(changes);
        long bytes = takeMemory(request);
        Attributes merged = merged(film.attributes(), changes);
        boolean clipped = rules.clipDensities(merged);
        film.set(merged, bytes);
        film.setLut(changedLut == null ? film.lut() : changedLut);
        return NormalizedReply.of(rules.filmInForce(merged)).withStatus(densityStatus(clipped), null);
    }

    NormalizedReply deleteFilm(NormalizedRequest request) throws IOException {
        delete(film(request));
        return NormalizedReply.SUCCESS;
    }

    private void delete(FilmBox film) {
        films.remove(film.uid());
        memory.giveBack(film.memory());
        film.files().forEach(this::letGo);
    }

    /** The film box a request is about; where it does not say, the last that was created. */
    FilmBox film(NormalizedRequest request) throws DicomServiceException {
        FilmBox film = request.sopInstanceUid() == null ? lastFilm() : films.get(request.sopInstanceUid());
        if (film == null) {
            throw new DicomServiceException(Status.NoSuchSOPInstance, "There is no such film box");
        }
        return film;
    }

    private FilmBox lastFilm() {
        return films.values().stream().reduce((first, second) -> second).orElse(null);
    }

    private static int densityStatus(boolean clipped) {
        return clipped ? PrintStatus.DENSITY_OUT_OF_RANGE : Status.Success;
    }

    // ---- image box (PS3.4 H.4.3)

    NormalizedReply setImage(NormalizedRequest request) throws IOException {
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
            int warning = fit.check(place.film.emptyFilm(), imageBox(place.slot, next));
            memory.take(received.memory());
            used = next.file() == received.file();
            replace(place.slot, next);
            return new NormalizedReply(warning == Status.Success ? densityStatus(clipped) : warning, null, null);
        } finally {
            if (!used) {
                letGo(received.file());
            }
        }
    }

    private record ImagePlace(FilmBox film, ImageSlot slot) {}

    private ImagePlace findImage(String sopInstanceUid) throws DicomServiceException {
        for (FilmBox film : films.values()) {
            for (ImageSlot slot : film.images()) {
                if (slot.uid().equals(sopInstanceUid)) {
                    return new ImagePlace(film, slot);
                }
            }
        }
        throw new DicomServiceException(Status.NoSuchSOPInstance, "There is no such image box");
    }

    private ImagePlace placeAt(int position) throws DicomServiceException {
        FilmBox film = lastFilm();
        if (film == null || position < 1 || position > film.images().size()) {
            throw new DicomServiceException(Status.NoSuchSOPInstance, "No image box is named, nor a position of one");
        }
        return new ImagePlace(film, film.images().get(position - 1));
    }

    /** What the box is after the modification list: an image sequence replaces or takes away, its absence keeps. */
    private ImageSlot.Content changed(ImagePlace place, ImageReceiver.Received received) throws DicomServiceException {
        Attributes list = received.attributes();
        ImageSlot.Content before = place.slot.content();
        PresentationLut changedLut = referencedLut(list);
        PresentationLut boxLut = changedLut == null ? before.lut() : changedLut;
        Attributes image = ImageReceiver.imageOf(list, place.film.isColor());
        boolean touched =
                list.contains(place.film.isColor() ? Tag.BasicColorImageSequence : Tag.BasicGrayscaleImageSequence);
        Attributes own = withoutReferences(list);
        own.remove(Tag.BasicColorImageSequence);
        own.remove(Tag.BasicGrayscaleImageSequence);
        Attributes merged = merged(before.attributes(), own);
        long bytes = before.memory() + received.memory();
        if (!touched) {
            return new ImageSlot.Content(merged, before.image(), before.file(), boxLut, bytes);
        }
        boolean inFile = image != null && Arrays.stream(image.tags()).anyMatch(tag -> image.getBulkData(tag) != null);
        return new ImageSlot.Content(
                merged, image == null ? null : new Attributes(image), inFile ? received.file() : null, boxLut, bytes);
    }

    private static ImageBox imageBox(ImageSlot slot, ImageSlot.Content content) {
        return slot.imageBox(content);
    }

    private void replace(ImageSlot slot, ImageSlot.Content next) {
        SpooledImage before = slot.file();
        slot.set(next);
        if (before != null && before != next.file()) {
            letGo(before);
        }
    }

    // ---- annotation box (PS3.4 H.4.4)

    NormalizedReply setAnnotation(NormalizedRequest request) throws IOException {
        Attributes changes = request.attributes(ImageReceiver.LIMITS);
        FilmBox.AnnotationSlot slot = annotation(request.sopInstanceUid(), changes.getInt(Tag.AnnotationPosition, 0));
        slot.set(changes, takeMemory(request));
        return NormalizedReply.SUCCESS;
    }

    private FilmBox.AnnotationSlot annotation(String sopInstanceUid, int position) throws DicomServiceException {
        for (FilmBox film : films.values()) {
            for (FilmBox.AnnotationSlot slot : film.annotations()) {
                boolean meant = sopInstanceUid == null
                        ? film == lastFilm() && slot.position() == position
                        : slot.uid().equals(sopInstanceUid);
                if (meant) {
                    return slot;
                }
            }
        }
        throw new DicomServiceException(Status.NoSuchSOPInstance, "There is no such annotation box");
    }

    // ---- presentation LUT (PS3.4 H.4.9)

    NormalizedReply createLut(NormalizedRequest request) throws IOException {
        if (luts.containsKey(request.sopInstanceUid())) {
            throw new DicomServiceException(Status.DuplicateSOPInstance, "The presentation LUT is there already");
        }
        if (luts.size() >= MOST_LUTS) {
            throw new DicomServiceException(
                    Status.ResourceLimitation, "At most " + MOST_LUTS + " presentation LUTs are kept");
        }
        Attributes wanted = request.attributes(ImageReceiver.LIMITS);
        PrintRules.checkLut(wanted);
        lutMemory.put(request.sopInstanceUid(), takeMemory(request));
        luts.put(request.sopInstanceUid(), new PresentationLut(request.sopInstanceUid(), wanted));
        return NormalizedReply.of(wanted);
    }

    /** Films that refer to it keep it. */
    NormalizedReply deleteLut(NormalizedRequest request) throws IOException {
        String deleted = request.sopInstanceUid() == null && luts.size() == 1
                ? luts.keySet().iterator().next()
                : request.sopInstanceUid();
        if (luts.remove(deleted) == null) {
            throw new DicomServiceException(Status.NoSuchSOPInstance, "There is no such presentation LUT");
        }
        memory.giveBack(lutMemory.remove(deleted));
        return NormalizedReply.SUCCESS;
    }

    /** Null if none is referred to. */
    private PresentationLut referencedLut(Attributes from) throws DicomServiceException {
        Attributes reference = from.getNestedDataset(Tag.ReferencedPresentationLUTSequence);
        if (reference == null) {
            return null;
        }
        PresentationLut found = luts.get(reference.getString(Tag.ReferencedSOPInstanceUID, ""));
        if (found == null) {
            throw PrintRules.invalid(Tag.ReferencedPresentationLUTSequence, "There is no such presentation LUT");
        }
        return found;
    }

    // ---- printing

    /**
     * The warning of an N-ACTION on these films.
     *
     * @param emptyPage the status if a film has no image
     * @throws DicomServiceException C603 if an image is too large to be printed
     */
    int warningOf(List<FilmBox> printed, int emptyPage) throws DicomServiceException {
        int warning = Status.Success;
        for (FilmBox box : printed) {
            var film = box.film();
            if (film.isEmpty()) {
                return emptyPage;
            }
            for (ImageBox image : film.imageBoxes()) {
                int of = fit.check(film, image);
                warning = warning == Status.Success ? of : warning;
            }
        }
        return warning;
    }

    /** The films as they are now; the job holds their images itself. */
    PrintJob job(NormalizedRequest request, List<FilmBox> printed) {
        List<SpooledImage> files = new ArrayList<>();
        printed.forEach(film -> files.addAll(film.files()));
        PrintJob.Builder job = PrintJob.builder()
                .callingAeTitle(request.association().callingAeTitle())
                .calledAeTitle(request.association().calledAeTitle())
                .color(printed.stream().anyMatch(FilmBox::isColor))
                .sessionUid(uid)
                .session(attributes)
                .whenReleased(() -> files.forEach(SpooledImage::release));
        printed.forEach(film -> job.film(film.film()));
        files.forEach(SpooledImage::retain);
        return job.build();
    }

    /** Lets go of all: the association has ended. */
    void end() {
        List.copyOf(films.values()).forEach(this::delete);
        luts.clear();
    }

    private void letGo(SpooledImage file) {
        disk.giveBack(file.length());
        file.release();
    }

    /** The values of a data set take about what they took to send. */
    private long takeMemory(NormalizedRequest request) throws DicomServiceException {
        return takeMemory(request, 0);
    }

    /**
     * @param more bytes to take with it
     * @return the total
     */
    private long takeMemory(NormalizedRequest request, long more) throws DicomServiceException {
        long bytes = more + (request.dataSet() == null ? 0 : request.dataSet().position());
        memory.take(bytes);
        return bytes;
    }

    /** A copy without what refers to objects of the session: they are parts of the model. */
    private static Attributes withoutReferences(Attributes wanted) {
        Attributes copy = new Attributes(wanted);
        copy.remove(Tag.ReferencedFilmSessionSequence);
        copy.remove(Tag.ReferencedFilmBoxSequence);
        copy.remove(Tag.ReferencedImageBoxSequence);
        copy.remove(Tag.ReferencedBasicAnnotationBoxSequence);
        copy.remove(Tag.ReferencedPresentationLUTSequence);
        return copy;
    }

    private static Attributes merged(Attributes before, Attributes changes) {
        Attributes merged = new Attributes(before);
        merged.addAll(withoutReferences(changes));
        return merged;
    }
}
