package io.cameldicom.print.scu;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.NormalizedResponse;
import io.cameldicom.dicom.service.NormalizedScu;
import io.cameldicom.dicom.service.RefusedException;
import io.cameldicom.print.Film;
import io.cameldicom.print.PresentationLut;
import io.cameldicom.print.PrintJob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One film session at the printer: presentation LUTs, session, films, N-ACTION, and their end (PS3.4 H.4). */
final class PrintSession {
    private static final Logger LOG = LoggerFactory.getLogger(PrintSession.class);
    private static final int PRINT = 1;
    private static final int EXISTING_FILM_BOX_NOT_PRINTED = 0xC616;

    private final DimseSession association;
    private final NormalizedScu scu;
    private final PrintOptions options;
    private final PrintJob job;
    /** UIDs at the printer, by the UID the LUT came with or, without one, by the LUT. */
    private final Map<Object, String> luts = new LinkedHashMap<>();
    /** Film boxes at the printer that are not printed yet. */
    private final List<String> waiting = new ArrayList<>();

    private final List<Integer> warnings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> jobs = new ArrayList<>();
    private String sessionUid;
    private boolean asSession;
    private int filmsPrinted;

    PrintSession(DimseSession association, NormalizedScu scu, PrintOptions options, PrintJob job) {
        this.association = association;
        this.scu = scu;
        this.options = options;
        this.job = job;
        this.asSession = options.unit() == PrintUnit.session
                || options.unit() == PrintUnit.auto && job.films().size() > 1;
    }

    void print() throws IOException {
        sessionUid = uid(note(scu.create(UID.BasicFilmSession, null, job.session())), "film session");
        for (Film film : job.films()) {
            NormalizedResponse created = createFilm(film);
            String filmUid = uid(created, "film box");
            new FilmFiller(this, scu, film, created.attributes()).fill();
            waiting.add(filmUid);
            if (!asSession) {
                printWaiting();
            }
        }
        if (asSession) {
            printSession();
        }
    }

    private NormalizedResponse createFilm(Film film) throws IOException {
        try {
            return note(scu.create(UID.BasicFilmBox, null, filmBox(film)));
        } catch (RefusedException e) {
            if (options.unit() != PrintUnit.auto || e.getStatus() != EXISTING_FILM_BOX_NOT_PRINTED) {
                throw e;
            }
            asSession = false; // the printer takes film boxes one by one
            printWaiting();
            return note(scu.create(UID.BasicFilmBox, null, filmBox(film)));
        }
    }

    private Attributes filmBox(Film film) throws IOException {
        Attributes box = new Attributes(film.attributes());
        refer(box, Tag.ReferencedFilmSessionSequence, UID.BasicFilmSession, sessionUid);
        if (film.presentationLut() != null) {
            referLut(box, film.presentationLut());
        }
        return box;
    }

    private void printSession() throws IOException {
        try {
            printed(note(scu.action(UID.BasicFilmSession, sessionUid, PRINT, null)));
            filmsPrinted += waiting.size();
            waiting.clear();
        } catch (RefusedException e) {
            boolean unknownAction = e.getStatus() == Status.NoSuchActionType
                    || e.getStatus() == Status.UnrecognizedOperation
                    || e.getStatus() == Status.SOPClassNotSupported;
            if (options.unit() != PrintUnit.auto || !unknownAction) {
                throw e;
            }
            printWaiting();
        }
    }

    private void printWaiting() throws IOException {
        while (!waiting.isEmpty()) {
            String filmUid = waiting.get(0);
            printed(note(scu.action(UID.BasicFilmBox, filmUid, PRINT, null)));
            filmsPrinted++;
            waiting.remove(0);
            delete(UID.BasicFilmBox, filmUid); // its images take memory of the printer
        }
    }

    private void printed(NormalizedResponse response) {
        Sequence references = response.attributes().getSequence(Tag.ReferencedPrintJobSequence);
        if (references != null && isAccepted(UID.PrintJob)) {
            references.forEach(reference -> jobs.add(reference.getString(Tag.ReferencedSOPInstanceUID)));
        }
    }

    /** Takes a reference to a presentation LUT into a film or image box; it is made at the printer when it is new. */
    void referLut(Attributes box, PresentationLut lut) throws IOException {
        if (!isAccepted(UID.PresentationLUT)) {
            unsupported("presentation LUTs");
            return;
        }
        Object key = lut.sopInstanceUid() != null ? lut.sopInstanceUid() : lut;
        String known = luts.get(key);
        if (known == null) {
            known = uid(note(scu.create(UID.PresentationLUT, null, lut.attributes())), "presentation LUT");
            luts.put(key, known);
        }
        refer(box, Tag.ReferencedPresentationLUTSequence, UID.PresentationLUT, known);
    }

    boolean isAccepted(String sopClassUid) {
        return association.association().acceptedContexts().stream()
                .anyMatch(context -> context.abstractSyntax().equals(sopClassUid));
    }

    /** @throws IOException unless it may be left out */
    void unsupported(String what) throws IOException {
        if (!options.dropUnsupported()) {
            throw new UnsupportedByPrinterException(what);
        }
        String note = "without " + what + ", which the printer does not support";
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    NormalizedResponse note(NormalizedResponse response) {
        if (response.isWarning()) {
            warnings.add(response.status());
        }
        return response;
    }

    private static void refer(Attributes to, int sequence, String sopClassUid, String sopInstanceUid) {
        Attributes reference = new Attributes();
        reference.setString(Tag.ReferencedSOPClassUID, VR.UI, sopClassUid);
        reference.setString(Tag.ReferencedSOPInstanceUID, VR.UI, sopInstanceUid);
        to.newSequence(sequence).add(reference);
    }

    private static String uid(NormalizedResponse created, String what) throws IOException {
        if (created.sopInstanceUid() == null) {
            throw new IOException("the printer gave the " + what + " no SOP Instance UID");
        }
        return created.sopInstanceUid();
    }

    /** Deletes what was made at the printer; the session takes its film boxes with it. */
    void end() {
        if (sessionUid != null) {
            delete(UID.BasicFilmSession, sessionUid);
        }
        luts.values().forEach(lut -> delete(UID.PresentationLUT, lut));
    }

    /** What the printer keeps is gone with the association at the latest (PS3.4 H.2.4). */
    private void delete(String sopClassUid, String sopInstanceUid) {
        if (!association.isOpen()) {
            return;
        }
        try {
            scu.delete(sopClassUid, sopInstanceUid);
        } catch (IOException e) {
            LOG.debug("{}: not deleted", association.association().id(), e);
        }
    }

    List<Integer> warnings() {
        return warnings;
    }

    List<String> notes() {
        return notes;
    }

    List<String> jobs() {
        return jobs;
    }

    int filmsPrinted() {
        return filmsPrinted;
    }
}
