package io.cameldicom.dicom.dimse;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.pdu.AsynchronousOperationsWindow;
import io.cameldicom.dicom.pdu.PduException;
import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.AssociationException;
import io.cameldicom.dicom.ul.PDataSource;
import io.cameldicom.dicom.ul.PresentationContext;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DIMSE messages over one association (PS3.7): one thread is the reader for the association's whole life ({@link
 * #serve}); it calls the handlers of incoming requests and hands responses to the threads that wait for them in {@link
 * #invoke}.
 *
 * <p>Thread-safe, but {@code serve} is called once, and {@code invoke} not by the reader.
 */
public final class DimseSession implements Runnable, Closeable {
    /** Longest incoming data set taken by default, in bytes: 16 GiB. */
    public static final long DEFAULT_MAX_DATA_SET_LENGTH = 16L << 30;

    private static final Logger LOG = LoggerFactory.getLogger(DimseSession.class);
    private static final int MAX_MESSAGE_ID = 0xFFFF;
    /** A requestor waits for responses with a timeout each; between them whoever keeps the association open decides. */
    private static final Duration REQUESTOR_READ_TIMEOUT = Duration.ofDays(1);

    /** Longer than any sensible release timeout of the association, which ends the wait before; in ms. */
    private static final long RELEASE_WAIT = 60_000;

    private final Association association;
    private final DimseHandlers handlers;
    private final long maxDataSetLength;
    private final CommandReader commandReader;
    private final Semaphore window;
    private final AtomicInteger lastMessageId = new AtomicInteger();
    private final Map<Integer, Invocation> outstanding = new ConcurrentHashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Thread reader;
    private volatile Throwable failure;

    /** A session that takes data sets of up to {@link #DEFAULT_MAX_DATA_SET_LENGTH}. */
    public DimseSession(Association association, DimseHandlers handlers) {
        this(association, handlers, DEFAULT_MAX_DATA_SET_LENGTH);
    }

    /**
     * @param association established, and read by nobody else
     * @param handlers who performs what the peer asks for
     * @param maxDataSetLength longest incoming data set in bytes; a longer one is refused with A700
     */
    public DimseSession(Association association, DimseHandlers handlers, long maxDataSetLength) {
        this.association = association;
        this.handlers = handlers;
        this.maxDataSetLength = maxDataSetLength;
        this.commandReader = new CommandReader(association);
        this.window = new Semaphore(operationsWindow(association));
        if (association.isRequestor()) {
            association.setReadTimeout(REQUESTOR_READ_TIMEOUT);
        }
    }

    public Association association() {
        return association;
    }

    /** Whether requests can be sent: the association has not been released, aborted or lost, as far as is known. */
    public boolean isOpen() {
        return ended.getCount() > 0 && association.isOpen();
    }

    /** Why the association ended; null while it lives, and if it was released in order. */
    public Throwable failure() {
        return failure;
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
                readMessage();
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
            throw e;
        } finally {
            association.close();
            ended.countDown();
            outstanding.values().forEach(Invocation::end);
        }
    }

    /**
     * Sends a request and waits for its final response. Waits before that while as many requests are outstanding as the
     * negotiated window allows (PS3.7 D.3.3.3; one by default).
     *
     * @param contextId an accepted presentation context
     * @param request from {@link CommandSet#request}; message id and data set type are set here
     * @param dataSet in the context's transfer syntax; null for none
     * @param timeout how long to wait for the response after the request has been written
     * @return the response, whatever its status
     * @throws ResponseTimeoutException after the timeout; the association is aborted then
     * @throws AssociationLostException if the association ended without a response, with what ended it as the cause
     * @throws InterruptedIOException if the thread was interrupted; the association is aborted then
     * @throws IOException of the data set's source; {@link #isOpen} says whether the association survived it
     */
    public CommandSet invoke(int contextId, CommandSet request, PDataSource dataSet, Duration timeout)
            throws IOException {
        if (Thread.currentThread() == reader) {
            throw new IllegalStateException("the reader thread cannot wait for a response it has to read itself");
        }
        try {
            window.acquire();
            try {
                return invokeNow(contextId, request, dataSet, timeout);
            } finally {
                window.release();
            }
        } catch (InterruptedException e) {
            association.abort();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(association.id() + ": interrupted while waiting for a response; aborted");
        }
    }

    /**
     * Releases the association in order; it has ended when this returns. For any thread but the reader.
     *
     * @throws IOException if the association had not been open, or did not end in order
     */
    public void release() throws IOException {
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

    /** Aborts the association if it is still open. */
    @Override
    public void close() {
        association.close();
    }

    private CommandSet invokeNow(int contextId, CommandSet request, PDataSource dataSet, Duration timeout)
            throws IOException, InterruptedException {
        Invocation invocation = new Invocation();
        int messageId = register(invocation);
        try {
            request.setInt(Tag.MessageID, messageId).setDataSetPresent(dataSet != null);
            send(contextId, request, dataSet);
            CommandSet response = invocation.await(timeout.toNanos());
            if (response != null) {
                return response;
            }
        } catch (AssociationLostException e) {
            // a peer may refuse before it has all, and not take the rest
            CommandSet response = invocation.response();
            if (response != null && StatusClass.of(response.status()) == StatusClass.FAILURE) {
                return response;
            }
            throw e;
        } finally {
            outstanding.remove(messageId);
        }
        if (ended.getCount() == 0) {
            throw lost(request, failure);
        }
        association.abort();
        throw new ResponseTimeoutException(
                association.id() + ": no response to " + request + " within " + timeout.toMillis() + " ms; aborted");
    }

    private void send(int contextId, CommandSet request, PDataSource dataSet) throws IOException, InterruptedException {
        if (ended.getCount() == 0) {
            throw lost(request, failure);
        }
        try {
            association.writeMessage(contextId, request.encode(), dataSet);
        } catch (AssociationException | PduException e) {
            // an interrupt closes the channel the thread is writing to
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            throw lost(request, e);
        }
    }

    private AssociationLostException lost(CommandSet request, Throwable cause) {
        String why = cause == null ? association.id() + ": released by the peer" : cause.getMessage();
        return new AssociationLostException(request + " was not answered: " + why, cause);
    }

    private int register(Invocation invocation) {
        int messageId;
        do {
            messageId = lastMessageId.incrementAndGet() & MAX_MESSAGE_ID;
        } while (messageId == 0 || outstanding.putIfAbsent(messageId, invocation) != null);
        return messageId;
    }

    private void readMessage() throws IOException {
        int contextId = association.pdvContextId();
        CommandSet command = commandReader.read();
        PresentationContext context = association.presentationContext(contextId);
        DataSetStream dataSet = command.hasDataSet()
                ? new DataSetStream(association, contextId, context.transferSyntax(), maxDataSetLength)
                : null;
        if (Dimse.isResponse(command.commandField())) {
            if (dataSet != null) {
                dataSet.drain();
            }
            complete(command);
        } else {
            perform(new DimseRequest(this, context, command, dataSet));
        }
    }

    private void complete(CommandSet response) {
        Invocation invocation = outstanding.get(response.messageIdBeingRespondedTo());
        if (invocation == null) {
            LOG.debug("{}: nobody waits for {}", association.id(), response);
        } else if (StatusClass.of(response.status()) != StatusClass.PENDING) {
            invocation.answer(response);
        }
    }

    private void perform(DimseRequest request) throws IOException {
        int status = Status.ProcessingFailure;
        String comment = null;
        try {
            handlerOf(request).handle(request);
        } catch (DicomServiceException e) {
            LOG.debug("{}: {} refused", association.id(), request.command(), e);
            status = e.getStatus();
            comment = e.getErrorComment();
        } catch (IOException | RuntimeException e) {
            if (!association.isOpen()) {
                throw e;
            }
            LOG.warn(
                    "{}: {} failed: {}",
                    association.id(),
                    request.command(),
                    e.getClass().getName());
            LOG.debug("{}: {} failed", association.id(), request.command(), e);
        }
        if (!request.isAnswered() && request.command().dimse() != Dimse.C_CANCEL_RQ) {
            request.respond(status, comment);
        }
        request.skipRest();
    }

    private DimseHandler handlerOf(DimseRequest request) throws DicomServiceException {
        CommandSet command = request.command();
        Dimse dimse = command.dimse();
        String abstractSyntax = request.presentationContext().abstractSyntax();
        DimseHandler handler = dimse == null ? null : handlers.find(dimse, abstractSyntax);
        if (handler == null) {
            throw new DicomServiceException(
                    Status.UnrecognizedOperation,
                    (dimse == null ? Status.format(command.commandField()) : dimse) + " is not served in this context");
        }
        if (!abstractSyntax.equals(request.sopClassUid())) {
            throw new DicomServiceException(
                    Status.SOPClassNotSupported, "SOP class is not the one of the presentation context");
        }
        return handler;
    }

    private static int operationsWindow(Association association) {
        return association
                .associateAc()
                .userInformation()
                .find(AsynchronousOperationsWindow.class)
                .map(window -> association.isRequestor() ? window.maxInvoked() : window.maxPerformed())
                .map(operations -> operations == 0 ? Integer.MAX_VALUE : operations)
                .orElse(1);
    }
}
