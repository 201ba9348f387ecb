package io.cameldicom.dicom.ul;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Plain TCP: a blocking {@link SocketChannel}. Nagle's algorithm is off, since a small last fragment would otherwise wait for the peer's
 * delayed acknowledgement (40 ms for each object); keep-alive is on for half-open peers. Buffer sizes are left to the kernel, which
 * tunes them as it sees the connection.
 */
public final class SocketTransport implements Transport {

    private final SocketChannel channel;
    private final InetSocketAddress remote;
    private final InetSocketAddress local;

    /** Takes over a connected channel. */
    public SocketTransport(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(true);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        this.remote = (InetSocketAddress) channel.getRemoteAddress();
        this.local = (InetSocketAddress) channel.getLocalAddress();
    }

    /**
     * Connects.
     *
     * @throws java.net.SocketTimeoutException if the peer does not answer in time
     */
    public static SocketTransport connect(SocketAddress peer, Duration timeout) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(peer, Math.toIntExact(timeout.toMillis()));
            return new SocketTransport(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return channel.read(target);
    }

    @Override
    public void write(ByteBuffer... sources) throws IOException {
        int first = 0;
        while (first < sources.length) {
            if (sources[first].hasRemaining()) {
                channel.write(sources, first, sources.length - first);
            } else {
                first++;
            }
        }
    }

    @Override
    public void shutdownInput() throws IOException {
        channel.shutdownInput();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return remote;
    }

    @Override
    public InetSocketAddress localAddress() {
        return local;
    }
}
