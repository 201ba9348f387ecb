package io.cameldicom.dicom.dimse;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.pdu.PduException;
import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.AssociationException;
import io.cameldicom.dicom.ul.PDataSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The invoking side of a {@link DimseSession}: sends requests and brings responses to those who wait. Thread-safe. */
final class Requester {
    private static final Logger LOG = LoggerFactory.getLogger(Requester.class);
    private static final int MAX_MESSAGE_ID = 0xFFFF;

    private final DimseSession session;
    private final Association association;
    private final int windowSize;
    private final Semaphore window;
    private final AtomicInteger lastMessageId = new AtomicInteger();
    private final Map<Integer, Invocation> outstanding = new ConcurrentHashMap<>();
    /** When the peer last showed by a request of its own that it is at work; {@link System#nanoTime}. */
    private volatile long lastSignOfLife = System.nanoTime();

    private volatile boolean readerWaits;

    Requester(DimseSession session, int windowSize) {
        this.session = session;
        this.association = session.association();
        this.windowSize = windowSize;
        this.window = new Semaphore(windowSize);
    }

    CommandSet invoke(int contextId, CommandSet request, PDataSource dataSet, Duration timeout) throws IOException {
        refuseReader();
        try {
            enter(request, timeout);
            try {
                return invokeNow(contextId, request, dataSet, timeout);
            } finally {
                window.release();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    DimseResponses start(int contextId, CommandSet request, PDataSource dataSet, Duration timeout) throws IOException {
        refuseReader();
        ResponseBuffer buffer = new ResponseBuffer(this, request);
        try {
            enter(request, timeout);
            int messageId = register(buffer);
            try {
                request.setInt(Tag.MessageID, messageId).setDataSetPresent(dataSet != null);
                send(contextId, request, dataSet);
            } catch (IOException | RuntimeException | InterruptedException e) {
                finished(messageId, buffer);
                throw e;
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
        return new DimseResponses(this, contextId, request, buffer, timeout);
    }

    void cancel(int contextId, int messageId) throws IOException {
        association.writeMessage(contextId, CommandSet.cancel(messageId).encode(), null);
    }

    // reader thread

    /** Brings a response to the one who waits; nobody does after a timeout. */
    void received(CommandSet response, DataSetStream dataSet) throws IOException {
        Invocation invocation = outstanding.get(response.messageIdBeingRespondedTo());
        if (invocation == null) {
            LOG.debug("{}: nobody waits for {}", association.id(), response);
        } else {
            invocation.received(response, dataSet);
        }
        if (dataSet != null) {
            dataSet.drain();
        }
    }

    /** The peer has made a request, and it has been dealt with. */
    void peerIsAtWork() {
        lastSignOfLife = System.nanoTime();
    }

    /** While the reader waits for one caller to take its responses those of the others cannot come. */
    void readerWaits(boolean waits) {
        readerWaits = waits;
    }

    /** The association has ended. */
    void end() {
        outstanding.values().forEach(Invocation::end);
        window.release(windowSize); // who waits for a place need not wait any longer
    }

    // any thread

    /** Nobody takes pending responses any more. */
    void discard() {
        outstanding.values().forEach(Invocation::discard);
    }

    /** How many requests may be outstanding at a time. */
    int windowSize() {
        return windowSize;
    }

    /** Whether a response is waited for. */
    boolean isWaiting() {
        return !outstanding.isEmpty();
    }

    boolean isAlive() {
        return session.isOpen();
    }

    boolean isReader() {
        return session.isReader();
    }

    void refuseReader() {
        if (session.isReader()) {
            throw new IllegalStateException("the reader thread cannot wait for a response it has to read itself");
        }
    }

    /** The request needs its place in the window no longer. */
    void finished(int messageId, Invocation invocation) {
        if (outstanding.remove(messageId, invocation)) {
            window.release();
        }
    }

    /**
     * What is left of a timeout in ns, counted from the beginning of the wait or from a later sign that the peer is at
     * work; all of it while the peer cannot get through.
     */
    long timeLeft(long begun, Duration timeout) {
        if (readerWaits || session.isReadingMessage()) {
            return timeout.toNanos();
        }
        long sign = lastSignOfLife;
        return timeout.toNanos() - (System.nanoTime() - (sign - begun > 0 ? sign : begun));
    }

    ResponseTimeoutException timedOut(CommandSet request, Duration timeout) {
        association.abort();
        return new ResponseTimeoutException(
                association.id() + ": no response to " + request + " within " + timeout.toMillis() + " ms; aborted");
    }

    InterruptedIOException interrupted() {
        return session.interrupted();
    }

    AssociationLostException lost(CommandSet request) {
        return lost(request, session.failure());
    }

    private void enter(CommandSet request, Duration timeout) throws IOException, InterruptedException {
        boolean entered = window.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
        if (session.hasEnded()) {
            if (entered) {
                window.release();
            }
            throw lost(request);
        }
        if (!entered) {
            throw new WindowExhaustedException(association.id() + ": " + request.dimse() + " was not sent: no place in"
                    + " the operations window within " + timeout.toMillis() + " ms");
        }
    }

    private CommandSet invokeNow(int contextId, CommandSet request, PDataSource dataSet, Duration timeout)
            throws IOException, InterruptedException {
        SingleInvocation invocation = new SingleInvocation();
        int messageId = register(invocation);
        try {
            request.setInt(Tag.MessageID, messageId).setDataSetPresent(dataSet != null);
            send(contextId, request, dataSet);
            CommandSet response = invocation.await(timeout.toNanos());
            while (response == null && readerWaits && isAlive()) {
                response = invocation.await(timeout.toNanos());
            }
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
        if (session.hasEnded()) {
            throw lost(request);
        }
        throw timedOut(request, timeout);
    }

    private void send(int contextId, CommandSet request, PDataSource dataSet) throws IOException, InterruptedException {
        if (session.hasEnded()) {
            throw lost(request);
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
}
