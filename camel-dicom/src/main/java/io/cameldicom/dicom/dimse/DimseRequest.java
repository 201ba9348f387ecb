package io.cameldicom.dicom.dimse;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.PDataSource;
import io.cameldicom.dicom.ul.PresentationContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request that came in, and the way to answer it. To be used by one thread at a time: the reader thread while the handler
 * is called, then the one that {@linkplain #answerLater answers later}. Cancellation is for any thread.
 */
public final class DimseRequest {
    private static final Logger LOG = LoggerFactory.getLogger(DimseRequest.class);

    private final DimseSession session;
    private final PresentationContext context;
    private final CommandSet command;
    private final DataSetStream dataSet;
    private boolean dataSetDone;
    private volatile boolean answered;
    private volatile boolean cancelled;
    private List<Runnable> onCancel = new ArrayList<>(1);

    DimseRequest(DimseSession session, PresentationContext context, CommandSet command, DataSetStream dataSet) {
        this.session = session;
        this.context = context;
        this.command = command;
        this.dataSet = dataSet;
    }

    public DimseSession session() {
        return session;
    }

    public Association association() {
        return session.association();
    }

    public PresentationContext presentationContext() {
        return context;
    }

    public CommandSet command() {
        return command;
    }

    public int messageId() {
        return command.messageId();
    }

    /** Affected or Requested SOP Class UID; the context's abstract syntax where the peer left it out. */
    public String sopClassUid() {
        String uid = command.sopClassUid();
        return uid != null ? uid : context.abstractSyntax();
    }

    /** Affected or Requested SOP Instance UID, or null. */
    public String sopInstanceUid() {
        return command.sopInstanceUid();
    }

    /** The data set as it arrives, or null if the message has none. For the reader thread. */
    public DataSetStream dataSet() {
        return dataSet;
    }

    /**
     * Whether the negotiated window (PS3.7 D.3.3.3) lets requests be performed side by side, so that {@link #answerLater}
     * lets the next one be read.
     */
    public boolean mayOverlap() {
        return session.performer().windowSize() > 1;
    }

    /**
     * Leaves the rest of the work, and the answer, to the session's executor. The reader goes on meanwhile: it sees a
     * C-CANCEL-RQ and the responses to sub-operations, and further requests as far as the operations window allows;
     * beyond it, it waits. What is left of the data set is skipped now. For the reader thread, as the last thing a handler
     * does.
     *
     * @param rest called like a handler on a thread of the executor: to answer before it returns, exceptions becoming
     *     the answer
     * @throws DicomServiceException 0210 if a request with this message id is being performed already, 0213 if the executor
     *     takes no more
     */
    public void answerLater(DimseHandler rest) throws IOException {
        session.performer().later(this, rest);
    }

    /** Whether nobody wants more answers: the peer has cancelled the request, or the association has ended. */
    public boolean isCancelled() {
        return cancelled;
    }

    /**
     * Something to do once when the request is cancelled or the association ends while it is being answered later, at once
     * if that was before. It is done on the reader thread, so it must not block.
     */
    public void onCancel(Runnable task) {
        synchronized (this) {
            if (!cancelled) {
                onCancel.add(task);
                return;
            }
        }
        task.run();
    }

    /**
     * Answers without a data set.
     *
     * @param errorComment see {@link CommandSet#setErrorComment}; may be null
     */
    public void respond(int status, String errorComment) throws IOException {
        respond(CommandSet.responseTo(command, status).setErrorComment(errorComment), null);
    }

    /** Answers what the exception says. */
    public void respond(DicomServiceException failure) throws IOException {
        respond(failure.responseTo(command), encoded(failure.getDataSet()));
    }

    /** A data set as it goes into an answer: encoded in the context's transfer syntax; null for null. */
    public PDataSource encoded(Attributes answer) {
        return answer == null ? null : new AttributesSource(answer, context.transferSyntax());
    }

    /**
     * Answers. What the handler has not read of the request's data set is skipped before: a peer may not listen while
     * it sends.
     *
     * @param response from {@link CommandSet#responseTo}; with a pending status there can be more of them
     * @param answer a data set in the context's transfer syntax; null for none
     */
    public void respond(CommandSet response, PDataSource answer) throws IOException {
        if (answered) {
            throw new IllegalStateException(command + " has been answered");
        }
        skipRest();
        if (!DimseResponse.isPending(response)) {
            answered = true;
            session.performer().answered(this);
        }
        response.setDataSetPresent(answer != null);
        association().writeMessage(context.id(), response.encode(), answer);
    }

    boolean isAnswered() {
        return answered;
    }

    void cancel() {
        List<Runnable> tasks;
        synchronized (this) {
            cancelled = true;
            tasks = onCancel;
            onCancel = List.of();
        }
        tasks.forEach(this::runQuietly);
    }

    /** What one of them gets wrong must not keep the others, and the reader, from going on. */
    private void runQuietly(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn(
                    "{}: on cancel of {}: {}",
                    association().id(),
                    command,
                    e.getClass().getName());
            LOG.debug("{}: on cancel of {}", association().id(), command, e);
        }
    }

    void skipRest() throws IOException {
        if (dataSet != null && !dataSetDone) {
            dataSet.drain();
            dataSetDone = true;
        }
    }
}
