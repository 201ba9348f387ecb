package io.cameldicom.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * The limit of whoever stands between: a program that does nothing but copy what it receives to {@link RawReceiver} and
 * the answer back. A thread a connection, one buffer each. Arguments: port, port of the receiver, buffer size in bytes.
 */
public final class RawRelay {

    private RawRelay() {}

    public static void main(String[] args) throws IOException {
        InetSocketAddress receiver = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1]));
        int bufferSize = Integer.parseInt(args[2]);
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])));
            while (true) {
                SocketChannel connection = server.accept();
                new Thread(() -> relay(connection, receiver, bufferSize)).start();
            }
        }
    }

    private static void relay(SocketChannel from, InetSocketAddress receiver, int bufferSize) {
        try (from;
                SocketChannel to = SocketChannel.open(receiver)) {
            from.setOption(StandardSocketOptions.TCP_NODELAY, true);
            to.setOption(StandardSocketOptions.TCP_NODELAY, true);
            ByteBuffer length = ByteBuffer.allocate(Long.BYTES);
            ByteBuffer answer = ByteBuffer.allocate(1);
            ByteBuffer buffer = ByteBuffer.allocateDirect(bufferSize);
            while (fill(from, length.clear())) {
                long left = length.getLong(0);
                write(to, length.flip());
                for (; left > 0; left -= buffer.position()) {
                    buffer.clear().limit((int) Math.min(buffer.capacity(), left));
                    if (from.read(buffer) < 0) {
                        return;
                    }
                    write(to, buffer.flip());
                }
                fill(to, answer.clear());
                write(from, answer.flip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean fill(SocketChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                return false;
            }
        }
        return true;
    }

    private static void write(SocketChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
