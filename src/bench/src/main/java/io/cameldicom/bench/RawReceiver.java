package io.cameldicom.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The limit: a program that does nothing but copy what it receives into files, one an object, and answers with a byte.
 * A thread a connection, one buffer each. Arguments: port, folder, buffer size in bytes.
 */
public final class RawReceiver {
    private static final AtomicInteger FILES = new AtomicInteger();

    private RawReceiver() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[1]);
        int bufferSize = Integer.parseInt(args[2]);
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])));
            while (true) {
                SocketChannel connection = server.accept();
                new Thread(() -> receive(connection, folder, bufferSize)).start();
            }
        }
    }

    private static void receive(SocketChannel connection, Path folder, int bufferSize) {
        try (connection) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(bufferSize);
            ByteBuffer length = ByteBuffer.allocate(8);
            while (fill(connection, length.clear())) {
                copy(connection, length.getLong(0), buffer, folder.resolve(FILES.incrementAndGet() + ".raw"));
                connection.write(ByteBuffer.wrap(new byte[1]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean fill(SocketChannel connection, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (connection.read(buffer) < 0) {
                return false;
            }
        }
        return true;
    }

    private static void copy(SocketChannel connection, long length, ByteBuffer buffer, Path file) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long left = length; left > 0; ) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), left));
                left -= connection.read(buffer);
                buffer.flip();
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
            }
        }
    }
}
