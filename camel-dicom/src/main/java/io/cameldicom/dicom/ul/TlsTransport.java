package io.cameldicom.dicom.ul;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * TLS over another transport. What is written together is encrypted record after record and leaves in few large writes;
 * what is read is decrypted right to where the reader wants it, unless it has less room there than a record needs.
 *
 * <p>After the handshake the reader never writes: a renegotiation is refused (RFC 9325 3.5), and new keys that the peer
 * asks for (RFC 8446 4.6.3) come with the next write.
 */
final class TlsTransport implements Transport {

    /** Records encrypted, or read, at a time: most of what there is to gain, measured up to sixteen. */
    private static final int RECORDS = 4;
    /** Records without data between two writes of this side. They change keys or are empty; a few a day are usual. */
    private static final int MAX_RECORDS_WITHOUT_DATA = 256;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Transport plain;
    private final SSLEngine engine;
    private final TlsProfile profile;
    private volatile SSLSession session;
    private volatile boolean inputShutDown;
    private volatile int recordsWithoutData;
    /** For the reader. */
    private boolean failed;
    /** A peer that speaks something else does not understand a goodbye in TLS. */
    private volatile boolean notTls;

    /** Encrypted, from position to limit. On the heap like {@link #netOut}: ciphers are a tenth slower on others. */
    private ByteBuffer netIn;
    /** Decrypted and not handed out yet, from position to limit. */
    private ByteBuffer rest = NOTHING;
    /** Encrypted and not written yet, up to the position. */
    private ByteBuffer netOut;

    /**
     * @param plain connected
     * @param engine fresh, in client or server mode
     * @param profile what the engine has been narrowed to
     */
    TlsTransport(Transport plain, SSLEngine engine, TlsProfile profile) {
        this.plain = plain;
        this.engine = engine;
        this.profile = profile;
        this.netIn = ByteBuffer.allocate(maxRecord()).limit(0);
        this.netOut = ByteBuffer.allocate(maxRecord());
    }

    @Override
    public SSLSession tlsSession() {
        return session;
    }

    @Override
    public void handshake() throws IOException {
        try {
            shakeHands();
            profile.requireValid(engine.getSession());
        } catch (NotTlsException e) {
            notTls = true;
            throw e;
        } catch (SSLException e) {
            failed = true;
            throw e;
        }
        netIn = ByteBuffer.allocate(RECORDS * maxRecord()).put(netIn).flip();
        netOut = ByteBuffer.allocate(RECORDS * maxRecord());
        session = engine.getSession();
    }

    private void shakeHands() throws IOException {
        engine.beginHandshake();
        HandshakeStatus status = engine.getHandshakeStatus();
        while (status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED) {
            switch (status) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> {
                    requireOpen(engine.wrap(NOTHING, netOut));
                    flush();
                }
                default -> unwrapHandshake();
            }
            status = engine.getHandshakeStatus();
        }
    }

    private void unwrapHandshake() throws IOException {
        Status status = Status.BUFFER_UNDERFLOW;
        while (status == Status.BUFFER_UNDERFLOW) {
            if (netIn.hasRemaining()) {
                requireTls(netIn.get(netIn.position()));
            }
            SSLEngineResult result = engine.unwrap(netIn, NOTHING);
            status = result.getStatus();
            if (status == Status.CLOSED || status == Status.BUFFER_UNDERFLOW && !fill()) {
                throw new EOFException("the peer closed the connection within the TLS handshake");
            }
        }
    }

    /** Content types of TLS begin at 20 (RFC 8446 5.1), those of PDUs end at 7. */
    private static void requireTls(byte contentType) throws NotTlsException {
        if (contentType >= 0 && contentType < 20) {
            throw new NotTlsException(contentType);
        }
    }

    // reading

    /** After a failure this drops what still comes: were it left unread, TCP would take back the alert just sent. */
    @Override
    public int read(ByteBuffer target) throws IOException {
        while (failed) {
            if (plain.read(netIn.clear()) < 0) {
                return -1;
            }
        }
        int start = target.position();
        while (target.position() == start) {
            if (rest.hasRemaining()) {
                moveRest(target);
            } else if (!decrypt(target) && target.position() == start) {
                return -1;
            }
        }
        return target.position() - start;
    }

    /**
     * Decrypts what has come, waiting for more if that is not a record; may find no data.
     *
     * @return false at the end
     */
    private boolean decrypt(ByteBuffer target) throws IOException {
        int start = target.position();
        Status status = unwrap(target);
        while (status == Status.OK && netIn.hasRemaining()) {
            status = unwrap(target);
        }
        if (status == Status.BUFFER_OVERFLOW && target.position() == start) {
            status = decryptAside();
        }
        // of a record that has not come as a whole the engine may say first that there is no room for it
        return switch (status) {
            case CLOSED -> false;
            case BUFFER_UNDERFLOW -> target.position() > start || fill() || endedByThisSide();
            default -> true;
        };
    }

    private Status unwrap(ByteBuffer target) throws IOException {
        SSLEngineResult result;
        try {
            result = engine.unwrap(netIn, target);
        } catch (SSLException e) {
            failed = true;
            throw e;
        }
        if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            throw new SSLException("the peer began a renegotiation, which is refused");
        }
        if (result.getStatus() == Status.OK && result.bytesProduced() == 0) {
            // not atomic, and need not be: a writer sets it to 0 now and then
            recordsWithoutData = recordsWithoutData + 1;
            if (recordsWithoutData > MAX_RECORDS_WITHOUT_DATA) {
                throw new SSLException("the peer sent " + recordsWithoutData + " TLS records without data");
            }
        }
        return result.getStatus();
    }

    private Status decryptAside() throws IOException {
        int size = engine.getSession().getApplicationBufferSize();
        rest = rest.capacity() < size ? ByteBuffer.allocate(size) : rest.clear();
        try {
            return unwrap(rest);
        } finally {
            rest.flip();
        }
    }

    private void moveRest(ByteBuffer target) {
        int n = Math.min(rest.remaining(), target.remaining());
        target.put(rest.slice(rest.position(), n));
        rest.position(rest.position() + n);
    }

    /** Reads more of what is encrypted; false at the end of the stream. */
    private boolean fill() throws IOException {
        if (netIn.capacity() < maxRecord()) {
            // there are peers that send longer records than the standard allows; the engine says up to which length
            netIn = ByteBuffer.allocate(maxRecord()).put(netIn);
        } else {
            netIn.compact();
        }
        try {
            return plain.read(netIn) >= 0;
        } finally {
            netIn.flip();
        }
    }

    private boolean endedByThisSide() throws EOFException {
        if (!inputShutDown) {
            throw new EOFException(
                    "the connection ended without the close_notify of TLS: the peer broke off, or somebody"
                            + " in between cut it");
        }
        return false;
    }

    // writing

    @Override
    public void write(ByteBuffer... sources) throws IOException {
        if (session == null) {
            throw new SSLException("nothing can be sent before the TLS handshake is done");
        }
        recordsWithoutData = 0;
        int first = 0;
        while (first < sources.length) {
            if (sources[first].hasRemaining()) {
                encrypt(sources, first);
            } else {
                first++;
            }
        }
        flush();
    }

    private void encrypt(ByteBuffer[] sources, int first) throws IOException {
        SSLEngineResult result = engine.wrap(sources, first, sources.length - first, netOut);
        requireOpen(result);
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            flush();
        } else if (result.bytesProduced() == 0) {
            throw new SSLException("nothing can be sent within a TLS handshake");
        }
    }

    private void flush() throws IOException {
        try {
            plain.write(netOut.flip());
        } finally {
            netOut.clear();
        }
    }

    @Override
    public void endOutput() throws IOException {
        if (notTls) {
            return;
        }
        flush();
        engine.closeOutbound();
        int produced = 1;
        while (produced > 0 && !engine.isOutboundDone()) {
            produced = engine.wrap(NOTHING, netOut).bytesProduced();
            flush();
        }
    }

    private int maxRecord() {
        return engine.getSession().getPacketBufferSize();
    }

    private static void requireOpen(SSLEngineResult result) throws ClosedChannelException {
        if (result.getStatus() == Status.CLOSED) {
            throw new ClosedChannelException();
        }
    }

    // any thread

    @Override
    public void shutdownInput() throws IOException {
        inputShutDown = true;
        plain.shutdownInput();
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return plain.remoteAddress();
    }

    @Override
    public InetSocketAddress localAddress() {
        return plain.localAddress();
    }
}
