package io.cameldicom.print.scp;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.AssociationListener;
import io.cameldicom.dicom.service.NormalizedHandler;
import io.cameldicom.dicom.service.NormalizedReply;
import io.cameldicom.dicom.service.NormalizedRequest;
import io.cameldicom.dicom.service.NormalizedScp;
import io.cameldicom.dicom.service.ServiceClassProvider;
import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.TransferCapability;
import io.cameldicom.print.PrintJob;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A printer (PS3.4 Annex H): Basic Grayscale and Basic Color Print Management, with Presentation LUT, Basic Annotation
 * Box, Print Job and Printer Configuration Retrieval. Images go to the spool while they come; an N-ACTION makes a {@link
 * PrintJob} of what is there at that moment. It has to be told of the end of associations. Thread-safe.
 */
public final class PrintScp implements NormalizedHandler, AssociationListener, Closeable {

    static final List<String> META_SOP_CLASSES =
            List.of(UID.BasicGrayscalePrintManagementMeta, UID.BasicColorPrintManagementMeta);

    private static final Set<String> SOP_CLASSES = Set.of(
            UID.BasicGrayscalePrintManagementMeta,
            UID.BasicColorPrintManagementMeta,
            UID.PresentationLUT,
            UID.BasicAnnotationBox,
            UID.PrintJob,
            UID.PrinterConfigurationRetrieval);

    /** Pixels are forwarded as they lie in the spool: not deflated, not big endian. */
    private static final List<String> TRANSFER_SYNTAXES =
            List.of(UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian);

    private static final Set<Dimse> COMMANDS =
            Set.of(Dimse.N_CREATE_RQ, Dimse.N_SET_RQ, Dimse.N_GET_RQ, Dimse.N_ACTION_RQ, Dimse.N_DELETE_RQ);

    private static final int PRINT = 1;

    /** Who is told what unasked. */
    public enum Events {
        /** Nobody anything. */
        NONE,
        /** Whoever has negotiated Print Job: how the jobs of the association go. */
        JOB,
        /** That, and everybody when the state of the printer changes. */
        ALL
    }

    private record Client(PrintSession session, EventSender events) {}

    private final PrinterConfiguration printer;
    private final PrinterState state;
    private final PrinterObjects objects;
    private final PrintSpool spool;
    private final PrintJobHandler handler;
    private final Events events;
    private final Duration timeout;
    private final PrintJobs jobs = new PrintJobs();
    private final Map<Association, Client> clients = new ConcurrentHashMap<>();
    private final Runnable stateChanged = this::reportState;

    /**
     * @param timeout for the answer to an event report
     */
    public PrintScp(
            PrinterConfiguration printer,
            PrinterState state,
            PrintSpool spool,
            PrintJobHandler handler,
            Events events,
            Duration timeout) {
        this.printer = printer;
        this.state = state;
        this.objects = new PrinterObjects(printer, state);
        this.spool = spool;
        this.handler = handler;
        this.events = events;
        this.timeout = timeout;
        state.listen(stateChanged);
    }

    /** What is accepted in associations, and performed here. */
    public ServiceClassProvider provider() {
        return new NormalizedScp(
                this,
                new TransferCapability(SOP_CLASSES::contains, TransferCapability.Role.SCP, TRANSFER_SYNTAXES),
                COMMANDS);
    }

    /** A job of before a restart goes on: it can be asked for again. */
    public PrintProgress resume(PrintJob job) {
        PrintJobState resumed = new PrintJobState(job);
        jobs.add(resumed);
        return resumed;
    }

    /** Associations without objects, such as those of a status display, are as many as there may be: they cost little. */
    @Override
    public void closed(Association association, Throwable failure) {
        Client client = clients.remove(association);
        if (client != null) {
            client.session.end();
        }
    }

    /** No more reports of the printer's state. */
    @Override
    public void close() {
        state.forget(stateChanged);
    }

    // ---- requests

    @Override
    public boolean takesRequestsWithoutInstance() {
        return true;
    }

    private interface Operation {
        NormalizedReply perform() throws IOException;
    }

    /** Numbers are read where they are needed; of a text that is none the message has tag and VR. */
    private static NormalizedReply refusingWhatIsNoNumber(Operation operation) throws IOException {
        try {
            return operation.perform();
        } catch (NumberFormatException e) {
            throw new DicomServiceException(Status.InvalidAttributeValue, e.getMessage(), e);
        }
    }

    @Override
    public NormalizedReply create(NormalizedRequest request) throws IOException {
        PrintSession session = client(request).session;
        return refusingWhatIsNoNumber(() -> switch (request.sopClassUid()) {
            case UID.BasicFilmSession -> session.createSession(request);
            case UID.BasicFilmBox -> session.createFilm(request);
            case UID.PresentationLUT -> session.luts().create(request);
            default -> throw unrecognized();
        });
    }

    @Override
    public NormalizedReply set(NormalizedRequest request) throws IOException {
        PrintSession session = client(request).session;
        return refusingWhatIsNoNumber(() -> switch (request.sopClassUid()) {
            case UID.BasicFilmSession -> session.setSession(request);
            case UID.BasicFilmBox -> session.setFilm(request);
            case UID.BasicGrayscaleImageBox, UID.BasicColorImageBox -> session.images()
                    .set(request);
            case UID.BasicAnnotationBox -> session.setAnnotation(request);
            default -> throw unrecognized();
        });
    }

    @Override
    public NormalizedReply delete(NormalizedRequest request) throws IOException {
        PrintSession session = client(request).session;
        return switch (request.sopClassUid()) {
            case UID.BasicFilmSession -> session.deleteSession(request);
            case UID.BasicFilmBox -> session.deleteFilm(request);
            case UID.PresentationLUT -> session.luts().delete(request);
            default -> throw unrecognized();
        };
    }

    @Override
    public NormalizedReply get(NormalizedRequest request) throws IOException {
        client(request); // who looks at the printer is told when it changes
        int[] tags = request.attributeIdentifiers();
        return switch (request.sopClassUid()) {
            case UID.Printer -> {
                requireInstance(request, UID.PrinterInstance);
                yield Answers.selected(objects.printer(), tags);
            }
            case UID.PrinterConfigurationRetrieval -> {
                requireInstance(request, UID.PrinterConfigurationRetrievalInstance);
                yield Answers.selected(objects.configuration(), tags);
            }
            case UID.PrintJob -> Answers.selected(job(request).attributes(printer.name()), tags);
            default -> throw unrecognized();
        };
    }

    @Override
    public NormalizedReply action(NormalizedRequest request) throws IOException {
        PrintSession session = client(request).session;
        List<FilmBox> films =
                switch (request.sopClassUid()) {
                    case UID.BasicFilmSession -> session.allFilms(request);
                    case UID.BasicFilmBox -> List.of(session.film(request));
                    default -> throw unrecognized();
                };
        if (request.actionTypeId() != PRINT) {
            throw new DicomServiceException(Status.NoSuchActionType, "Only action type 1, print, is known");
        }
        return print(request, session, films);
    }

    private NormalizedReply print(NormalizedRequest request, PrintSession session, List<FilmBox> films)
            throws IOException {
        boolean whole = request.sopClassUid().equals(UID.BasicFilmSession);
        int warning = session.warningOf(films, whole ? PrintStatus.EMPTY_PAGE_IN_SESSION : PrintStatus.EMPTY_PAGE);
        PrintJob job = session.job(request, films);
        PrintJobState progress = new PrintJobState(job);
        jobs.add(progress);
        NormalizedReply reply;
        try {
            reply = handler.print(job, progress, request);
        } catch (DicomServiceException e) {
            jobs.remove(progress);
            throw queueFull(e, whole);
        } catch (IOException | RuntimeException e) {
            jobs.remove(progress);
            throw e;
        }
        int status = reply.status() == Status.Success ? warning : reply.status();
        if (!isNegotiated(request.association(), UID.PrintJob)) {
            return new NormalizedReply(status, null, reply.errorComment());
        }
        if (events != Events.NONE) {
            EventSender sender = client(request).events;
            request.whenAnswered(() -> progress.listen((of, execution) ->
                    sender.send(UID.PrintJob, of.uid(), 1 + execution.ordinal(), of.event(printer.name()))));
        }
        Attributes answer = new Attributes();
        answer.newSequence(Tag.ReferencedPrintJobSequencePullStoredPrint)
                .add(FilmBox.reference(UID.PrintJob, progress.uid()));
        return new NormalizedReply(status, answer, reply.errorComment());
    }

    private static DicomServiceException queueFull(DicomServiceException e, boolean whole) {
        boolean full = e.getStatus() == Status.ResourceLimitation || e.getStatus() == Status.OutOfResources;
        return full
                ? new DicomServiceException(
                        whole ? PrintStatus.QUEUE_FULL_SESSION : PrintStatus.QUEUE_FULL_FILM_BOX,
                        e.getErrorComment(),
                        e)
                : e;
    }

    private PrintJobState job(NormalizedRequest request) throws DicomServiceException {
        PrintJobState job = request.sopInstanceUid() == null ? null : jobs.find(request.sopInstanceUid());
        if (job == null) {
            throw new DicomServiceException(Status.NoSuchSOPInstance, "There is no such print job");
        }
        return job;
    }

    /** Some leave the UID of an instance out that there is only one of. */
    private static void requireInstance(NormalizedRequest request, String uid) throws DicomServiceException {
        if (request.sopInstanceUid() != null && !request.sopInstanceUid().equals(uid)) {
            throw new DicomServiceException(Status.NoSuchSOPInstance, "There is one such instance, " + uid);
        }
    }

    private void reportState() {
        if (events == Events.ALL) {
            int type = 1 + state.status().ordinal();
            clients.values()
                    .forEach(client -> client.events.send(UID.Printer, UID.PrinterInstance, type, objects.event()));
        }
    }

    private Client client(NormalizedRequest request) {
        return clients.computeIfAbsent(
                request.association(),
                association ->
                        new Client(new PrintSession(printer, spool), new EventSender(request.session(), timeout)));
    }

    static boolean isColor(NormalizedRequest request) {
        return request.abstractSyntaxUid().equals(UID.BasicColorPrintManagementMeta);
    }

    static boolean isNegotiated(Association association, String sopClassUid) {
        return association.acceptedContexts().stream()
                .anyMatch(context -> context.abstractSyntax().equals(sopClassUid));
    }

    private static DicomServiceException unrecognized() {
        return new DicomServiceException(Status.UnrecognizedOperation, "Operation is not served for this SOP class");
    }
}
