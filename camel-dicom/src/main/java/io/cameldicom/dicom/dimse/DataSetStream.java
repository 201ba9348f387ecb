package io.cameldicom.dicom.dimse;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.ReadLimits;
import io.cameldicom.dicom.ul.Association;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;

/**
 * The data set of an incoming message, pulled from the association as it arrives: what is not read stays in the network,
 * so memory does not depend on its size. The bytes are in the negotiated {@linkplain #transferSyntaxUid() transfer
 * syntax}, without preamble and group 0002.
 *
 * <p>To be read by one thread at a time while the handler is called. An end of the association within the data set is
 * an {@link IOException}, never an end of stream. Closing does nothing: the session skips what is left.
 */
public final class DataSetStream extends InputStream {
    /**
     * What an identifier or attribute list may take of the memory: 64 MiB or an eighth of the heap, whichever is less; a
     * storage commitment of 100,000 objects takes half of it.
     */
    public static final ReadLimits LIMITS =
            limits(Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8));

    private static final int MAX_VIEWS = 64;

    private final Association association;
    private final int contextId;
    private final String transferSyntaxUid;
    private final long maxLength;

    /** What was received and not read, from {@link #next} on: views into the buffer of the association. */
    private final ByteBuffer[] views = new ByteBuffer[MAX_VIEWS];

    private int next;
    private int count;
    private long received;
    private boolean begun;

    DataSetStream(Association association, int contextId, String transferSyntaxUid, long maxLength) {
        this.association = association;
        this.contextId = contextId;
        this.transferSyntaxUid = transferSyntaxUid;
        this.maxLength = maxLength;
    }

    public String transferSyntaxUid() {
        return transferSyntaxUid;
    }

    /**
     * Reads the whole data set into memory.
     *
     * @throws io.cameldicom.dicom.io.DicomParseException if it is broken, or takes more memory than {@link #LIMITS} allow
     */
    public Attributes readAttributes() throws IOException {
        return readAttributes(LIMITS);
    }

    /** As {@link #readAttributes()} with limits of the caller's. */
    public Attributes readAttributes(ReadLimits limits) throws IOException {
        DicomInputStream in = new DicomInputStream(this, TransferSyntax.of(transferSyntaxUid)).setLimits(limits);
        return in.readDataset();
    }

    /** Offset in the data set of the next byte to read. */
    public long position() {
        long position = received;
        for (int i = next; i < count; i++) {
            position -= views[i].remaining();
        }
        return position;
    }

    /**
     * The next bytes without a copy; they count as read.
     *
     * @return a read-only view of at least one byte, valid until the next call of any reading method; null at the end
     * @throws DicomServiceException A700 when the data set is longer than this side takes
     */
    public ByteBuffer readChunk() throws IOException {
        return fill() ? views[next++] : null;
    }

    /**
     * Writes the rest to a channel without a copy on the heap.
     *
     * @param target a blocking channel
     * @return the number of bytes written
     */
    public long transferTo(GatheringByteChannel target) throws IOException {
        return transferTo(target, 0);
    }

    /**
     * Writes the rest to a file without a copy on the heap, in chunks that begin and end at multiples of {@link
     * Association#CHUNK}, which costs the file system half of what odd pieces do.
     *
     * @param target a blocking channel
     * @param position where in the file it writes to
     * @return the number of bytes written
     */
    public long transferTo(GatheringByteChannel target, long position) throws IOException {
        long written = 0;
        while (fill(Association.CHUNK - (int) ((position + written) % Association.CHUNK))) {
            written += target.write(views, next, count - next);
        }
        return written;
    }

    @Override
    public int read() throws IOException {
        return fill() ? views[next].get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int step = Math.min(length, views[next].remaining());
        views[next].get(target, offset, step);
        return step;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long left = bytes;
        while (left > 0 && fill()) {
            ByteBuffer view = views[next];
            int step = (int) Math.min(left, view.remaining());
            view.position(view.position() + step);
            left -= step;
        }
        return Math.max(0, bytes - left);
    }

    /** Bytes that can be read without waiting for the peer. */
    @Override
    public int available() {
        return (int) (received - position());
    }

    /** Skips the rest, so that the next message can be read. A data set twice as long as taken is not waited for. */
    void drain() throws IOException {
        while (receive(Association.CHUNK)) {
            next = count;
            if (received / 2 > maxLength) {
                throw DimseProtocolException.abort(association, "data set goes on after " + received + " bytes");
            }
        }
    }

    private static ReadLimits limits(long bytes) {
        return ReadLimits.DEFAULT.withMaxElementLength(bytes).withMaxTotalLength(bytes);
    }

    private boolean fill() throws IOException {
        return fill(Association.CHUNK);
    }

    private boolean fill(int maxBytes) throws IOException {
        boolean some = receive(maxBytes);
        if (received > maxLength) {
            throw new DicomServiceException(
                    Status.OutOfResources, "Data set is longer than the " + maxLength + " bytes taken here");
        }
        return some;
    }

    /** Makes the next view hold at least one byte; false at the end of the data set. */
    private boolean receive(int maxBytes) throws IOException {
        while (next < count && !views[next].hasRemaining()) {
            next++;
        }
        if (next < count) {
            return true;
        }
        if (!begun) {
            begin();
        }
        next = 0;
        count = association.readFragments(views, maxBytes);
        for (int i = 0; i < count; i++) {
            received += views[i].remaining();
        }
        return count > 0;
    }

    private void begin() throws IOException {
        begun = true;
        if (!association.nextPdv()) {
            throw new DimseProtocolException(association.id() + ": released before the data set of a message");
        }
        if (association.pdvIsCommand()) {
            throw DimseProtocolException.abort(
                    association, "a command set came before the data set of another message");
        }
        if (association.pdvContextId() != contextId) {
            throw DimseProtocolException.abort(
                    association,
                    "data set in presentation context " + association.pdvContextId() + ", its command set in "
                            + contextId);
        }
    }
}
