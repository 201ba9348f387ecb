package io.cameldicom.dicom.dimse;

import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.PDataSource;
import io.cameldicom.dicom.ul.PresentationContext;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DIMSE messages over one association (PS3.7): one thread is the reader for the association's whole life ({@link
 * #serve}); it calls the handlers of incoming requests and hands responses to the threads that wait for them in {@link
 * #invoke} or take them from {@link #start}.
 *
 * <p>Thread-safe, but {@code serve} is called once, and the reader neither invokes nor starts.
 */
public final class DimseSession implements Runnable, Closeable {
    /** Longest incoming data set taken by default, in bytes: 16 GiB. */
    public static final long DEFAULT_MAX_DATA_SET_LENGTH = 16L << 30;

    private static final Logger LOG = LoggerFactory.getLogger(DimseSession.class);
    /** Longer than any sensible release timeout of the association, which ends the wait before; in ms. */
    private static final long RELEASE_WAIT = 60_000;

    private final Association association;
    private final long maxDataSetLength;
    private final CommandReader commandReader;
    private final Requester requester;
    private final Performer performer;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Thread reader;
    private volatile boolean readingMessage;
    private volatile Throwable failure;

    /** A session that takes data sets of up to {@link #DEFAULT_MAX_DATA_SET_LENGTH}, and answers nothing later. */
    public DimseSession(Association association, DimseHandlers handlers) {
        this(association, handlers, DEFAULT_MAX_DATA_SET_LENGTH);
    }

    /** As the constructor with an executor; no handler can answer later. */
    public DimseSession(Association association, DimseHandlers handlers, long maxDataSetLength) {
        this(association, handlers, null, maxDataSetLength);
    }

    /**
     * @param association established, and read by nobody else
     * @param handlers who performs what the peer asks for
     * @param executor runs what handlers {@linkplain DimseRequest#answerLater answer later}, each on a thread of its own,
     *     at most as much at a time as the negotiated operations window allows; not shut down here; null if no handler
     *     answers later
     * @param maxDataSetLength longest incoming data set in bytes; a longer one is refused with A700
     */
    public DimseSession(Association association, DimseHandlers handlers, Executor executor, long maxDataSetLength) {
        OperationsWindow window = OperationsWindow.of(association);
        this.association = association;
        this.maxDataSetLength = maxDataSetLength;
        this.commandReader = new CommandReader(association);
        this.requester = new Requester(this, window.invoked());
        this.performer = new Performer(this, handlers, executor, window.performed());
        association.allowSilenceWhile(this::isPeerFreeToBeSilent);
    }

    public Association association() {
        return association;
    }

    /** Whether requests can be sent: the association has not been released, aborted or lost, as far as is known. */
    public boolean isOpen() {
        return !hasEnded() && association.isOpen();
    }

    /** Whether no request of the peer is being read or performed; another one may come at any moment. */
    public boolean isIdle() {
        return !readingMessage && !performer.isBusy();
    }

    /** Why the association ended; null while it lives, and if it was released in order. */
    public Throwable failure() {
        return failure;
    }

    /** How many requests of this side may be outstanding at a time (PS3.7 D.3.3.3). */
    public int maxInvoked() {
        return requester.windowSize();
    }

    /** {@link #serve} for an executor: what ends the association is in {@link #failure} afterwards. */
    @Override
    public void run() {
        try {
            serve();
        } catch (IOException e) {
            LOG.debug("{} ended", association.id(), e);
        }
    }

    /**
     * Reads and dispatches messages until the association ends; blocks.
     *
     * @throws IOException if it ended other than by an orderly release
     */
    public void serve() throws IOException {
        reader = Thread.currentThread();
        try {
            while (association.nextPdv()) {
                readingMessage = true;
                readMessage();
                readingMessage = false;
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
            throw e;
        } finally {
            association.close();
            ended.countDown();
            requester.end();
            performer.end();
        }
    }

    /**
     * Sends a request and waits for its final response. Waits before that while as many requests are outstanding as the
     * negotiated window allows (PS3.7 D.3.3.3; one by default).
     *
     * @param contextId an accepted presentation context
     * @param request from {@link CommandSet#request}; message id and data set type are set here
     * @param dataSet in the context's transfer syntax; null for none
     * @param timeout how long to wait for a place in the window, and then for the response after the request has been
     *     written
     * @return the response, whatever its status; a data set that comes with it is dropped
     * @throws WindowExhaustedException if there was no place in the window in time; the association is usable
     * @throws ResponseTimeoutException if there was no response in time; the association is aborted then
     * @throws AssociationLostException if the association ended without a response, with what ended it as the cause
     * @throws InterruptedIOException if the thread was interrupted; the association is aborted then
     * @throws IOException of the data set's source; {@link #isOpen} says whether the association survived it
     */
    public CommandSet invoke(int contextId, CommandSet request, PDataSource dataSet, Duration timeout)
            throws IOException {
        return requester.invoke(contextId, request, dataSet, timeout);
    }

    /**
     * Sends a request whose responses are taken one by one, with their data sets; for requests with many responses, and
     * to have several requests outstanding from one thread. Waits as {@link #invoke} for a place in the window.
     *
     * @param timeout how long to wait for a place in the window, and for each response
     * @return to be closed
     * @throws IOException as {@link #invoke}
     */
    public DimseResponses start(int contextId, CommandSet request, PDataSource dataSet, Duration timeout)
            throws IOException {
        return requester.start(contextId, request, dataSet, timeout);
    }

    /**
     * Releases the association in order; it has ended when this returns. For any thread but the reader.
     *
     * @throws IOException if the association had not been open, or did not end in order
     */
    public void release() throws IOException {
        requester.discard();
        association.requestRelease();
        try {
            if (!ended.await(RELEASE_WAIT, TimeUnit.MILLISECONDS)) {
                LOG.debug("{}: release takes too long; aborting", association.id());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            association.close();
        }
        if (failure instanceof IOException cause) {
            throw cause;
        }
    }

    /**
     * Runs a task on the session's executor, for what the reader thread must not do.
     *
     * @throws IllegalStateException if the session has none
     * @throws java.util.concurrent.RejectedExecutionException if it takes no more
     */
    public void execute(Runnable task) {
        performer.execute(task);
    }

    /** Aborts the association if it is still open. */
    @Override
    public void close() {
        requester.discard();
        association.close();
    }

    Performer performer() {
        return performer;
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    boolean isReader() {
        return Thread.currentThread() == reader;
    }

    /** Whether the reader thread is within a message: reads it, or has its handler called. */
    boolean isReadingMessage() {
        return readingMessage;
    }

    InterruptedIOException interrupted() {
        association.abort();
        Thread.currentThread().interrupt();
        return new InterruptedIOException(association.id() + ": interrupted while waiting; aborted");
    }

    /**
     * Between messages, whoever keeps an association open as its requestor decides how long; and nobody is expected to say
     * something while it waits for our answers. On a timer thread.
     */
    private boolean isPeerFreeToBeSilent() {
        return !readingMessage && (association.isRequestor() || performer.isBusy() || requester.isWaiting());
    }

    private void readMessage() throws IOException {
        int contextId = association.pdvContextId();
        CommandSet command = commandReader.read();
        PresentationContext context = association.presentationContext(contextId);
        DataSetStream dataSet = command.hasDataSet()
                ? new DataSetStream(association, contextId, context.transferSyntax(), maxDataSetLength)
                : null;
        if (Dimse.isResponse(command.commandField())) {
            requester.received(command, dataSet);
        } else {
            performer.perform(new DimseRequest(this, context, command, dataSet));
            requester.peerIsAtWork();
        }
    }
}
