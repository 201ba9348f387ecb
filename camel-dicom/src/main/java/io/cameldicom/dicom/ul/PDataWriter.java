package io.cameldicom.dicom.ul;

import io.cameldicom.dicom.pdu.Pdu;
import io.cameldicom.dicom.pdu.PduType;
import io.cameldicom.dicom.pdu.Pdv;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * Cuts messages into fragments (PS3.8 Annex E.1): one fragment a presentation data value, one value a P-DATA-TF, since
 * some peers do not take several. Data is gathered in one direct buffer and leaves in one write with the headers of its
 * fragments, the command set with the first of it. All fragments have an even length (PS3.8 E.1): there are peers that
 * abort otherwise. A data set of odd length, which is broken or deflated, gets a zero byte at its end, as PS3.5 A.5
 * says for deflated ones.
 *
 * <p>Whatever the data set's size, one buffer of the pool is used while the message is written. The caller makes sure
 * that one message is written at a time.
 */
final class PDataWriter implements PDataSink {

    /** Where P-DATA-TF PDUs go; as {@link Transport#write}. */
    interface Output {
        void write(ByteBuffer... pdus) throws IOException;
    }

    /** Longest P-DATA-TF variable field sent, for peers that take any. */
    static final int MAX_PDU_LENGTH = 256 << 10;

    private static final int HEADER = Pdu.HEADER_LENGTH + Pdv.HEADER_LENGTH;
    /** Fragments of one gathered write; two buffers each, well below what an operating system takes at once (1024). */
    private static final int MAX_FRAGMENTS = 256;

    private final Output output;
    private final BufferPool pool;
    private final int maxFragment;
    private final ByteBuffer[] pending = new ByteBuffer[2 * MAX_FRAGMENTS];
    private int pendingCount;
    private int contextId;
    private boolean started;
    private ByteBuffer headers;
    private ByteBuffer staging;
    private int fragmentLength;

    /**
     * @param maxPduLength longest P-DATA-TF variable field the peer takes, at least 8 bytes
     */
    PDataWriter(Output output, BufferPool pool, int maxPduLength) {
        this.output = output;
        this.pool = pool;
        this.maxFragment = Math.min(maxPduLength, MAX_PDU_LENGTH) - Pdv.HEADER_LENGTH & ~1;
    }

    /** Whether bytes of the present or latest message have left: it can no longer be taken back. */
    boolean hasStarted() {
        return started;
    }

    /** Writes a message; a null data is none. */
    void writeMessage(int contextId, ByteBuffer command, PDataSource data) throws IOException {
        this.contextId = contextId;
        this.started = false;
        this.pendingCount = 0;
        if (data == null) {
            headers = ByteBuffer.allocate(HEADER * Math.min(MAX_FRAGMENTS, 1 + command.remaining() / maxFragment));
            fragmentLength = maxFragment;
            addFragments(command, Pdv.COMMAND, true);
            send();
            return;
        }
        BufferPool.Lease lease = pool.lease();
        try {
            layOut(lease.buffer());
            addFragments(command, Pdv.COMMAND, true);
            data.writeTo(this);
            if ((staging.position() & 1) == 1) {
                staging.put((byte) 0);
            }
            addFragments(staging.flip(), 0, true);
            send();
        } finally {
            headers = null;
            staging = null;
            Arrays.fill(pending, null);
            lease.release();
        }
    }

    @Override
    public void write(ByteBuffer data) throws IOException {
        while (data.hasRemaining()) {
            makeRoom();
            int n = Math.min(data.remaining(), staging.remaining());
            staging.put(data.slice(data.position(), n));
            data.position(data.position() + n);
        }
    }

    @Override
    public void transferFrom(FileChannel source, long position, long count) throws IOException {
        long end = position + count;
        while (position < end) {
            makeRoom();
            int usable = staging.limit();
            staging.limit(staging.position() + (int) Math.min(staging.remaining(), end - position));
            int n = source.read(staging, position);
            staging.limit(usable);
            if (n < 0) {
                throw new EOFException("file ends at " + position + ", wanted up to " + end);
            }
            position += n;
        }
    }

    private void layOut(ByteBuffer buffer) {
        headers = buffer.slice(0, HEADER * MAX_FRAGMENTS);
        int capacity = buffer.capacity() - headers.capacity();
        fragmentLength = Math.min(maxFragment, capacity & ~1);
        int fragments = Math.min(MAX_FRAGMENTS, capacity / fragmentLength);
        staging = buffer.slice(headers.capacity(), fragments * fragmentLength);
    }

    /** Called only when more is to come, so that the last fragment is never sent without its mark. */
    private void makeRoom() throws IOException {
        if (!staging.hasRemaining()) {
            addFragments(staging.flip(), 0, false);
            send();
            staging.clear();
        }
    }

    private void addFragments(ByteBuffer bytes, int kind, boolean end) throws IOException {
        do {
            if (pendingCount == pending.length || !headers.hasRemaining()) {
                send();
            }
            int n = Math.min(fragmentLength, bytes.remaining());
            boolean last = end && n == bytes.remaining();
            pending[pendingCount++] = header(n, kind | (last ? Pdv.LAST : 0));
            pending[pendingCount++] = bytes.slice(bytes.position(), n);
            bytes.position(bytes.position() + n);
        } while (bytes.hasRemaining());
    }

    private ByteBuffer header(int fragment, int control) {
        int start = headers.position();
        headers.put((byte) PduType.P_DATA_TF.code())
                .put((byte) 0)
                .putInt(fragment + Pdv.HEADER_LENGTH)
                .putInt(fragment + 2)
                .put((byte) contextId)
                .put((byte) control);
        return headers.slice(start, HEADER);
    }

    private void send() throws IOException {
        started = true;
        output.write(Arrays.copyOf(pending, pendingCount));
        pendingCount = 0;
        headers.clear();
    }
}
