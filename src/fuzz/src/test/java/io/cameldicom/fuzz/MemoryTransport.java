package io.cameldicom.fuzz;

import io.cameldicom.dicom.ul.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/** A connection whose peer has sent certain bytes and hung up, and takes whatever it is sent. */
final class MemoryTransport implements Transport {

    private static final InetSocketAddress ADDRESS = InetSocketAddress.createUnresolved("memory", 1);

    private final ByteBuffer received;
    private final int atOnce;
    private boolean closed;

    /** @param atOnce how many bytes a read gets at most */
    MemoryTransport(ByteBuffer received, int atOnce) {
        this.received = received;
        this.atOnce = atOnce;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireOpen();
        if (!received.hasRemaining()) {
            return -1;
        }
        int count = Math.min(Math.min(target.remaining(), received.remaining()), atOnce);
        ByteBuffer part = received.slice(received.position(), count);
        received.position(received.position() + count);
        target.put(part);
        return count;
    }

    @Override
    public void write(ByteBuffer... sources) throws IOException {
        requireOpen();
        for (ByteBuffer source : sources) {
            source.position(source.limit());
        }
    }

    @Override
    public void shutdownInput() {
        received.position(received.limit());
    }

    @Override
    public void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
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
