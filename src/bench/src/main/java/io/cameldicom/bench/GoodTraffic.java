package io.cameldicom.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** Association after association that stores a few objects and wants success for each. */
final class GoodTraffic implements Runnable {

    private static final Workload OBJECTS = Workload.SMALL.withCount(200);
    private static final int OBJECTS_OF_AN_ASSOCIATION = 20;

    private final int port;
    private final Sender.Dialogue dialogue;
    private final AtomicLong stored;
    private final Random random;
    private final byte[] pixels = new byte[OBJECTS.pixelBytes()];

    GoodTraffic(int port, Sender.Dialogue dialogue, AtomicLong stored, int seed) {
        this.port = port;
        this.dialogue = dialogue;
        this.stored = stored;
        this.random = new Random(seed);
    }

    static Workload objects() {
        return OBJECTS;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                associate();
            }
        } catch (IOException e) {
            if (!Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("a good association failed after " + stored + " objects", e);
            }
        }
    }

    private void associate() throws IOException {
        try (SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            DataInputStream in = new DataInputStream(channel.socket().getInputStream());
            dialogue.open(channel, in);
            for (int i = 0; i < OBJECTS_OF_AN_ASSOCIATION; i++) {
                ByteBuffer request = Wire.storeRequest(OBJECTS, random.nextInt(OBJECTS.count()), pixels);
                while (request.hasRemaining()) {
                    channel.write(request);
                }
                dialogue.awaitAnswer(in);
                stored.incrementAndGet();
            }
            dialogue.close(channel, in);
        }
    }
}
