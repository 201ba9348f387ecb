package io.cameldicom.print.scp;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.NormalizedReply;
import io.cameldicom.dicom.service.NormalizedRequest;
import io.cameldicom.print.Film;
import io.cameldicom.print.ImageBox;
import io.cameldicom.print.ImageDisplayFormat;
import io.cameldicom.print.PresentationLut;
import io.cameldicom.print.PrintJob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an association has made: at most one film session, its film boxes, presentation LUTs. All of it goes with the
 * association (PS3.4 H.2). For the thread of the association.
 */
final class PrintSession {

    /** Of all objects of an association, besides pixels that are on disk. */
    private static final long MEMORY = Math.min(16L << 20, Runtime.getRuntime().maxMemory() / 32);

    /** An image or annotation box nobody has set. */
    private static final int BYTES_OF_A_BOX = 300;

    private final PrinterConfiguration printer;
    private final PrintRules rules;
    private final ImageFit fit;
    private final Budget memory =
            new Budget(MEMORY, Status.ResourceLimitation, "The objects of this association take too much memory");
    private final FilmBoxes films;
    private final PresentationLuts luts;
    private final ImageBoxes images;

    private String uid;
    private Attributes attributes;
    private PresentationLut lut;
    private long sessionMemory;

    PrintSession(PrinterConfiguration printer, PrintSpool spool) {
        this.printer = printer;
        this.rules = new PrintRules(printer);
        this.fit = new ImageFit(printer);
        Budget disk = new Budget(
                printer.maxSpooledBytes(),
                PrintStatus.INSUFFICIENT_MEMORY,
                "The images of this association are too large");
        this.films = new FilmBoxes(memory, disk);
        this.luts = new PresentationLuts(memory);
        this.images = new ImageBoxes(films, luts, rules, fit, memory, new ImageReceiver(spool, disk));
    }

    // ---- film session (PS3.4 H.4.1)

    NormalizedReply createSession(NormalizedRequest request) throws IOException {
        if (uid != null) {
            throw new DicomServiceException(
                    Status.DuplicateSOPInstance, "An association has one film session: delete the other first");
        }
        Attributes wanted = request.attributes(ImageReceiver.LIMITS);
        rules.checkSession(wanted);
        PresentationLut wantedLut = luts.referenced(wanted);
        long bytes = memory.takeFor(request, PresentationLuts.bytesOf(wantedLut));
        uid = request.sopInstanceUid();
        attributes = Modifications.withoutReferences(wanted);
        lut = wantedLut;
        sessionMemory = bytes;
        return NormalizedReply.of(rules.sessionInForce(attributes)).withStatus(PrintRules.warningOf(wanted), null);
    }

    NormalizedReply setSession(NormalizedRequest request) throws IOException {
        requireSession(request);
        Attributes changes = request.attributes(ImageReceiver.LIMITS);
        rules.checkSession(changes);
        PresentationLut changedLut = luts.referenced(changes);
        sessionMemory += memory.takeFor(request, PresentationLuts.bytesOf(changedLut));
        attributes = Modifications.merged(attributes, changes);
        lut = changedLut == null ? lut : changedLut;
        return NormalizedReply.of(rules.sessionInForce(attributes)).withStatus(PrintRules.warningOf(changes), null);
    }

    NormalizedReply deleteSession(NormalizedRequest request) throws IOException {
        requireSession(request);
        films.deleteAll();
        uid = null;
        attributes = null;
        lut = null;
        memory.giveBack(sessionMemory);
        return NormalizedReply.SUCCESS;
    }

    /** The films of an N-ACTION on the session: all there are, in the order they were created. */
    List<FilmBox> allFilms(NormalizedRequest request) throws DicomServiceException {
        requireSession(request);
        if (films.count() == 0) {
            throw new DicomServiceException(PrintStatus.NO_FILM_BOX, "The film session has no film boxes");
        }
        return List.copyOf(films.all());
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
        if (films.find(request.sopInstanceUid()) != null) {
            throw new DicomServiceException(Status.DuplicateSOPInstance, "The film box is there already");
        }
        if (films.count() >= printer.maxFilms()) {
            throw new DicomServiceException(
                    Status.ResourceLimitation, "A session has at most " + printer.maxFilms() + " film boxes here");
        }
        ImageDisplayFormat layout = rules.checkFormat(wanted);
        rules.checkFilm(wanted);
        PresentationLut wantedLut = luts.referenced(wanted);
        Attributes own = Modifications.withoutReferences(wanted);
        boolean clipped = rules.clipDensities(own);
        int annotations = annotationPositions(request, own);
        long boxes = (long) BYTES_OF_A_BOX * (layout.boxes() + annotations);
        PresentationLut filmLut = wantedLut == null ? lut : wantedLut;
        long bytes = memory.takeFor(request, boxes + PresentationLuts.bytesOf(filmLut));
        FilmBox film =
                new FilmBox(request.sopInstanceUid(), PrintScp.isColor(request), own, layout, annotations, bytes);
        film.setLut(filmLut);
        films.add(film);
        Attributes response = rules.filmInForce(own);
        response.newSequence(Tag.ReferencedFilmSessionSequence).add(FilmBox.reference(UID.BasicFilmSession, uid));
        film.addReferences(response);
        return NormalizedReply.of(response).withStatus(PrintRules.densityStatus(clipped), null);
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
        PresentationLut changedLut = luts.referenced(changes);
        long bytes = memory.takeFor(request, PresentationLuts.bytesOf(changedLut));
        Attributes merged = Modifications.merged(film.attributes(), changes);
        boolean clipped = rules.clipDensities(merged);
        film.set(merged, bytes);
        film.setLut(changedLut == null ? film.lut() : changedLut);
        return NormalizedReply.of(rules.filmInForce(merged)).withStatus(PrintRules.densityStatus(clipped), null);
    }

    NormalizedReply deleteFilm(NormalizedRequest request) throws IOException {
        films.delete(film(request));
        return NormalizedReply.SUCCESS;
    }

    /** The film box a request is about; where it does not say, the last that was created. */
    FilmBox film(NormalizedRequest request) throws DicomServiceException {
        FilmBox film = request.sopInstanceUid() == null ? films.last() : films.find(request.sopInstanceUid());
        if (film == null) {
            throw new DicomServiceException(Status.NoSuchSOPInstance, "There is no such film box");
        }
        return film;
    }

    // ---- image box, presentation LUT (PS3.4 H.4.3, H.4.9)

    ImageBoxes images() {
        return images;
    }

    PresentationLuts luts() {
        return luts;
    }

    // ---- annotation box (PS3.4 H.4.4)

    NormalizedReply setAnnotation(NormalizedRequest request) throws IOException {
        Attributes changes = request.attributes(ImageReceiver.LIMITS);
        FilmBox.AnnotationSlot slot = annotation(request.sopInstanceUid(), changes.getInt(Tag.AnnotationPosition, 0));
        slot.set(changes, memory.takeFor(request, 0));
        return NormalizedReply.SUCCESS;
    }

    private FilmBox.AnnotationSlot annotation(String sopInstanceUid, int position) throws DicomServiceException {
        for (FilmBox film : films.all()) {
            for (FilmBox.AnnotationSlot slot : film.annotations()) {
                boolean meant = sopInstanceUid == null
                        ? film == films.last() && slot.position() == position
                        : slot.uid().equals(sopInstanceUid);
                if (meant) {
                    return slot;
                }
            }
        }
        throw new DicomServiceException(Status.NoSuchSOPInstance, "There is no such annotation box");
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
        boolean empty = false;
        for (FilmBox box : printed) {
            Film film = box.film();
            empty |= film.isEmpty();
            for (ImageBox image : film.imageBoxes()) {
                int of = fit.check(film, image);
                warning = warning == Status.Success ? of : warning;
            }
        }
        return empty ? emptyPage : warning;
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
        films.deleteAll();
    }
}
