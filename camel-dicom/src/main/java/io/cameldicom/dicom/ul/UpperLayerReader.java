package io.cameldicom.dicom.ul;

import io.cameldicom.dicom.pdu.Abort;
import io.cameldicom.dicom.pdu.AbortReason;
import io.cameldicom.dicom.pdu.PduException;
import io.cameldicom.dicom.pdu.PduType;
import io.cameldicom.dicom.pdu.ReleaseRp;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reading side of an {@link UpperLayer}: turns PDUs into events and carries out the actions they call for (PS3.8
 * Table 9-10). For one thread at a time, but for what is marked.
 */
final class UpperLayerReader {

    private static final Logger LOG = LoggerFactory.getLogger(UpperLayerReader.class);
    private static final long NO_LIMIT = 0xffff_ffffL;
    private static final int DISCARD_BUFFER = 8 << 10;

    private final UpperLayer ul;
    private final StateMachine machine;
    private final Transport transport;
    private final PduReader pdus;
    private final Scheduler scheduler;
    private final DeadlineTimer timer;
    private final Patience patience;
    private long dataBytesSeen;
    /** Whether what is waited for is the rest of a message. */
    private volatile boolean goingOn;

    private long maxPDataLength = NO_LIMIT;
    private volatile Duration limit;
    private volatile BooleanSupplier mayBeSilent = () -> false;
    /** Whether one limit holds for all reads together, whose timer runs. */
    private boolean limitedTogether;

    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile boolean expired;
    private volatile boolean released;
    private volatile Thread lastReader;
    /** Held by a writer that reads where nobody has read yet, so that a thread about to begin does not join it. */
    private final ReentrantLock beginning = new ReentrantLock();

    UpperLayerReader(UpperLayer ul, Transport transport, Scheduler scheduler) {
        this.ul = ul;
        this.machine = ul.machine();
        this.transport = transport;
        this.pdus = new PduReader(this::read, BufferPool.SHARED);
        this.scheduler = scheduler;
        this.timer = new DeadlineTimer(scheduler, this::respite, this::expired);
        this.patience = new Patience(ul.timeouts().idle(), ul.timeouts().minBytesPerSecond());
    }

    /** The current presentation data value. */
    PduReader pdus() {
        return pdus;
    }

    /** Whether the association was released in order. For any thread. */
    boolean isReleased() {
        return released;
    }

    /** From now on data is expected, in P-DATA-TF no longer than announced (0 is any length). */
    void expectData(long announcedMaximum) {
        maxPDataLength = announcedMaximum == 0 ? NO_LIMIT : announcedMaximum;
        limit = ul.timeouts().idle();
    }

    /** Limit for each read from now on. */
    void limit(Duration each) {
        limit = each;
    }

    /** While this holds the limit of a read in Sta6 begins anew when it is over. Asked on the timer thread. */
    void allowSilenceWhile(BooleanSupplier condition) {
        mayBeSilent = condition;
    }

    /** The release has been asked for: reads, one that waits already too, get its limit. For any thread. */
    void expectRelease() {
        limit = ul.timeouts().release();
        if (timer.isArmed()) {
            timer.arm(limit.toNanos());
        }
    }

    /** One limit for all reads until the timer is stopped. */
    void startTimer(Duration total) {
        timer.arm(total.toNanos());
    }

    void stopTimer() {
        timer.disarm();
    }

    /** For any thread. */
    void cancelTimer() {
        timer.cancel();
    }

    /** The type of the next PDU while the association is being established; the end of the stream is an error then. */
    PduType nextPduInHandshake() throws IOException {
        PduType type;
        try {
            type = pdus.nextPdu(NO_LIMIT);
        } catch (PduException e) {
            throw pdus.isAtTlsRecord() && ul.tlsSession() == null ? TlsFailures.unexpected(ul.isRequestor()) : e;
        }
        if (type == null) {
            throw new EOFException("the peer closed the connection");
        }
        return type;
    }

    /** {@link Association#nextPdv()}. */
    boolean nextPdv(NegotiatedContexts contexts) throws IOException {
        if (!begin()) {
            return false;
        }
        try {
            pdus.expectData();
            while (!pdus.nextPdv()) {
                if (!nextPData()) {
                    return false;
                }
            }
            if (!contexts.isAccepted(pdus.contextId())) {
                throw new PduException(
                        AbortReason.INVALID_PDU_PARAMETER_VALUE,
                        "presentation context " + pdus.contextId() + " is not an accepted one");
            }
            return true;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** {@link Association#readPdvBytes()}. */
    ByteBuffer pdvBytes() throws IOException {
        requireReadable();
        try {
            return pdus.bytes();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** {@link Association#readFragments(ByteBuffer[], int)}. */
    int fragments(ByteBuffer[] views, int maxBytes) throws IOException {
        requireReadable();
        try {
            pdus.beginGathering();
            int count = 0;
            int left = maxBytes;
            while (count < views.length && left > 0) {
                if (pdus.pdvRemaining() > 0) {
                    ByteBuffer view = pdus.gather(left);
                    if (!view.hasRemaining()) {
                        break;
                    }
                    views[count++] = view;
                    left -= view.remaining();
                } else if (pdus.isLast() || count > 0 && !pdus.gatherPdvHeader()) {
                    break;
                } else {
                    nextFragment();
                }
            }
            return count;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Goes on until the association has been released, dropping data; within the limit, whatever comes. */
    void readToRelease() throws IOException {
        if (begin()) {
            timer.arm(limit.toNanos());
            limitedTogether = true;
            try {
                boolean more = true;
                while (more) {
                    more = nextPData();
                }
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }

    /**
     * Looks for an A-ABORT that came before a write failed. Where another thread reads it will find it itself; it is
     * given some time for that. For the writing thread.
     *
     * @return the abort; null if there is none
     */
    IOException abortThatCameBefore(Duration patience) {
        beginning.lock();
        try {
            if (lastReader == null || lastReader == Thread.currentThread()) {
                limit = patience;
                readToRelease();
                return null;
            }
        } catch (AssociationAbortedException e) {
            return e;
        } catch (IOException e) {
            LOG.debug("{}: no A-ABORT after a failed write: {}", ul.id(), Peers.describe(e));
            return null;
        } finally {
            beginning.unlock();
        }
        try {
            ul.awaitClosed(patience);
            return ul.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private boolean begin() throws IOException {
        if (lastReader != Thread.currentThread()) {
            beginning.lock();
            lastReader = Thread.currentThread();
            beginning.unlock();
        }
        if (machine.state() != UlState.STA1) {
            return true;
        }
        pdus.release();
        if (released) {
            return false;
        }
        throw ul.notOpen();
    }

    private void requireReadable() throws IOException {
        if (machine.state() == UlState.STA1) {
            throw ul.notOpen();
        }
    }

    private void nextFragment() throws IOException {
        int contextId = pdus.contextId();
        boolean command = pdus.isCommand();
        while (!pdus.nextPdv()) {
            if (!nextPData()) {
                throw ul.end(new AssociationClosedException(
                        ul.id(), ul.remoteAddress(), "the peer released the association within a message", null));
            }
        }
        if (pdus.contextId() != contextId || pdus.isCommand() != command) {
            throw new PduException(
                    AbortReason.UNEXPECTED_PDU_PARAMETER,
                    "presentation data value of context " + pdus.contextId() + (pdus.isCommand() ? " (command)" : "")
                            + " before the last fragment of context " + contextId + (command ? " (command)" : ""));
        }
    }

    /** Goes on to the next P-DATA-TF; false when the association has been released. */
    private boolean nextPData() throws IOException {
        while (true) {
            PduType type = pdus.nextPdu(maxPDataLength);
            if (type == null) {
                throw new EOFException("the peer closed the connection without a release");
            }
            if (type == PduType.A_ABORT) {
                // before the transition, so that a writer who meets the new state finds the reason
                ul.end(new AssociationAbortedException(ul.id(), ul.remoteAddress(), (Abort) pdus.body(type), true));
            }
            UlState state = machine.state();
            UlAction action = machine.apply(UlEvent.received(type), ul.isRequestor());
            if (action == null) {
                throw ul.notOpen();
            }
            switch (action) {
                case DT_2, AR_6 -> {
                    return true;
                }
                case AR_2, AR_10 -> {
                    answerRelease();
                    return false;
                }
                case AR_3 -> {
                    released = true;
                    finish();
                    return false;
                }
                case AR_8 -> answerCollision();
                case AA_8 -> throw violated(
                        new PduException(AbortReason.UNEXPECTED_PDU, type + " is not expected in " + state));
                default -> throw ul.notOpen();
            }
        }
    }

    private void answerRelease() throws IOException {
        ul.writeLock().lock();
        try {
            if (machine.apply(UlEvent.EVT14) != UlAction.AR_4) {
                throw ul.notOpen();
            }
            ul.startArtim();
            released = true;
            ul.send(new ReleaseRp());
        } catch (IOException e) {
            if (!released) {
                throw e;
            }
            // a peer that does not wait for the answer has had all its messages processed nevertheless
            LOG.debug("{}: A-RELEASE-RP could not be sent: {}", ul.id(), Peers.describe(e));
        } finally {
            ul.writeLock().unlock();
        }
        awaitPeerClose();
        finish();
    }

    /** Both sides asked for the release: the association requestor answers first, the acceptor later (PS3.8 7.2.2). */
    private void answerCollision() throws IOException {
        if (ul.isRequestor()) {
            if (machine.apply(UlEvent.EVT14) != UlAction.AR_9) {
                throw ul.notOpen();
            }
            ul.send(new ReleaseRp());
        }
    }

    /** In Sta13: ignores what still comes until the peer closes or ARTIM expires. */
    void awaitPeerClose() {
        limit = null;
        try {
            PduType type = pdus.nextPdu(NO_LIMIT);
            while (type != null) {
                UlAction action = machine.apply(UlEvent.received(type));
                if (action == UlAction.AA_7) {
                    ul.trySend(Abort.byProvider(AbortReason.UNEXPECTED_PDU));
                } else if (action != UlAction.AA_6) {
                    return;
                }
                type = pdus.nextPdu(NO_LIMIT);
            }
        } catch (PduException e) {
            discardAll();
        } catch (IOException e) {
            LOG.debug("{}: closed by the peer: {}", ul.id(), Peers.describe(e));
        }
    }

    /**
     * Gives up reading: waits for the peer to close if that is what is left to do, so that no TCP reset takes an
     * A-ABORT back.
     */
    void leave() {
        if (machine.state() == UlState.STA13) {
            awaitPeerClose();
        }
        finish();
    }

    private void discardAll() {
        try {
            pdus.discardAll();
        } catch (IOException e) {
            LOG.debug("{}: closed by the peer: {}", ul.id(), Peers.describe(e));
        }
    }

    /** Ends the association because reading failed; what is to be thrown. */
    IOException failed(IOException e) {
        try {
            IOException earlier = ul.end();
            if (earlier != null) {
                if (machine.state() == UlState.STA13) {
                    awaitPeerClose();
                }
                return earlier;
            }
            if (e instanceof PduException violation) {
                ul.end(violation);
                machine.apply(UlEvent.EVT19);
                return violated(violation);
            }
            if (ul.hasArtimExpired()) {
                return ul.end(ul.timedOut(
                        ul.awaited(PduType.A_ASSOCIATE_RQ), ul.timeouts().artim()));
            }
            if (expired) {
                return silent();
            }
            if (e instanceof SSLException failure) {
                return tlsFailed(failure);
            }
            return ul.end(new AssociationClosedException(
                    ul.id(), ul.remoteAddress(), "connection lost: " + Peers.describe(e) + hint(), e));
        } finally {
            finish();
        }
    }

    private IOException tlsFailed(SSLException failure) {
        IOException reason = ul.end(TlsFailures.describe(ul.id(), ul.remoteAddress(), failure, ul.isRequestor()));
        if (machine.state() == UlState.STA2 && !(failure instanceof NotTlsException)) {
            // ARTIM runs
            ul.endOutput();
            discardAll();
        }
        return reason;
    }

    /** With TLS 1.3 a requestor is done before its certificate is looked at, and the alert may be lost. */
    private String hint() {
        return ul.tlsSession() != null && machine.state() == UlState.STA5
                ? ". It was lost right after the TLS handshake: the peer may want a certificate, or not trust this side's"
                : "";
    }

    /** Answers a breach of protocol, the transition having been taken (PS3.8 AA-1, AA-8); what is to be thrown. */
    IOException violated(PduException violation) {
        IOException reason = ul.end(violation);
        ul.startArtim();
        ul.trySend(Abort.byProvider(violation.reason()));
        awaitPeerClose();
        finish();
        return reason;
    }

    private IOException silent() {
        AssociationTimeoutException timeout =
                switch (machine.state()) {
                    case STA5 -> ul.timedOut(
                            ul.awaited(PduType.A_ASSOCIATE_AC), ul.timeouts().associate());
                    case STA6 -> pdus.isWithinMessage() && !limitedTogether
                            ? ul.timedOut(
                                    "the rest of a message, or for more than "
                                            + ul.timeouts().minBytesPerSecond() + " bytes/s of it",
                                    ul.timeouts().idle())
                            : ul.timedOut("the peer to send something", limit);
                    default -> ul.timedOut("A-RELEASE-RP", ul.timeouts().release());
                };
        ul.abort(timeout);
        return ul.end(timeout);
    }

    private void finish() {
        ul.endOutput();
        ul.closeTransport();
        pdus.release();
    }

    /**
     * After an abort: what the peer still sends is read, for closing with data unread would send a TCP reset, which may
     * take the A-ABORT back. A thread that reads already does that itself. For any thread.
     */
    void letPeerClose(Duration patience) {
        try {
            if (!reading.compareAndSet(false, true)) {
                ul.awaitClosed(patience);
                return;
            }
            timer.arm(patience.toNanos());
            ByteBuffer rest = ByteBuffer.allocate(DISCARD_BUFFER);
            while (transport.read(rest.clear()) >= 0) {}
        } catch (IOException e) {
            LOG.debug("{}: closed by the peer: {}", ul.id(), Peers.describe(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int read(ByteBuffer target) throws IOException {
        if (!reading.compareAndSet(false, true)) {
            throw ul.notOpen();
        }
        try {
            return readAlone(target);
        } finally {
            reading.set(false);
        }
    }

    private int readAlone(ByteBuffer target) throws IOException {
        Duration each = limit;
        if (each == null) {
            return transport.read(target);
        }
        int n = limitedTogether ? transport.read(target) : readInTime(target, each.toNanos());
        if (machine.state() == UlState.STA13) {
            // aborted by another thread meanwhile: everything is discarded
            throw ul.notOpen();
        }
        return n;
    }

    private long respite() {
        Duration each = limit;
        return each != null && !goingOn && machine.state() == UlState.STA6 && mayBeSilent.getAsBoolean()
                ? each.toNanos()
                : 0;
    }

    private int readInTime(ByteBuffer target, long nanos) throws IOException {
        if (pdus.isWithinMessage()) {
            return readWithinMessage(target, nanos);
        }
        patience.renew();
        dataBytesSeen = pdus.dataBytes();
        timer.arm(nanos);
        try {
            return transport.read(target);
        } finally {
            timer.disarm();
        }
    }

    /** The peer has to go on, and at a minimum rate. */
    private int readWithinMessage(ByteBuffer target, long nanos) throws IOException {
        patience.received(pdus.dataBytes() - dataBytesSeen);
        dataBytesSeen = pdus.dataBytes();
        long start = scheduler.nanoTime();
        goingOn = true;
        timer.arm(Math.min(nanos, patience.nanosLeft()));
        try {
            return transport.read(target);
        } finally {
            timer.disarm();
            goingOn = false;
            patience.waited(scheduler.nanoTime() - start);
        }
    }

    /** On the timer thread, so it must not block: wakes the reading thread, which aborts. */
    private void expired() {
        expired = true;
        try {
            transport.shutdownInput();
        } catch (IOException e) {
            LOG.debug("{}: {}", ul.id(), Peers.describe(e));
            ul.closeTransport();
        }
    }
}
