package io.cameldicom.bench;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The sender's end of a connection. */
interface Link extends Closeable {

    WritableByteChannel out();

    DataInputStream in();

    /** Sends a part of a file. */
    void send(FileChannel source, long offset, long length) throws IOException;

    /** Without TLS: the kernel copies from the file to the socket. */
    static Link plain(int port) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        DataInputStream in = new DataInputStream(channel.socket().getInputStream());
        return new Link() {
            @Override
            public WritableByteChannel out() {
                return channel;
            }

            @Override
            public DataInputStream in() {
                return in;
            }

            @Override
            public void send(FileChannel source, long offset, long length) throws IOException {
                for (long sent = 0; sent < length; ) {
                    sent += source.transferTo(offset + sent, length - sent, channel);
                }
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    /** With the TLS of the Java runtime, independent of the engine that is measured. */
    static Link tls(int port, SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.startHandshake();
        DataInputStream in = new DataInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        byte[] chunk = new byte[Wire.MAX_PDU_LENGTH];
        WritableByteChannel channel = new WritableByteChannel() {
            @Override
            public int write(ByteBuffer source) throws IOException {
                int n = Math.min(chunk.length, source.remaining());
                source.get(chunk, 0, n);
                out.write(chunk, 0, n);
                return n;
            }

            @Override
            public boolean isOpen() {
                return !socket.isClosed();
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
        return new Link() {
            @Override
            public WritableByteChannel out() {
                return channel;
            }

            @Override
            public DataInputStream in() {
                return in;
            }

            @Override
            public void send(FileChannel source, long offset, long length) throws IOException {
                ByteBuffer buffer = ByteBuffer.allocate(chunk.length);
                for (long sent = 0; sent < length; ) {
                    buffer.clear().limit((int) Math.min(buffer.capacity(), length - sent));
                    sent += source.read(buffer, offset + sent);
                    buffer.flip();
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                }
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }
}
