package io.cameldicom.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/**
 * Sends a recording over several connections at once and waits for the answer to each object before the next one, as a
 * synchronous storage SCU does. The clock runs from the first connection until the last answer.
 */
final class Sender {
    private final int port;
    private final Recording recording;
    private final Dialogue dialogue;

    /** How to talk to a receiver: what is said before, between and after the objects. */
    interface Dialogue {
        default Link connect(int port) throws IOException {
            return Link.plain(port);
        }

        void open(WritableByteChannel channel, DataInputStream in) throws IOException;

        /** Sent before each object. */
        byte[] before(long length);

        void awaitAnswer(DataInputStream in) throws IOException;

        void close(WritableByteChannel channel, DataInputStream in) throws IOException;
    }

    Sender(int port, Recording recording, Dialogue dialogue) {
        this.port = port;
        this.recording = recording;
        this.dialogue = dialogue;
    }

    /** Seconds it took to send all objects. */
    double send(int connections) throws Exception {
        AtomicLong start = new AtomicLong();
        CyclicBarrier allReady = new CyclicBarrier(connections, () -> start.set(System.nanoTime()));
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Callable<Long>> work = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                int first = i;
                work.add(() -> sendEvery(connections, first, allReady));
            }
            long end = 0;
            for (Future<Long> lastAnswer : threads.invokeAll(work)) {
                end = Math.max(end, lastAnswer.get());
            }
            return (end - start.get()) / 1e9;
        } finally {
            threads.shutdownNow();
        }
    }

    private long sendEvery(int step, int first, CyclicBarrier allReady) throws Exception {
        allReady.await();
        try (FileChannel source = recording.open();
                Link link = dialogue.connect(port)) {
            dialogue.open(link.out(), link.in());
            for (int i = first; i < recording.workload().count(); i += step) {
                long length = recording.length(i);
                write(link.out(), dialogue.before(length));
                link.send(source, recording.offset(i), length);
                dialogue.awaitAnswer(link.in());
            }
            long end = System.nanoTime();
            dialogue.close(link.out(), link.in());
            return end;
        }
    }

    /** Opens a connection, says what is said before and after the objects, and closes it. */
    static void tryDialogue(int port, Dialogue dialogue) throws IOException {
        try (Link link = dialogue.connect(port)) {
            dialogue.open(link.out(), link.in());
            dialogue.close(link.out(), link.in());
        }
    }

    private static void write(WritableByteChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** A DICOM association with one presentation context; every answer must be success. */
    static Dialogue dicom(String calledAeTitle, String sopClassUid) {
        return dicom(calledAeTitle, sopClassUid, null);
    }

    /** As {@link #dicom(String, String)}, over TLS unless the context is null. */
    static Dialogue dicom(String calledAeTitle, String sopClassUid, SSLContext tls) {
        return new Dialogue() {
            @Override
            public Link connect(int port) throws IOException {
                return tls == null ? Link.plain(port) : Link.tls(port, tls);
            }

            @Override
            public void open(WritableByteChannel channel, DataInputStream in) throws IOException {
                write(channel, Wire.associateRq(calledAeTitle, sopClassUid));
                if (in.readUnsignedByte() != 2) {
                    throw new IOException(calledAeTitle + " did not accept the association");
                }
                in.skipNBytes(1);
                in.skipNBytes(in.readInt());
            }

            @Override
            public byte[] before(long length) {
                return new byte[0];
            }

            @Override
            public void awaitAnswer(DataInputStream in) throws IOException {
                int type = in.readUnsignedByte();
                in.skipNBytes(1);
                byte[] body = new byte[in.readInt()];
                in.readFully(body);
                if (type != 4 || status(body) != 0) {
                    throw new IOException(calledAeTitle + " did not answer with success but with PDU type " + type
                            + (type == 4 ? " status " + Integer.toHexString(status(body)) : ""));
                }
            }

            @Override
            public void close(WritableByteChannel channel, DataInputStream in) throws IOException {
                write(channel, Wire.releaseRq());
                in.skipNBytes(10);
            }
        };
    }

    /** (0000,0900) of the command set behind a PDV header. */
    private static int status(byte[] pData) {
        for (int at = 6; at + 8 < pData.length; ) {
            int element = (pData[at + 2] & 0xFF) | (pData[at + 3] & 0xFF) << 8;
            int length = (pData[at + 4] & 0xFF) | (pData[at + 5] & 0xFF) << 8;
            if (element == 0x0900) {
                return (pData[at + 8] & 0xFF) | (pData[at + 9] & 0xFF) << 8;
            }
            at += 8 + length;
        }
        return -1;
    }

    /** What {@link RawReceiver} understands: a length, so many bytes, and a byte as answer. */
    static Dialogue raw() {
        return new Dialogue() {
            @Override
            public void open(WritableByteChannel channel, DataInputStream in) {
                // a connection is enough
            }

            @Override
            public byte[] before(long length) {
                return ByteBuffer.allocate(8).putLong(length).array();
            }

            @Override
            public void awaitAnswer(DataInputStream in) throws IOException {
                in.readByte();
            }

            @Override
            public void close(WritableByteChannel channel, DataInputStream in) {
                // closing is enough
            }
        };
    }
}
