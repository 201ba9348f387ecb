package io.cameldicom.dicom.dimse;

import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.AssociationClosedException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The performing side of a {@link DimseSession}: calls the handlers of incoming requests on the reader thread, and runs on
 * the executor what they leave for later, at most as much at a time as the operations window allows.
 */
final class Performer {
    private static final Logger LOG = LoggerFactory.getLogger(Performer.class);
    /** How often a reader thread that waits for a place looks whether the association is alive; in ms. */
    private static final long LOOK_EVERY = 500;

    private final DimseSession session;
    private final Association association;
    private final DimseHandlers handlers;
    private final Executor executor;
    private final int windowSize;
    private final Semaphore window;
    private final Map<Integer, DimseRequest> running = new ConcurrentHashMap<>();

    /** @param executor null if nothing can be left for later */
    Performer(DimseSession session, DimseHandlers handlers, Executor executor, int windowSize) {
        this.session = session;
        this.association = session.association();
        this.handlers = handlers;
        this.executor = executor;
        this.windowSize = windowSize;
        this.window = new Semaphore(windowSize);
    }

    /** How many requests may be performed at a time. */
    int windowSize() {
        return windowSize;
    }

    /** Whether requests are being performed by other threads than the reader. */
    boolean isBusy() {
        return window.availablePermits() < windowSize;
    }

    // reader thread

    /** Performs a request, or begins to. */
    void perform(DimseRequest request) throws IOException {
        if (request.command().dimse() == Dimse.C_CANCEL_RQ) {
            cancel(request.command().messageIdBeingRespondedTo());
        } else if (association.isOpen()) {
            run(request, Performer.this::dispatch, false);
        } else {
            // it crossed this side's release request, after which nothing can be answered (PS3.8 Table 9-10, Sta7)
            LOG.debug("{}: {} came too late", association.id(), request.command());
        }
        request.skipRest();
    }

    /** See {@link DimseRequest#answerLater}. */
    void later(DimseRequest request, DimseHandler rest) throws IOException {
        request.skipRest();
        if (executor == null) {
            throw new IllegalStateException(association.id() + ": the session has no executor to answer later");
        }
        enter();
        if (running.putIfAbsent(request.messageId(), request) != null) {
            window.release();
            throw new DicomServiceException(
                    Status.DuplicateInvocation, "A request with this message id is being performed");
        }
        try {
            execute(() -> runLater(request, rest));
        } catch (RejectedExecutionException e) {
            leave(request);
            throw new DicomServiceException(Status.ResourceLimitation, "Too many requests at a time", e);
        }
    }

    /** The association has ended: nobody waits for answers any more. */
    void end() {
        running.values().forEach(DimseRequest::cancel);
    }

    // any thread

    void execute(Runnable task) {
        if (executor == null) {
            throw new IllegalStateException(association.id() + ": the session has no executor");
        }
        executor.execute(task);
    }

    /** The final response is about to leave; the peer may use the message id again. */
    void answered(DimseRequest request) {
        running.remove(request.messageId(), request);
    }

    private void enter() throws IOException {
        try {
            while (!window.tryAcquire(LOOK_EVERY, TimeUnit.MILLISECONDS)) {
                if (!association.isOpen()) {
                    throw new IOException(association.id() + ": ended while requests were performed");
                }
            }
        } catch (InterruptedException e) {
            throw session.interrupted();
        }
    }

    private void leave(DimseRequest request) {
        answered(request);
        window.release();
    }

    private void cancel(int messageId) {
        DimseRequest request = running.get(messageId);
        if (request == null) {
            // it crossed the final response, or names nothing there ever was: there is no answer to a C-CANCEL
            LOG.debug("{}: C-CANCEL-RQ for message {}, which is not being performed", association.id(), messageId);
        } else {
            LOG.debug("{}: {} cancelled by the peer", association.id(), request.command());
            request.cancel();
        }
    }

    private void runLater(DimseRequest request, DimseHandler rest) {
        try {
            run(request, rest, true);
        } catch (IOException | RuntimeException e) {
            LOG.debug("{}: {} could not be answered", association.id(), request.command(), e);
        } catch (Error e) {
            association.abort();
            throw e;
        } finally {
            leave(request);
        }
    }

    private void run(DimseRequest request, DimseHandler handler, boolean later) throws IOException {
        DicomServiceException failure = null;
        try {
            handler.handle(request);
        } catch (DicomServiceException e) {
            LOG.debug("{}: {} refused", association.id(), request.command(), e);
            failure = e;
        } catch (IOException | RuntimeException e) {
            if (!association.isOpen()) {
                if (e instanceof AssociationClosedException) {
                    tooLate(request, e);
                    return;
                }
                throw e;
            }
            LOG.warn(
                    "{}: {} failed: {}",
                    association.id(),
                    request.command(),
                    e.getClass().getName());
            LOG.debug("{}: {} failed", association.id(), request.command(), e);
        }
        if (!request.isAnswered() && (later || running.get(request.messageId()) != request)) {
            try {
                request.respond(failure != null ? failure : new DicomServiceException(Status.ProcessingFailure));
            } catch (AssociationClosedException e) {
                tooLate(request, e);
            }
        }
    }

    /** This side asked for the release meanwhile, or the association is lost: the reader sees how it ends. */
    private void tooLate(DimseRequest request, Exception e) {
        LOG.debug("{}: {} cannot be answered any more", association.id(), request.command(), e);
    }

    private void dispatch(DimseRequest request) throws IOException {
        CommandSet command = request.command();
        Dimse dimse = command.dimse();
        String abstractSyntax = request.presentationContext().abstractSyntax();
        DimseHandler handler = dimse == null ? null : handlers.find(dimse, abstractSyntax);
        if (handler == null) {
            throw new DicomServiceException(
                    Status.UnrecognizedOperation,
                    (dimse == null ? Status.format(command.commandField()) : dimse) + " is not served in this context");
        }
        if (!MetaSopClass.covers(abstractSyntax, request.sopClassUid())) {
            throw new DicomServiceException(
                    Status.SOPClassNotSupported, "SOP class is not the one of the presentation context");
        }
        handler.handle(request);
    }
}
