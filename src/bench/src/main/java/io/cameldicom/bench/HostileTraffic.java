package io.cameldicom.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Connection after connection of a peer that is broken or means no good. */
final class HostileTraffic implements Runnable {

    private static final int PATIENCE_MILLIS = 90_000;
    private static final long DRIP_NANOS = 50_000_000;

    /** What one connection does; the socket is closed afterwards. */
    private interface Deed {
        void with(Socket socket) throws IOException;
    }

    private final int port;
    private final AtomicLong connections;
    private final Random random;
    private final byte[] request;
    private final byte[] store;
    private final Deed[] deeds;

    HostileTraffic(int port, String aeTitle, AtomicLong connections, int seed) {
        this.port = port;
        this.connections = connections;
        this.random = new Random(seed);
        Workload objects = GoodTraffic.objects();
        this.request = Wire.associateRq(aeTitle, objects.sopClassUid());
        this.store =
                Wire.storeRequest(objects, 0, new byte[objects.pixelBytes()]).array();
        this.deeds = new Deed[] {
            socket -> send(socket, noise()),
            socket -> send(socket, part(request)),
            socket -> send(socket, changed(request)),
            socket -> send(socket, request),
            socket -> send(socket, request, part(store)),
            socket -> send(socket, request, changed(store)),
            socket -> send(socket, request, store, changed(store), store),
            socket -> send(socket, request, noise()),
            socket -> send(socket, request, pdu(0x55, 4)),
            socket -> send(socket, request, pdu(4, 0xFFFF_FFFF)),
            socket -> send(socket, request, store, request),
            socket -> drip(socket, request),
            socket -> drip(socket, store),
        };
    }

    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                deeds[random.nextInt(deeds.length)].with(socket);
                leave(socket);
            } catch (IOException e) {
                // the hub ended the connection first, as it should
            }
            connections.incrementAndGet();
        }
    }

    /** By a reset, by a close, or, seldom, by waiting until the hub has had enough. */
    private void leave(Socket socket) throws IOException {
        int how = random.nextInt(100);
        if (how < 50) {
            socket.setSoLinger(true, 0);
        } else if (how > 97) {
            socket.getInputStream().skipNBytes(Long.MAX_VALUE);
        }
    }

    private static void send(Socket socket, byte[]... all) throws IOException {
        OutputStream out = socket.getOutputStream();
        for (byte[] bytes : all) {
            out.write(bytes);
        }
    }

    private void drip(Socket socket, byte[] bytes) throws IOException {
        if (bytes == store) {
            send(socket, request);
        }
        for (int i = 0; i < random.nextInt(100); i++) {
            socket.getOutputStream().write(bytes[i]);
            LockSupport.parkNanos(DRIP_NANOS);
        }
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(10_000)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] part(byte[] bytes) {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }

    private byte[] changed(byte[] bytes) {
        byte[] changed = bytes.clone();
        for (int i = 0; i < 3; i++) {
            changed[random.nextInt(Math.min(300, changed.length))] = (byte) random.nextInt();
        }
        return changed;
    }

    private static byte[] pdu(int type, int length) {
        return new byte[] {
            (byte) type,
            0,
            (byte) (length >> 24),
            (byte) (length >> 16),
            (byte) (length >> 8),
            (byte) length,
            0,
            0,
            0,
            0
        };
    }
}
