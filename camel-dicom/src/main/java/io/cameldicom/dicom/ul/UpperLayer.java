package io.cameldicom.dicom.ul;

import io.cameldicom.dicom.pdu.Abort;
import io.cameldicom.dicom.pdu.AbortReason;
import io.cameldicom.dicom.pdu.Pdu;
import io.cameldicom.dicom.pdu.PduEncoder;
import io.cameldicom.dicom.pdu.PduException;
import io.cameldicom.dicom.pdu.PduType;
import io.cameldicom.dicom.pdu.ReleaseRp;
import io.cameldicom.dicom.pdu.ReleaseRq;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The upper layer protocol machine of one connection (PS3.8 9.2): carries out what {@link TransitionTable} says, with its timers.
 * Which thread may do what is told in {@code src/site/markdown/contribute/concurrency.md}.
 */
final class UpperLayer {

    private static final Logger LOG = LoggerFactory.getLogger(UpperLayer.class);
    private static final long NO_LIMIT = 0xffff_ffffL;
    /** How long an abort waits for a writer to finish its PDU, and for the peer to take the A-ABORT. */
    private static final Duration ABORT_LIMIT = Duration.ofMillis(500);

    final StateMachine machine = new StateMachine();
    final PduReader reader;
    final ReentrantLock writeLock = new ReentrantLock();

    private final Transport transport;
    private final Timeouts timeouts;
    private final boolean requestor;
    private final DeadlineTimer artim;
    private final DeadlineTimer readTimer;
    private final DeadlineTimer writeTimer;
    private final AtomicReference<IOException> end = new AtomicReference<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile String id;
    private volatile boolean released;
    private volatile boolean artimExpired;
    private volatile boolean readExpired;
    private volatile boolean writeExpired;
    private volatile Duration readLimit;
    private volatile Thread lastReader;
    private long maxPDataLength = NO_LIMIT;

    UpperLayer(Transport transport, Timeouts timeouts, Scheduler scheduler, boolean requestor, String id) {
        this.transport = transport;
        this.timeouts = timeouts;
        this.requestor = requestor;
        this.id = id;
        this.reader = new PduReader(this::read, BufferPool.SHARED);
        this.artim = new DeadlineTimer(scheduler, this::artimExpired);
        this.readTimer = new DeadlineTimer(scheduler, this::readExpired);
        this.writeTimer = new DeadlineTimer(scheduler, this::writeExpired);
    }

    String id() {
        return id;
    }

    void id(String value) {
        id = value;
    }

    boolean isRequestor() {
        return requestor;
    }

    InetSocketAddress remoteAddress() {
        return transport.remoteAddress();
    }

    InetSocketAddress localAddress() {
        return transport.localAddress();
    }

    Timeouts timeouts() {
        return timeouts;
    }

    // reading thread

    /** From now on data is expected, in P-DATA-TF no longer than announced (0 is any length). */
    void expectData(long announcedMaximum) {
        maxPDataLength = announcedMaximum == 0 ? NO_LIMIT : announcedMaximum;
        readLimit = timeouts.idle();
    }

    /** Limit for each read from now on; null leaves the waits to timers that are running already. */
    void readLimit(Duration limit) {
        readLimit = limit;
    }

    void startArtim() {
        artim.arm(timeouts.artim().toNanos());
    }

    void stopArtim() {
        artim.disarm();
    }

    void startReadTimer(Duration limit) {
        readTimer.arm(limit.toNanos());
    }

    void stopReadTimer() {
        readTimer.disarm();
    }

    /** The type of the next PDU while the association is being established; the end of the stream is an error then. */
    PduType nextPduInHandshake() throws IOException {
        PduType type = reader.nextPdu(NO_LIMIT);
        if (type == null) {
            throw new EOFException("the peer closed the connection");
        }
        return type;
    }

    /** {@link Association#nextPdv()}. */
    boolean nextPdv() throws IOException {
        if (!beginRead()) {
            return false;
        }
        try {
            reader.expectData();
            while (!reader.nextPdv()) {
                if (!nextPData()) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Aborts if the current presentation data value belongs to no accepted context. */
    void requireAccepted(NegotiatedContexts contexts) throws IOException {
        if (!contexts.isAccepted(reader.contextId())) {
            throw failed(new PduException(
                    AbortReason.INVALID_PDU_PARAMETER_VALUE,
                    "presentation context " + reader.contextId() + " is not an accepted one"));
        }
    }

    /** {@link Association#readPdvBytes()}. */
    ByteBuffer pdvBytes() throws IOException {
        requireReadable();
        try {
            return reader.bytes();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** {@link Association#readFragments}. */
    int fragments(ByteBuffer[] views, int maxBytes) throws IOException {
        requireReadable();
        try {
            reader.beginGathering();
            int count = 0;
            int left = maxBytes;
            while (count < views.length && left > 0) {
                if (reader.pdvRemaining() > 0) {
                    ByteBuffer view = reader.gather(left);
                    if (!view.hasRemaining()) {
                        break;
                    }
                    views[count++] = view;
                    left -= view.remaining();
                } else if (reader.isLast() || count > 0 && !reader.gatherPdvHeader()) {
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

    private void nextFragment() throws IOException {
        int contextId = reader.contextId();
        boolean command = reader.isCommand();
        while (!reader.nextPdv()) {
            if (!nextPData()) {
                throw end(new AssociationClosedException(
                        id, remoteAddress(), "the peer released the association within a message", null));
            }
        }
        if (reader.contextId() != contextId || reader.isCommand() != command) {
            throw new PduException(
                    AbortReason.UNEXPECTED_PDU_PARAMETER,
                    "presentation data value of context " + reader.contextId()
                            + (reader.isCommand() ? " (command)" : "") + " before the last fragment of context "
                            + contextId + (command ? " (command)" : ""));
        }
    }

    /** Goes on to the next P-DATA-TF; false when the association has been released. */
    private boolean nextPData() throws IOException {
        while (true) {
            PduType type = reader.nextPdu(maxPDataLength);
            if (type == null) {
                throw new EOFException("the peer closed the connection without a release");
            }
            Pdu pdu = type == PduType.P_DATA_TF || type == PduType.A_ASSOCIATE_RQ || type == PduType.A_ASSOCIATE_AC
                    ? null
                    : reader.body(type);
            UlState state = machine.state();
            UlAction action = machine.apply(UlEvent.received(type), requestor);
            if (action == null) {
                throw notOpen();
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
                    finishReading();
                    return false;
                }
                case AR_8 -> answerCollision();
                case AA_3 -> throw end(new AssociationAbortedException(id, remoteAddress(), (Abort) pdu, true));
                case AA_8 -> throw violated(
                        new PduException(AbortReason.UNEXPECTED_PDU, type + " is not expected in " + state));
                default -> throw notOpen();
            }
        }
    }

    private void answerRelease() throws IOException {
        writeLock.lock();
        try {
            if (machine.apply(UlEvent.EVT14) != UlAction.AR_4) {
                throw notOpen();
            }
            startArtim();
            released = true;
            writeControl(new ReleaseRp());
        } catch (IOException e) {
            // a peer that does not wait for the answer has had all its messages processed nevertheless
            if (!released) {
                throw e;
            }
            LOG.debug("{}: A-RELEASE-RP could not be sent: {}", id, e.getMessage());
        } finally {
            writeLock.unlock();
        }
        awaitPeerClose();
        finishReading();
    }

    /** Both sides asked for the release: the association requestor answers first, the acceptor later (PS3.8 7.2.2). */
    private void answerCollision() throws IOException {
        if (requestor) {
            writeLock.lock();
            try {
                if (machine.apply(UlEvent.EVT14) != UlAction.AR_9) {
                    throw notOpen();
                }
                writeControl(new ReleaseRp());
            } finally {
                writeLock.unlock();
            }
        }
    }

    /** In Sta13: ignores what still comes until the peer closes or ARTIM expires. */
    void awaitPeerClose() {
        readLimit = null;
        try {
            PduType type = reader.nextPdu(NO_LIMIT);
            while (type != null) {
                UlAction action = machine.apply(UlEvent.received(type));
                if (action == UlAction.AA_7) {
                    trySend(Abort.byProvider(AbortReason.UNEXPECTED_PDU));
                } else if (action != UlAction.AA_6) {
                    return;
                }
                type = reader.nextPdu(NO_LIMIT);
            }
        } catch (PduException e) {
            discardAll();
        } catch (IOException e) {
            LOG.debug("{}: closed by the peer: {}", id, e.getMessage());
        }
    }

    private void discardAll() {
        try {
            reader.discardAll();
        } catch (IOException e) {
            LOG.debug("{}: closed by the peer: {}", id, e.getMessage());
        }
    }

    private int read(ByteBuffer target) throws IOException {
        Duration limit = readLimit;
        if (limit == null) {
            return transport.read(target);
        }
        readTimer.arm(limit.toNanos());
        int n;
        try {
            n = transport.read(target);
        } finally {
            readTimer.disarm();
        }
        if (machine.state() == UlState.STA13) {
            throw notOpen();
        }
        return n;
    }

    private boolean beginRead() throws IOException {
        lastReader = Thread.currentThread();
        if (machine.state() != UlState.STA1) {
            return true;
        }
        reader.release();
        if (released) {
            return false;
        }
        throw notOpen();
    }

    private void requireReadable() throws IOException {
        if (machine.state() == UlState.STA1) {
            throw notOpen();
        }
    }

    private void finishReading() {
        closeTransport();
        reader.release();
    }

    /** Ends the association because reading failed; what is to be thrown. */
    IOException failed(IOException e) {
        try {
            IOException earlier = end.get();
            if (earlier != null) {
                if (machine.state() == UlState.STA13) {
                    awaitPeerClose();
                }
                return earlier;
            }
            if (e instanceof PduException violation) {
                machine.apply(UlEvent.EVT19);
                return violated(violation);
            }
            if (artimExpired) {
                return end(timedOut("A-ASSOCIATE-RQ", timeouts.artim()));
            }
            if (readExpired) {
                return silent();
            }
            machine.apply(UlEvent.EVT17);
            return end(new AssociationClosedException(id, remoteAddress(), "connection lost: " + Peers.describe(e), e));
        } finally {
            finishReading();
        }
    }

    /** Answers a breach of protocol, the transition having been taken. PS3.8 AA-1 and AA-8. */
    IOException violated(PduException violation) {
        end(violation);
        startArtim();
        trySend(Abort.byProvider(violation.reason()));
        awaitPeerClose();
        finishReading();
        return violation;
    }

    private IOException silent() {
        UlState state = machine.state();
        AssociationTimeoutException timeout =
                switch (state) {
                    case STA5 -> timedOut("A-ASSOCIATE-AC", timeouts.associate());
                    case STA6 -> timedOut("the peer to send something", readLimit);
                    default -> timedOut("A-RELEASE-RP", timeouts.release());
                };
        abort(timeout);
        return end(timeout);
    }

    // writing threads, holding writeLock

    /** Writes P-DATA-TF PDUs. */
    void writePData(ByteBuffer... pdus) throws IOException {
        if (machine.apply(UlEvent.EVT9) == null) {
            throw notOpen();
        }
        write(pdus);
    }

    /** Writes a PDU whose transition has been taken. */
    void writeControl(Pdu pdu) throws IOException {
        write(PduEncoder.encode(pdu));
    }

    /** Writes a PDU of the association establishment, whose transition has been taken. */
    void send(Pdu pdu) throws IOException {
        writeLock.lock();
        try {
            writeControl(pdu);
        } finally {
            writeLock.unlock();
        }
    }

    private void write(ByteBuffer... buffers) throws IOException {
        writeTimer.arm(timeouts.write().toNanos());
        try {
            transport.write(buffers);
        } catch (IOException e) {
            throw writeFailed(e);
        } finally {
            writeTimer.disarm();
        }
    }

    private IOException writeFailed(IOException e) {
        if (writeExpired) {
            return end(timedOut("the peer to take data", timeouts.write()));
        }
        IOException reason = end.get();
        boolean nobodyElseReads = lastReader == null || lastReader == Thread.currentThread();
        if (reason == null && nobodyElseReads && machine.state() == UlState.STA6) {
            reason = abortThatCameBefore();
        }
        if (reason != null) {
            return reason;
        }
        if (nobodyElseReads) {
            closeTransport();
        } else {
            // the reading thread may be about to see why, be it waiting for bytes or at work on some
            awaitClosedBriefly();
        }
        return end(new AssociationClosedException(
                id, remoteAddress(), "connection lost while writing: " + Peers.describe(e), e));
    }

    /** A peer that aborts and closes is noticed by the writer first; its A-ABORT is still there to read and says why. */
    private IOException abortThatCameBefore() {
        readLimit = ABORT_LIMIT;
        try {
            while (nextPdv()) {
                LOG.trace("{}: data dropped", id);
            }
            return null;
        } catch (AssociationAbortedException e) {
            return e;
        } catch (IOException e) {
            LOG.debug("{}: no A-ABORT after a failed write: {}", id, e.getMessage());
            return null;
        }
    }

    /** {@link Association#requestRelease()}. */
    void requestRelease() throws IOException {
        writeLock.lock();
        try {
            if (machine.apply(UlEvent.EVT11) == UlAction.AR_1) {
                readLimit = timeouts.release();
                writeControl(new ReleaseRq());
                if (readTimer.isArmed()) {
                    startReadTimer(timeouts.release());
                }
            }
        } finally {
            writeLock.unlock();
        }
    }

    // any thread

    /** {@link Association#abort()}. */
    void abort() {
        abort(new AssociationAbortedException(id, remoteAddress(), Abort.byUser(), false));
    }

    private void abort(IOException reason) {
        UlAction action = machine.apply(UlEvent.EVT15);
        if (action != null) {
            end(reason);
            startArtim();
            trySend(Abort.byUser());
        }
    }

    void close() {
        if (machine.state() != UlState.STA1) {
            abort();
        }
        closeTransport();
    }

    boolean awaitClosed(Duration limit) throws InterruptedException {
        return closed.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Why nothing can be read or written any more. */
    IOException notOpen() {
        IOException reason = end.get();
        return reason != null
                ? reason
                : new AssociationClosedException(
                        id,
                        remoteAddress(),
                        released
                                ? "the association has been released"
                                : "the association is not open: " + machine.state(),
                        null);
    }

    /** The first reason stays. */
    <T extends IOException> IOException end(T reason) {
        return end.compareAndSet(null, reason) ? reason : end.get();
    }

    AssociationTimeoutException timedOut(String waitedFor, Duration limit) {
        return new AssociationTimeoutException(id, remoteAddress(), waitedFor, limit);
    }

    /** Sends a last PDU if no writer is stuck and the peer takes it soon; else closes. */
    void trySend(Pdu pdu) {
        boolean locked = false;
        try {
            locked = writeLock.tryLock(ABORT_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
            if (!locked) {
                closeTransport();
                return;
            }
            writeTimer.arm(ABORT_LIMIT.toNanos());
            transport.write(PduEncoder.encode(pdu));
        } catch (IOException e) {
            LOG.debug("{}: {} could not be sent: {}", id, pdu.type(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closeTransport();
        } finally {
            if (locked) {
                writeTimer.disarm();
                writeLock.unlock();
            }
        }
    }

    void closeTransport() {
        machine.apply(UlEvent.EVT17);
        artim.cancel();
        readTimer.cancel();
        writeTimer.cancel();
        try {
            transport.close();
        } catch (IOException e) {
            LOG.debug("{}: closing: {}", id, e.getMessage());
        }
        closed.countDown();
    }

    private void awaitClosedBriefly() {
        try {
            awaitClosed(ABORT_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeTransport();
    }

    // timer thread: must not block

    private void artimExpired() {
        if (machine.apply(UlEvent.EVT18) == UlAction.AA_2) {
            artimExpired = true;
            closeTransport();
        }
    }

    private void readExpired() {
        readExpired = true;
        try {
            transport.shutdownInput();
        } catch (IOException e) {
            LOG.debug("{}: {}", id, e.getMessage());
            closeTransport();
        }
    }

    private void writeExpired() {
        writeExpired = true;
        end(timedOut("the peer to take data", timeouts.write()));
        closeTransport();
    }
}
