package io.cameldicom.print.scu;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.StatusTable;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.service.NormalizedScu;
import io.cameldicom.dicom.service.QuerySopClasses;
import io.cameldicom.dicom.service.RefusedException;
import io.cameldicom.print.Film;
import io.cameldicom.print.PrintJob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints print jobs over one association (PS3.4 Annex H), one at a time: a session as it is, with new UIDs. Pixels go from
 * where they are, a buffer at a time. For one thread.
 */
public final class PrintScu {
    private static final Logger LOG = LoggerFactory.getLogger(PrintScu.class);

    private final DimseSession association;
    private final PrintEvents events;
    private final PrintOptions options;
    private final NormalizedScu scu;

    /**
     * @param association that was offered {@link #contexts} of the job
     * @param events the handlers of the association
     */
    public PrintScu(DimseSession association, PrintEvents events, PrintOptions options) {
        this.association = association;
        this.events = events;
        this.options = options;
        this.scu = new NormalizedScu(association, options.responseTimeout(), StatusTable.PRINT);
    }

    /** What an association has to be offered for a job: color or grayscale print management, and what the job uses. */
    public static List<PresentationContextRq> contexts(PrintJob job) {
        List<String> sopClasses = new ArrayList<>();
        sopClasses.add(job.isColor() ? UID.BasicColorPrintManagementMeta : UID.BasicGrayscalePrintManagementMeta);
        if (job.films().stream().anyMatch(PrintScu::hasLut)) {
            sopClasses.add(UID.PresentationLUT);
        }
        if (job.films().stream()
                .flatMap(film -> film.annotations().stream())
                .anyMatch(annotation -> annotation.text() != null)) {
            sopClasses.add(UID.BasicAnnotationBox);
        }
        sopClasses.add(UID.PrintJob);
        List<PresentationContextRq> contexts = new ArrayList<>();
        for (String sopClass : sopClasses) {
            contexts.add(
                    new PresentationContextRq(2 * contexts.size() + 1, sopClass, QuerySopClasses.TRANSFER_SYNTAXES));
        }
        return contexts;
    }

    private static boolean hasLut(Film film) {
        return film.presentationLut() != null
                || film.imageBoxes().stream().anyMatch(box -> !box.isEmpty() && box.presentationLut() != null);
    }

    /**
     * The printer's status.
     *
     * @return null if it does not serve that
     */
    public PrinterStatus printer() throws IOException {
        try {
            return PrinterStatus.of(scu.get(UID.Printer, UID.PrinterInstance, Tag.PrinterStatus, Tag.PrinterStatusInfo)
                    .attributes());
        } catch (RefusedException e) {
            return null; // N-GET is mandatory, and not there in the field
        }
    }

    /** A printer that is lost now has the films: to fail would have them printed again. */
    private List<JobStatus> await(PrintSession session) throws InterruptedException {
        try {
            return new JobWatch(scu, events, options).await(session.jobs());
        } catch (IOException e) {
            LOG.debug(
                    "{}: lost while waiting for print jobs",
                    association.association().id(),
                    e);
            return session.jobs().stream().map(JobStatus::unknown).toList();
        }
    }

    /**
     * Prints a job, and waits for the printer to be done if the options say so. The association can be released after it.
     *
     * @throws PrintException if the printer is in failure, refuses, is not there any more or fails; whatever it had not
     *     taken by then is not printed
     */
    public PrintReport print(PrintJob job) throws PrintException, InterruptedException {
        PrintSession session = new PrintSession(association, scu, options, job);
        try {
            PrinterStatus printer = options.checkPrinter() ? printer() : null;
            if (printer != null && printer.isFailure()) {
                throw new PrintException("The printer is in " + printer, 0, true, null);
            }
            session.print();
            List<JobStatus> jobs = await(session);
            session.end();
            JobStatus failed =
                    jobs.stream().filter(JobStatus::isFailure).findFirst().orElse(null);
            if (failed != null) {
                throw new PrintException(
                        "The printer has taken the job, and its state is " + failed,
                        0,
                        JobWatch.isTransient(failed),
                        null);
            }
            return new PrintReport(printer, session.warnings(), session.notes(), session.filmsPrinted(), jobs);
        } catch (PrintException e) {
            throw e;
        } catch (IOException e) {
            throw new PrintException("The printer has not taken the job: " + e.getMessage(), session.filmsPrinted(), e);
        }
    }
}
