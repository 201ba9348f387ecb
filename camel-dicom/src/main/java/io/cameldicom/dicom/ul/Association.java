package io.cameldicom.dicom.ul;

import io.cameldicom.dicom.pdu.AssociateAc;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.ImplementationClassUid;
import io.cameldicom.dicom.pdu.ImplementationVersionName;
import io.cameldicom.dicom.pdu.RoleSelection;
import io.cameldicom.dicom.pdu.UserInformation;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLSession;

/**
 * An association (PS3.8): carries presentation data values both ways until it is released or aborted.
 *
 * <p>One thread reads at a time; any number of threads may write, a message being written whole before the next one.
 * All other methods may be called by any thread. Every wait is finite ({@link Timeouts}).
 */
public final class Association implements Closeable {

    private final UpperLayer ul;
    private final UpperLayerReader reader;
    private final NegotiatedContexts contexts;
    private final AssociateRq rq;
    private final AssociateAc ac;
    private final int maxPduLengthToSend;
    private final PDataWriter writer;

    Association(UpperLayer ul, AssociateRq rq, AssociateAc ac) {
        this.ul = ul;
        this.reader = ul.reader();
        this.rq = rq;
        this.ac = ac;
        this.contexts = new NegotiatedContexts(rq, ac);
        var own = (ul.isRequestor() ? rq.userInformation() : ac.userInformation()).maximumLength();
        var peers = (ul.isRequestor() ? ac.userInformation() : rq.userInformation()).maximumLength();
        this.maxPduLengthToSend =
                (int) (peers == 0 ? PDataWriter.MAX_PDU_LENGTH : Math.min(peers, PDataWriter.MAX_PDU_LENGTH));
        this.writer = new PDataWriter(ul::writePData, BufferPool.SHARED, maxPduLengthToSend);
        reader.expectData(own);
    }

    /**
     * Opens an association as its requestor and waits for the answer. The transport is closed if none comes to be.
     *
     * @throws AssociationRejectedException if the peer rejects it
     * @throws AssociationAbortedException if the peer aborts
     * @throws AssociationTimeoutException if the peer does not answer in time
     */
    public static Association request(Transport transport, AssociateRq rq, Timeouts timeouts) throws IOException {
        return request(transport, rq, timeouts, Scheduler.shared());
    }

    /** As {@link #request(Transport, AssociateRq, Timeouts)} with timers of the caller's. */
    public static Association request(Transport transport, AssociateRq rq, Timeouts timeouts, Scheduler scheduler)
            throws IOException {
        return Establishment.request(transport, rq, timeouts, scheduler);
    }

    /**
     * Opens an association as its acceptor: waits for the request and answers it.
     *
     * @return the association, or null if the policy rejected it (the rejection is sent and the transport closed)
     * @throws io.cameldicom.dicom.pdu.PduException if the peer speaks no DICOM; it has been sent an A-ABORT
     */
    public static Association accept(Transport transport, AssociationAcceptor policy, Timeouts timeouts)
            throws IOException {
        return accept(transport, policy, timeouts, Scheduler.shared());
    }

    /** As {@link #accept(Transport, AssociationAcceptor, Timeouts)} with timers of the caller's. */
    public static Association accept(
            Transport transport, AssociationAcceptor policy, Timeouts timeouts, Scheduler scheduler)
            throws IOException {
        return Establishment.accept(transport, policy, timeouts, scheduler);
    }

    /** Short, unique in this process, for logs: {@code HUB<-CT1#42} as acceptor, {@code HUB->PACS#43} as requestor. */
    public String id() {
        return ul.id();
    }

    public String callingAeTitle() {
        return rq.callingAeTitle();
    }

    public String calledAeTitle() {
        return rq.calledAeTitle();
    }

    /** Whether this side requested the association. */
    public boolean isRequestor() {
        return ul.isRequestor();
    }

    /** Implementation Class UID (PS3.7 D.3.3.2) of the peer; null if it gave none, though it must. */
    public String peerImplementationClassUid() {
        return peer().find(ImplementationClassUid.class)
                .map(ImplementationClassUid::uid)
                .orElse(null);
    }

    /** Implementation Version Name (PS3.7 D.3.3.2) of the peer, or null. */
    public String peerImplementationVersionName() {
        return peer().find(ImplementationVersionName.class)
                .map(ImplementationVersionName::name)
                .orElse(null);
    }

    private UserInformation peer() {
        return isRequestor() ? ac.userInformation() : rq.userInformation();
    }

    public InetSocketAddress remoteAddress() {
        return ul.remoteAddress();
    }

    public InetSocketAddress localAddress() {
        return ul.localAddress();
    }

    /** What TLS has agreed on; nothing where the association is not over TLS. */
    public Optional<SSLSession> tlsSession() {
        return Optional.ofNullable(ul.tlsSession());
    }

    /**
     * Subject of the certificate that the peer has shown over TLS and that was checked then, as RFC 2253 writes it;
     * nothing if there is none.
     */
    public Optional<String> tlsPeerSubject() {
        return tlsSession()
                .map(TlsCertificates::ofPeer)
                .map(certificate -> certificate.getSubjectX500Principal().getName());
    }

    public AssociateRq associateRq() {
        return rq;
    }

    public AssociateAc associateAc() {
        return ac;
    }

    /** The proposed context with this id, accepted or not; null if there is none. */
    public PresentationContext presentationContext(int id) {
        return contexts.get(id);
    }

    /** Accepted contexts by ascending id. */
    public Collection<PresentationContext> acceptedContexts() {
        return contexts.accepted();
    }

    /**
     * The negotiated roles of the <em>requestor</em> for a SOP class, the default ones where none were negotiated. An answer
     * can only take away from what was proposed (PS3.7 D.3.3.4).
     */
    public RoleSelection roleSelection(String sopClassUid) {
        return rq.userInformation()
                .roleSelection(sopClassUid)
                .flatMap(proposed ->
                        ac.userInformation().roleSelection(sopClassUid).map(proposed::and))
                .orElseGet(() -> RoleSelection.defaultFor(sopClassUid));
    }

    /**
     * The longest P-DATA-TF variable field sent to the peer, in bytes: its maximum, or our own cap where that is
     * smaller.
     */
    public int maxPduLengthToSend() {
        return maxPduLengthToSend;
    }

    // reading: one thread at a time

    /**
     * Moves on to the next presentation data value, skipping what is left of the current one. Waits for it as long as
     * {@link #setReadTimeout} says. A release the peer asks for is answered here.
     *
     * @return false if the association was released in order, whoever asked for it; it is closed then
     * @throws AssociationAbortedException if the peer or this side aborted
     * @throws AssociationTimeoutException if the peer was silent for too long; it has been aborted
     * @throws AssociationClosedException if the connection is gone
     * @throws io.cameldicom.dicom.pdu.PduException if the peer broke the protocol; it has been aborted
     */
    public boolean nextPdv() throws IOException {
        return reader.nextPdv(contexts);
    }

    /** Presentation context of the current presentation data value, always an accepted one. */
    public int pdvContextId() {
        return reader.pdus().contextId();
    }

    /** Whether the current presentation data value belongs to a command set. */
    public boolean pdvIsCommand() {
        return reader.pdus().isCommand();
    }

    /** Whether the current presentation data value is the last fragment of its command set or data set. */
    public boolean pdvIsLast() {
        return reader.pdus().isLast();
    }

    /**
     * The next bytes of the current presentation data value, as many as have come, at least one: a read-only view (of a
     * direct buffer), valid until the next call of a reading method.
     *
     * @return an empty buffer at the end of the presentation data value
     * @throws IOException as {@link #nextPdv()}
     */
    public ByteBuffer readPdvBytes() throws IOException {
        return reader.pdvBytes();
    }

    /** Bytes {@link #readFragments} can gather at a time in the best case; a good size for the chunks of a file. */
    public static final int CHUNK = 256 << 10;

    /**
     * The quick way for large data sets: the next bytes of the current command set or data set, going on from one
     * presentation data value to the next until the last fragment ends. Gathers as many bytes as were asked for, fewer
     * only at the end or where the buffer has no room for more, so that they can leave in one large write: a file that
     * is written in chunks of {@link #CHUNK} at multiples of it costs half of what small or odd pieces cost. The views
     * (read-only, direct) are valid until the next call of a reading method. To be called after {@link #nextPdv()}
     * returned true; {@code pdv...()} then tell of the value the last view belongs to.
     *
     * @param views filled from index 0
     * @param maxBytes how many bytes to gather, at least 1
     * @return how many views were filled; 0 when the last fragment has been handed out
     * @throws io.cameldicom.dicom.pdu.PduException also if a fragment of another context or kind comes in between
     *     (PS3.8 E.2)
     * @throws IOException as {@link #nextPdv()}; {@link AssociationClosedException} also if the peer releases in the
     *     middle
     */
    public int readFragments(ByteBuffer[] views, int maxBytes) throws IOException {
        return reader.fragments(views, maxBytes);
    }

    /** As {@link #readFragments(ByteBuffer[], int)}, gathering as many bytes as there is room for. */
    public int readFragments(ByteBuffer[] views) throws IOException {
        return readFragments(views, Integer.MAX_VALUE);
    }

    /**
     * How long reading methods wait for the next byte from now on; {@link Timeouts#idle()} to begin with. For the
     * reading thread.
     */
    public void setReadTimeout(Duration timeout) {
        reader.limit(timeout);
    }

    /**
     * While this holds a silent peer is not timed out: it has nothing to say, such as while it waits for our answer. Asked
     * on a timer thread each time the read timeout has passed, so it must not block.
     */
    public void allowSilenceWhile(BooleanSupplier condition) {
        reader.allowSilenceWhile(condition);
    }

    // writing: any thread

    /**
     * Writes a message: its command set, then its data set if there is one. A small message leaves in one gathered
     * write.
     *
     * @param contextId an accepted presentation context
     * @param command the encoded command set
     * @param data null if the message has no data set
     * @throws IOException of the source: if nothing of the message has left yet the association is still usable, else
     *     it has been aborted ({@link #isOpen()} tells)
     * @throws AssociationException if the association has ended or ends meanwhile
     */
    public void writeMessage(int contextId, ByteBuffer command, PDataSource data) throws IOException {
        PresentationContext context = contexts.get(contextId);
        if (context == null || !context.isAccepted()) {
            throw new IllegalArgumentException(id() + ": presentation context " + contextId + " is not accepted");
        }
        ul.writeLock().lock();
        try {
            if (!isOpen()) {
                throw ul.notOpen(); // without an abort: a release may be under way
            }
            write(contextId, command, data);
        } finally {
            ul.writeLock().unlock();
        }
    }

    private void write(int contextId, ByteBuffer command, PDataSource data) throws IOException {
        try {
            writer.writeMessage(contextId, command, data);
        } catch (IOException | RuntimeException | Error e) {
            if (writer.hasStarted()) {
                abort();
            }
            throw e;
        }
    }

    /** Whether messages can be written: neither released, aborted nor closed, as far as this side knows. */
    public boolean isOpen() {
        return ul.machine().allows(UlEvent.EVT9);
    }

    // ending

    /**
     * Releases and waits for the answer, dropping data the peer still sends; then closes. For the reading thread, or
     * where no thread reads. Does nothing if the association has ended already.
     *
     * @throws AssociationException if the peer does not answer in order or in time; the association is closed then too
     */
    public void release() throws IOException {
        requestRelease();
        if (ul.machine().state() != UlState.STA1) {
            reader.readToRelease();
        }
    }

    /**
     * Asks for the release and returns: the reading thread goes on reading what the peer still sends and gets false
     * from {@link #nextPdv()} in the end. For any thread.
     */
    public void requestRelease() throws IOException {
        ul.requestRelease();
    }

    /**
     * Aborts as service user: sends A-ABORT unless a writer is stuck, and discards everything from then on. Never waits
     * long.
     */
    public void abort() {
        ul.abort();
    }

    /** Closes at once; an association that is still open is aborted before. */
    @Override
    public void close() {
        ul.close();
    }

    /**
     * For the reading thread that leaves for good: aborts what is still open so that the peer learns of it, then
     * closes.
     */
    void leave() {
        ul.abort();
        reader.leave();
    }

    /**
     * Waits until the association has ended.
     *
     * @return whether it has, within this time
     */
    public boolean awaitClosed(Duration timeout) throws InterruptedException {
        return ul.awaitClosed(timeout);
    }

    @Override
    public String toString() {
        return id();
    }
}
