package io.cameldicom.dicom.ul;

import io.cameldicom.dicom.pdu.AbortReason;
import io.cameldicom.dicom.pdu.Pdu;
import io.cameldicom.dicom.pdu.PduDecoder;
import io.cameldicom.dicom.pdu.PduException;
import io.cameldicom.dicom.pdu.PduType;
import io.cameldicom.dicom.pdu.Pdv;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Finds PDUs and presentation data values in the byte stream. Reads as much as fits one buffer at a time and hands out
 * views of it, so that the memory needed does not depend on any length the peer announces. For one thread at a time.
 */
final class PduReader {

    /** Where bytes come from; as {@link Transport#read}. */
    interface Source {
        int read(ByteBuffer target) throws IOException;
    }

    /** Most peers' A-ASSOCIATE-RQ fits; connections that have not sent one yet hold no more than this. */
    private static final int HANDSHAKE_BUFFER = 8 << 10;
    /** As long as 128 contexts with a dozen transfer syntaxes each: up to here a body needs no permit. */
    private static final int LARGE_BODY = 64 << 10;
    /** How many A-ASSOCIATE PDUs of which more has come may be in memory, at most 1 MiB each. */
    private static final Semaphore LARGE_BODIES = new Semaphore(16);

    private static final long LARGE_BODY_WAIT_SECONDS = 10;
    /** Some peers end a message with an empty fragment; nobody sends many, and they would count for no limit. */
    private static final int MAX_EMPTY_FRAGMENTS = 1000;

    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final Source source;
    private final BufferPool pool;
    private BufferPool.Lease lease;
    private ByteBuffer buffer = ByteBuffer.allocate(HANDSHAKE_BUFFER).limit(0);
    private ByteBuffer view = buffer.asReadOnlyBuffer();
    private long pduRemaining;
    private long pdvRemaining;
    private int contextId;
    private int control = Pdv.LAST;
    /** Bytes of presentation data values handed out or skipped. */
    private long dataBytes;
    /** Bytes in the buffer while more is read into it. */
    private int unread;

    private int emptyFragments;
    private boolean withinMessage;

    PduReader(Source source, BufferPool pool) {
        this.source = source;
        this.pool = pool;
    }

    int contextId() {
        return contextId;
    }

    boolean isCommand() {
        return (control & Pdv.COMMAND) != 0;
    }

    boolean isLast() {
        return (control & Pdv.LAST) != 0;
    }

    /** Whether something has begun: a PDU other than data, or a message whose last fragment has not ended. */
    boolean isWithinMessage() {
        return withinMessage;
    }

    /** Bytes of presentation data values that had come before the read at hand, or the one to come. */
    long dataBytes() {
        return dataBytes + Math.min(unread, pdvRemaining);
    }

    /**
     * Skips what is left of the current PDU and reads the header of the next one.
     *
     * @return its type; null if the stream ends before it
     * @throws PduException as soon as the first byte is no PDU type, or if the PDU is longer than allowed
     */
    PduType nextPdu(long maxPDataLength) throws IOException {
        skipPdv();
        skip(pduRemaining);
        pduRemaining = 0;
        if (!buffer.hasRemaining() && !refill()) {
            return null;
        }
        withinMessage = true;
        PduType type = PduType.of(buffer.get(buffer.position()));
        require(Pdu.HEADER_LENGTH);
        buffer.getShort();
        long length = buffer.getInt() & 0xffff_ffffL;
        PduDecoder.checkLength(type, length, maxPDataLength);
        if (type == PduType.P_DATA_TF && length == 0) {
            throw invalid("P-DATA-TF without a presentation data value");
        }
        pduRemaining = length;
        return type;
    }

    /** Whether the next bytes are the beginning of a TLS record, handshake or alert (RFC 8446 5.1), and so no PDU. */
    boolean isAtTlsRecord() {
        return buffer.hasRemaining() && (buffer.get(buffer.position()) == 22 || buffer.get(buffer.position()) == 21);
    }

    /** Reads and decodes the variable field of a PDU other than P-DATA-TF, whose header has been read. */
    Pdu body(PduType type) throws IOException {
        int length = (int) pduRemaining;
        Pdu pdu;
        if (length > buffer.capacity()) {
            pdu = largeBody(type, length);
        } else {
            require(length);
            pdu = PduDecoder.decodeBody(type, buffer.slice(buffer.position(), length));
            buffer.position(buffer.position() + length);
        }
        pduRemaining = 0;
        withinMessage = false;
        return pdu;
    }

    /**
     * Skips what is left of the current presentation data value and reads the header of the next one in the same
     * P-DATA-TF.
     *
     * @return false if the P-DATA-TF has no more
     */
    boolean nextPdv() throws IOException {
        skipPdv();
        if (pduRemaining == 0) {
            return false;
        }
        if (pduRemaining < Pdv.HEADER_LENGTH) {
            throw invalid(pduRemaining + " bytes left in P-DATA-TF: too few for a presentation data value");
        }
        require(Pdv.HEADER_LENGTH);
        long length = buffer.getInt() & 0xffff_ffffL;
        if (length < 2 || length > pduRemaining - 4) {
            throw invalid("presentation data value item of " + length + " bytes: must be 2 to " + (pduRemaining - 4)
                    + ", what is left of its P-DATA-TF");
        }
        contextId = buffer.get() & 0xff;
        control = buffer.get();
        pduRemaining -= Pdv.HEADER_LENGTH;
        pdvRemaining = length - 2;
        countEmpty();
        ended(0);
        return true;
    }

    /** Bytes of the current presentation data value not handed out yet. */
    long pdvRemaining() {
        return pdvRemaining;
    }

    /** The next bytes of the current presentation data value; the same view object every time. Empty at its end. */
    ByteBuffer bytes() throws IOException {
        if (pdvRemaining == 0) {
            return EMPTY;
        }
        if (!buffer.hasRemaining()) {
            refillWithinPdu();
        }
        return take(view, Integer.MAX_VALUE);
    }

    /** Makes room for {@link #gather}; no view handed out before may be used any more. */
    void beginGathering() {
        buffer.compact().flip();
    }

    /**
     * Reads on without moving what is in the buffer until so many bytes of the current presentation data value are in
     * it, or it is full, or the stream ends.
     *
     * @return a view of its own of these bytes, empty if the buffer has no room for any
     */
    ByteBuffer gather(int count) throws IOException {
        int wanted = (int) Math.min(count, pdvRemaining);
        append(wanted);
        boolean ended = !buffer.hasRemaining() && buffer.limit() < buffer.capacity();
        if (ended) {
            throw endWithinPdu();
        }
        return take(view.duplicate(), wanted);
    }

    /**
     * Reads on as {@link #gather} does until the header of the next presentation data value is in the buffer, whose
     * message is known to go on.
     *
     * @return false if it does not fit, or if something else than data comes
     */
    boolean gatherPdvHeader() throws IOException {
        if (pduRemaining > 0) {
            return append(Pdv.HEADER_LENGTH);
        }
        return append(Pdu.HEADER_LENGTH)
                && buffer.get(buffer.position()) == PduType.P_DATA_TF.code()
                && append(Pdu.HEADER_LENGTH + Pdv.HEADER_LENGTH);
    }

    /** Moves from the small buffer of the handshake to a large one from the pool. */
    void expectData() {
        if (lease == null) {
            lease = pool.lease();
            use(lease.buffer().put(buffer).flip());
        }
    }

    /** Reads on until the stream ends, whatever comes. */
    void discardAll() throws IOException {
        do {
            buffer.clear();
        } while (source.read(buffer) >= 0);
    }

    /** Gives the buffer back: nothing can be read any more and no view may be used. */
    void release() {
        if (lease != null) {
            use(EMPTY);
            lease.release();
            lease = null;
        }
    }

    private void use(ByteBuffer other) {
        buffer = other;
        view = other.asReadOnlyBuffer();
    }

    private ByteBuffer take(ByteBuffer target, int atMost) {
        int start = buffer.position();
        int end = start + (int) Math.min(Math.min(buffer.remaining(), atMost), pdvRemaining);
        buffer.position(end);
        ended(end - start);
        return target.clear().limit(end).position(start);
    }

    private boolean append(int count) throws IOException {
        int start = buffer.position();
        int n = 0;
        while (buffer.limit() - start < count && buffer.limit() < buffer.capacity() && n >= 0) {
            unread = buffer.limit() - start;
            buffer.position(buffer.limit()).limit(buffer.capacity());
            try {
                n = source.read(buffer);
            } finally {
                buffer.limit(buffer.position()).position(start);
            }
        }
        return buffer.limit() - start >= count;
    }

    private void skipPdv() throws IOException {
        skip(pdvRemaining);
        ended(pdvRemaining);
    }

    /** So many bytes more of the current presentation data value are done with. */
    private void ended(long count) {
        dataBytes += count;
        pdvRemaining -= count;
        pduRemaining -= count;
        withinMessage = pdvRemaining > 0 || pduRemaining > 0 || !isLast();
    }

    private void countEmpty() throws PduException {
        emptyFragments = pdvRemaining == 0 ? emptyFragments + 1 : 0;
        if (emptyFragments > MAX_EMPTY_FRAGMENTS) {
            throw invalid("more than " + MAX_EMPTY_FRAGMENTS + " empty presentation data values in a row");
        }
    }

    private void skip(long count) throws IOException {
        while (count > buffer.remaining()) {
            count -= buffer.remaining();
            buffer.position(buffer.limit());
            refillWithinPdu();
        }
        buffer.position(buffer.position() + (int) count);
    }

    /** Takes memory for what has come, not for what is announced. */
    private Pdu largeBody(PduType type, int length) throws IOException {
        byte[] body = new byte[2 * HANDSHAKE_BUFFER];
        int size = 0;
        boolean permitted = false;
        try {
            while (size < length) {
                if (!buffer.hasRemaining()) {
                    refillWithinPdu();
                }
                int n = Math.min(buffer.remaining(), length - size);
                if (!permitted && size + n > LARGE_BODY) {
                    acquirePermit(type, length);
                    permitted = true;
                }
                if (body.length - size < n) {
                    body = Arrays.copyOf(body, Math.max(2 * body.length, size + n));
                }
                buffer.get(body, size, n);
                size += n;
            }
            return PduDecoder.decodeBody(type, ByteBuffer.wrap(body, 0, length).slice());
        } finally {
            if (permitted) {
                LARGE_BODIES.release();
            }
        }
    }

    private static void acquirePermit(PduType type, int length) throws IOException {
        try {
            if (!LARGE_BODIES.tryAcquire(LARGE_BODY_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw invalid(type + " of " + length + " bytes: too many large ones at the same time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading " + type);
        }
    }

    /** Makes the next bytes contiguous in the buffer. */
    private void require(int count) throws IOException {
        if (buffer.remaining() < count) {
            buffer.compact();
            int n = 0;
            while (buffer.position() < count && n >= 0) {
                unread = buffer.position();
                n = source.read(buffer);
            }
            buffer.flip();
            if (n < 0) {
                throw new EOFException("the connection ended within a PDU");
            }
        }
    }

    private void refillWithinPdu() throws IOException {
        if (!refill()) {
            throw endWithinPdu();
        }
    }

    private boolean refill() throws IOException {
        buffer.clear();
        unread = 0;
        int n;
        try {
            n = source.read(buffer);
        } finally {
            buffer.flip();
        }
        return n >= 0;
    }

    private EOFException endWithinPdu() {
        return new EOFException("the connection ended within a PDU, " + pduRemaining + " bytes before its end");
    }

    private static PduException invalid(String message) {
        return new PduException(AbortReason.INVALID_PDU_PARAMETER_VALUE, message);
    }
}
