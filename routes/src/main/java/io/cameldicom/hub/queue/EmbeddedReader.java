package io.cameldicom.hub.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.core.message.LargeBodyReader;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;

/**
 * Takes messages from one destination's queue in the broker within the hub: a message is handed over as it is, and only
 * to somebody who waits for one. For one thread.
 */
final class EmbeddedReader implements QueueReader {

    /** How long a broker may take to look whether there is an urgent message. */
    private static final long LOOK_MILLIS = 1_000;

    private static final int CHUNK = 64 * 1024;

    private final EmbeddedWriter writer;
    private final ActiveMQServer server;
    private final QueueFolder folder;
    private final Handover handover = new Handover();
    private final EmbeddedConsumer urgent;
    private final EmbeddedConsumer usual;
    /** Taken and not acknowledged. */
    private final List<MessageReference> held = new ArrayList<>();

    private EmbeddedReader(EmbeddedWriter writer, ActiveMQServer server, QueueFolder folder, String destination)
            throws IOException {
        this.writer = writer;
        this.server = server;
        this.folder = folder;
        this.urgent = EmbeddedConsumer.of(server, QueueNames.urgent(destination), handover);
        this.usual = EmbeddedConsumer.of(server, QueueNames.usual(destination), handover);
    }

    static EmbeddedReader open(EmbeddedWriter writer, EmbeddedBroker broker, QueueFolder folder, String destination)
            throws IOException {
        return new EmbeddedReader(writer, broker.running(), folder, destination);
    }

    @Override
    public Hand next(long timeoutMillis) throws IOException, InterruptedException {
        if (!server.isStarted()) {
            throw new IOException("The broker has stopped");
        }
        MessageReference reference = urgent.isEmpty() ? null : nextUrgent();
        if (reference == null) {
            handover.want(urgent, usual);
            usual.prompt();
            reference = handover.take(timeoutMillis);
        }
        if (reference == null) {
            return null;
        }
        held.add(reference);
        return hand(reference);
    }

    private MessageReference nextUrgent() throws InterruptedException {
        CountDownLatch looked = new CountDownLatch(1);
        handover.want(urgent);
        urgent.prompt();
        urgent.afterwards(looked::countDown);
        looked.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return handover.take(0);
    }

    private Hand hand(MessageReference reference) throws IOException {
        ICoreMessage message = reference.getMessage().toCore();
        QueuedObject object = QueuedObject.from(message);
        Hand.Acknowledgement acknowledgement = () -> acknowledge(reference);
        if (!object.isInline()) {
            return new Hand(acknowledgement, object, folder.resolve(object.file()), false);
        }
        Path payload = folder.newReceived();
        try (FileChannel out = FileChannel.open(payload, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            save(message, out);
        } catch (ActiveMQException e) {
            throw new IOException("The object in a message cannot be read: " + e.getMessage(), e);
        }
        return new Hand(acknowledgement, object, payload, true);
    }

    private void acknowledge(MessageReference reference) throws IOException {
        writer.acknowledge(reference, server);
        held.remove(reference);
    }

    private static void save(ICoreMessage message, FileChannel out) throws IOException, ActiveMQException {
        if (!message.isLargeMessage()) {
            ActiveMQBuffer body = message.getReadOnlyBodyBuffer();
            byte[] bytes = new byte[body.readableBytes()];
            body.readBytes(bytes);
            write(ByteBuffer.wrap(bytes), out);
            return;
        }
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        try (LargeBodyReader body = message.getLargeBodyReader()) {
            body.open();
            for (long left = body.getSize(); left > 0; left -= chunk.limit()) {
                int count = body.readInto(chunk.clear());
                if (count <= 0) {
                    throw new IOException("The object in a message ends " + left + " bytes early");
                }
                write(chunk.limit(count).position(0), out);
            }
        }
    }

    private static void write(ByteBuffer bytes, FileChannel out) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        if (!server.isStarted()) {
            return; // the next one starts with all that was not acknowledged
        }
        urgent.close();
        usual.close();
        held.addAll(handover.close());
        if (!held.isEmpty()) {
            giveBack();
        }
    }

    private void giveBack() {
        try (EmbeddedTransaction transaction = EmbeddedTransaction.begin(server)) {
            held.forEach(transaction::giveBack);
        } catch (IOException e) {
            throw new IllegalStateException("Messages cannot be given back; the broker has them at its next start", e);
        }
        urgent.prompt();
        usual.prompt();
    }
}
