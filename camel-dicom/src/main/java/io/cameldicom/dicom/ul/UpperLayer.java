package io.cameldicom.dicom.ul;

import io.cameldicom.dicom.pdu.Abort;
import io.cameldicom.dicom.pdu.Pdu;
import io.cameldicom.dicom.pdu.PduEncoder;
import io.cameldicom.dicom.pdu.PduType;
import io.cameldicom.dicom.pdu.ReleaseRq;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The upper layer protocol machine of one connection (PS3.8 9.2): its state, its timers, what is written and how it
 * ends. What is read is the matter of {@link UpperLayerReader}. Which thread may do what is told in
 * {@code src/site/markdown/contribute/concurrency.md}.
 */
final class UpperLayer {

    private static final Logger LOG = LoggerFactory.getLogger(UpperLayer.class);
    /** How long an abort waits for a writer to finish its PDU, for the peer to take the A-ABORT, and to close. */
    private static final Duration ABORT_LIMIT = Duration.ofMillis(500);
    /** How long the reading thread has for finding the A-ABORT on a broken connection: what it needs if starved. */
    private static final Duration FIND_ABORT_LIMIT = Duration.ofSeconds(5);

    private final StateMachine machine = new StateMachine();
    private final ReentrantLock writeLock = new ReentrantLock();
    private final Transport transport;
    private final Timeouts timeouts;
    private final boolean requestor;
    private final UpperLayerReader reader;
    private final DeadlineTimer artim;
    private final DeadlineTimer writeTimer;
    private final AtomicReference<IOException> end = new AtomicReference<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile String id;
    private volatile boolean artimExpired;
    private volatile boolean shakingHands;

    UpperLayer(Transport transport, Timeouts timeouts, Scheduler scheduler, boolean requestor, String id) {
        this.transport = transport;
        this.timeouts = timeouts;
        this.requestor = requestor;
        this.id = id;
        this.artim = new DeadlineTimer(scheduler, this::artimExpired);
        this.writeTimer = new DeadlineTimer(scheduler, this::writeExpired);
        this.reader = new UpperLayerReader(this, transport, scheduler);
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

    /** For the reading thread. */
    UpperLayerReader reader() {
        return reader;
    }

    StateMachine machine() {
        return machine;
    }

    ReentrantLock writeLock() {
        return writeLock;
    }

    /** What comes before the association: a TLS handshake. Within the limit of ARTIM or of the wait for the answer. */
    void handshake() throws IOException {
        shakingHands = true;
        transport.handshake();
        shakingHands = false;
    }

    /** What the peer has not done in time, in the words of the standard unless it has not got that far. */
    String awaited(PduType type) {
        return shakingHands ? "the TLS handshake (does the peer speak TLS here?)" : type.toString();
    }

    /** Null without TLS. */
    SSLSession tlsSession() {
        return transport.tlsSession();
    }

    void startArtim() {
        artim.arm(timeouts.artim().toNanos());
    }

    void stopArtim() {
        artim.disarm();
    }

    boolean hasArtimExpired() {
        return artimExpired;
    }

    // writing threads

    /** Writes P-DATA-TF PDUs; the caller holds the write lock for the whole message. */
    void writePData(ByteBuffer... pdus) throws IOException {
        if (machine.apply(UlEvent.EVT9) == null) {
            throw notOpen();
        }
        write(pdus);
    }

    /** Writes a PDU whose transition has been taken. */
    void send(Pdu pdu) throws IOException {
        writeLock.lock();
        try {
            write(PduEncoder.encode(pdu));
        } finally {
            writeLock.unlock();
        }
    }

    /** {@link Association#requestRelease()}. */
    void requestRelease() throws IOException {
        writeLock.lock();
        try {
            if (machine.apply(UlEvent.EVT11) == UlAction.AR_1) {
                send(new ReleaseRq());
                reader.expectRelease();
            }
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
        IOException reason = end.get();
        if (reason == null && machine.state() == UlState.STA6) {
            // a peer that aborts and closes is noticed here first; its A-ABORT is still there to read and says why
            reason = reader.abortThatCameBefore(FIND_ABORT_LIMIT);
        }
        if (reason == null) {
            reason = end(new AssociationClosedException(
                    id, remoteAddress(), "connection lost while writing: " + Peers.describe(e), e));
        }
        closeTransport();
        return reason;
    }

    // any thread

    /** {@link Association#abort()}. */
    void abort() {
        abort(new AssociationAbortedException(id, remoteAddress(), Abort.byUser(), false));
    }

    /** Aborts as service user for this reason, unless there is nothing left to abort. */
    void abort(IOException reason) {
        if (machine.apply(UlEvent.EVT15) != null) {
            end(reason);
            startArtim();
            trySend(Abort.byUser());
        }
    }

    void close() {
        if (machine.state() != UlState.STA1) {
            abort();
            reader.letPeerClose(ABORT_LIMIT);
        }
        endOutput();
        closeTransport();
    }

    boolean awaitClosed(Duration limit) throws InterruptedException {
        return closed.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Why the association ended other than by a release; null while it has not. */
    IOException end() {
        return end.get();
    }

    /** Notes why the association ends. The first reason stays; it is what is to be thrown. */
    IOException end(IOException reason) {
        return end.compareAndSet(null, reason) ? reason : end.get();
    }

    /** Why nothing can be read or written any more. */
    IOException notOpen() {
        IOException reason = end.get();
        if (reason != null) {
            return reason;
        }
        String message = reader.isReleased()
                ? "the association has been released"
                : "the association is not open but in " + machine.state();
        return new AssociationClosedException(id, remoteAddress(), message, null);
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
            LOG.debug("{}: {} could not be sent: {}", id, pdu.type(), Peers.describe(e));
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

    /** Says goodbye as the transport does, if no writer is stuck and the peer takes it soon. */
    void endOutput() {
        if (!writeLock.tryLock()) {
            return;
        }
        try {
            writeTimer.arm(ABORT_LIMIT.toNanos());
            transport.endOutput();
        } catch (IOException e) {
            LOG.debug("{}: the end could not be sent: {}", id, Peers.describe(e));
        } finally {
            writeTimer.disarm();
            writeLock.unlock();
        }
    }

    void closeTransport() {
        machine.apply(UlEvent.EVT17);
        artim.cancel();
        writeTimer.cancel();
        reader.cancelTimer();
        try {
            transport.close();
        } catch (IOException e) {
            LOG.debug("{}: closing: {}", id, Peers.describe(e));
        }
        closed.countDown();
    }

    // timer thread: must not block

    private void artimExpired() {
        if (machine.apply(UlEvent.EVT18) == UlAction.AA_2) {
            artimExpired = true;
            closeTransport();
        }
    }

    private void writeExpired() {
        end(timedOut("the peer to take data", timeouts.write()));
        closeTransport();
    }
}
