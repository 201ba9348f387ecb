package io.cameldicom.dicom.ul;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Plain TCP: a blocking {@link SocketChannel}. Nagle's algorithm is off, since a small last fragment would otherwise
 * wait for the peer's delayed acknowledgement (40 ms for each object); keep-alive is on for half-open peers. Buffer
 * sizes are left to the kernel, which tunes them as it sees the connection.
 */
public final class SocketTransport implements Transport {

    /** Linux only. Looked up by name: its class is in a module that a small runtime may lack. */
    private static final String QUICK_ACK = "TCP_QUICKACK";

    private final SocketChannel channel;
    private final SocketOption<Boolean> quickAck;
    /** Whether the latest read took all there was and nothing has been written since. */
    private volatile boolean unacknowledged;

    private final InetSocketAddress remote;
    private final InetSocketAddress local;

    /** Takes over a connected channel. */
    public SocketTransport(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(true);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        this.quickAck = option(channel, QUICK_ACK);
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
        if (unacknowledged && quickAck != null) {
            acknowledge();
        }
        int n = channel.read(target);
        unacknowledged = target.hasRemaining();
        return n;
    }

    @Override
    public void write(ByteBuffer... sources) throws IOException {
        unacknowledged = false;
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

    /**
     * Acknowledges what has been read before more is waited for. Peers that write a PDU piece by piece with Nagle's
     * algorithm on (DCMTK's default) send the next piece only then, and a delayed acknowledgement costs them 40 ms each
     * time. What this side writes acknowledges by itself. The option has to be set again each time, see tcp(7).
     */
    private void acknowledge() throws IOException {
        channel.setOption(quickAck, true);
    }

    @SuppressWarnings("unchecked")
    private static SocketOption<Boolean> option(SocketChannel channel, String name) {
        for (SocketOption<?> option : channel.supportedOptions()) {
            if (option.name().equals(name) && option.type() == Boolean.class) {
                return (SocketOption<Boolean>) option;
            }
        }
        return null;
    }
}
