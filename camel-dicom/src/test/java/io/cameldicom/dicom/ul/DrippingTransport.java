package io.cameldicom.dicom.ul;

import io.cameldicom.testing.FakeClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A connection on which some bytes come now and then, by a {@link FakeClock} that goes on with every read. */
final class DrippingTransport implements Transport {

    private static final InetSocketAddress ADDRESS = InetSocketAddress.createUnresolved("dripping", 104);

    private final FakeClock clock;
    private final List<Byte> writtenTypes = new ArrayList<>();
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private Duration every = Duration.ZERO;
    private int atOnce = Integer.MAX_VALUE;
    private boolean inputShut;
    private boolean closed;

    DrippingTransport(FakeClock clock) {
        this.clock = clock;
    }

    /** More to come, so many bytes at once every time this has passed. */
    DrippingTransport then(ByteBuffer bytes, int atOnce, Duration every) {
        this.rest = bytes;
        this.atOnce = atOnce;
        this.every = every;
        return this;
    }

    /** What is left of what was to come; the peer hangs up when nothing is. */
    int left() {
        return rest.remaining();
    }

    boolean isClosed() {
        return closed;
    }

    /** The first byte of what was written last: the type of its first PDU. */
    int lastWritten() {
        return writtenTypes.get(writtenTypes.size() - 1);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireOpen();
        clock.advance(every);
        requireOpen();
        if (inputShut || !rest.hasRemaining()) {
            return -1;
        }
        int count = Math.min(Math.min(atOnce, rest.remaining()), target.remaining());
        target.put(rest.slice(rest.position(), count));
        rest.position(rest.position() + count);
        return count;
    }

    @Override
    public void write(ByteBuffer... sources) throws IOException {
        requireOpen();
        writtenTypes.add(sources[0].get(sources[0].position()));
        for (ByteBuffer source : sources) {
            source.position(source.limit());
        }
    }

    @Override
    public void shutdownInput() {
        inputShut = true;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return ADDRESS;
    }

    @Override
    public InetSocketAddress localAddress() {
        return ADDRESS;
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }
}
