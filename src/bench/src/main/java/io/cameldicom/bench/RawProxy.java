package io.cameldicom.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * The limit of whoever stands before a receiver: a program that copies bytes to it and its bytes back, whatever they mean.
 * Two threads a connection, one buffer each. Arguments: port, port of the receiver, buffer size in bytes.
 */
public final class RawProxy {

    private RawProxy() {}

    public static void main(String[] args) throws IOException {
        InetSocketAddress receiver = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1]));
        int bufferSize = Integer.parseInt(args[2]);
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])));
            while (true) {
                SocketChannel from = server.accept();
                SocketChannel to = SocketChannel.open(receiver);
                from.setOption(StandardSocketOptions.TCP_NODELAY, true);
                to.setOption(StandardSocketOptions.TCP_NODELAY, true);
                new Thread(() -> copy(from, to, bufferSize)).start();
                new Thread(() -> copy(to, from, bufferSize)).start();
            }
        }
    }

    /** Until the first one of both has nothing more to say. */
    private static void copy(SocketChannel from, SocketChannel to, int bufferSize) {
        try (from;
                to) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(bufferSize);
            while (from.read(buffer.clear()) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
            }
        } catch (IOException e) {
            // the other direction has closed both
        }
    }
}
