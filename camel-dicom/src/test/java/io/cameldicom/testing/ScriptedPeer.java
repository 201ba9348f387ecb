package io.cameldicom.testing;

import io.cameldicom.dicom.dimse.CommandSet;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.pdu.AssociateAc;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.MaximumLength;
import io.cameldicom.dicom.pdu.Pdu;
import io.cameldicom.dicom.pdu.PduEncoder;
import io.cameldicom.dicom.pdu.PresentationContextAc;
import io.cameldicom.dicom.pdu.UserInformation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A DICOM peer that does exactly what a script says, on one real loopback connection: as SCP ({@link #listen()}) or as SCU
 * ({@link #connect(int)}). A test has three paragraphs: the script, the play, and what is looked at afterwards.
 *
 * <p>An archive that takes an object and is switched off before it answers:
 *
 * <pre>{@code
 * ScriptedPeer archive = new ScriptedPeer().acceptAssociation().readMessage().reset();
 * int port = archive.listen();
 *
 * Exchange exchange = sendTo("dicom:PACS@127.0.0.1:" + port, image);
 *
 * archive.join();
 * assertTrue(exchange.getException(DicomOperationException.class).isRetryable());
 * }</pre>
 *
 * <p>A scanner that asks for a release in the middle of an object:
 *
 * <pre>{@code
 * ScriptedPeer scanner = new ScriptedPeer()
 *         .requestAssociation(request)
 *         .send(message.commandPdus(USUAL_FRAGMENT).get(0))
 *         .sendTruncated(message.pdus().get(1), 5_000)
 *         .send(new ReleaseRq())
 *         .expect(Abort.class)
 *         .connect(port);
 *
 * scanner.join();
 * }</pre>
 *
 * <p>Steps are added before {@link #listen()} or {@link #connect(int)} and run one after the other on a thread of the
 * peer's. A step that waits gives up after {@link #LIMIT_SECONDS}; what went wrong is thrown by {@link #join()}. What no
 * method here does can be done by a {@link #step} with the connection itself.
 */
public final class ScriptedPeer implements AutoCloseable {

    /** How long a step waits for something to happen. */
    public static final int LIMIT_SECONDS = 20;

    private static final long PAUSE_NANOS = 1_000_000;

    /** One step of a script. */
    @FunctionalInterface
    public interface Step {
        void run(PeerWire wire) throws Exception;
    }

    private record NamedStep(String name, Step step) {}

    private final List<NamedStep> steps = new ArrayList<>();
    private final BlockingQueue<Pdu> received = new LinkedBlockingQueue<>();
    private int receiveBuffer;
    private ServerSocket listener;
    private volatile PeerWire wire;
    private volatile Throwable failure;
    private Thread thread;

    // the script

    /** Waits for a PDU, which must be of this kind. */
    public ScriptedPeer expect(Class<? extends Pdu> kind) {
        return step("expect " + kind.getSimpleName(), w -> read(w, kind));
    }

    /** Waits for a PDU of this kind and answers it. */
    public <T extends Pdu> ScriptedPeer answer(Class<T> kind, Function<T, Pdu> answer) {
        return step("answer " + kind.getSimpleName(), w -> w.write(PduEncoder.encode(answer.apply(read(w, kind)))));
    }

    /** Waits for an A-ASSOCIATE-RQ and accepts each context with its first transfer syntax; any PDU length is fine. */
    public ScriptedPeer acceptAssociation() {
        return acceptAssociation(0);
    }

    /** As {@link #acceptAssociation()}, announcing a maximum PDU length. */
    public ScriptedPeer acceptAssociation(long maxPduLength) {
        return answer(AssociateRq.class, rq -> acceptAll(rq, maxPduLength));
    }

    /** Sends an A-ASSOCIATE-RQ and waits for its A-ASSOCIATE-AC. */
    public ScriptedPeer requestAssociation(AssociateRq rq) {
        return send(rq).expect(AssociateAc.class);
    }

    /** Waits for a whole message, whose fragments may come in any number of PDUs. */
    public ScriptedPeer readMessage() {
        return step("read a message", PeerWire::readMessage);
    }

    /** Waits for a whole request and answers it with this status. */
    public ScriptedPeer answerMessage(int status) {
        return step("answer a message", w -> write(w, w.readMessage().response(status)));
    }

    /** Sends a message. */
    public ScriptedPeer send(DimseMessage message) {
        return step("send " + message.command().dimse(), w -> write(w, message));
    }

    /** Waits for a response, which must have this status. */
    public ScriptedPeer expectStatus(int status) {
        return step("expect status " + Status.format(status), w -> {
            CommandSet response = w.readMessage().command();
            if (response.status() != status) {
                throw new AssertionError("got status " + Status.format(response.status()) + " "
                        + Objects.toString(response.errorComment(), ""));
            }
        });
    }

    /** Sends a PDU. */
    public ScriptedPeer send(Pdu pdu) {
        return step("send " + pdu.type(), w -> w.write(PduEncoder.encode(pdu)));
    }

    /** Sends bytes as they are. */
    public ScriptedPeer sendRaw(byte... bytes) {
        return step("send " + bytes.length + " bytes", w -> w.write(ByteBuffer.wrap(bytes)));
    }

    /** Sends the first bytes of a PDU only. */
    public ScriptedPeer sendTruncated(Pdu pdu, int bytes) {
        return step(
                "send " + bytes + " bytes of " + pdu.type(),
                w -> w.write(PduEncoder.encode(pdu).limit(bytes)));
    }

    /** Sends a PDU after something has been done to its bytes, see {@link Alterations}. */
    public ScriptedPeer sendAltered(Pdu pdu, UnaryOperator<ByteBuffer> alteration) {
        return step("send " + pdu.type() + " altered", w -> w.write(alteration.apply(PduEncoder.encode(pdu))));
    }

    /**
     * Lets bytes drip, one at a time and over and over again, until the other side closes the connection: it never comes
     * to an end by itself. PDUs that come meanwhile are kept for {@link #take}.
     *
     * @param every how long it waits after each byte
     */
    public ScriptedPeer dripUntilClosed(ByteBuffer bytes, Duration every) {
        return step("drip", w -> {
            ByteBuffer drip = bytes.duplicate();
            while (w.tryWrite(drip.get())) {
                LockSupport.parkNanos(every.toNanos());
                if (!drip.hasRemaining()) {
                    drip = bytes.duplicate();
                }
            }
            readToEnd(w);
        });
    }

    /** Sends a PDU byte by byte, each in a TCP segment of its own as far as the system plays along. */
    public ScriptedPeer sendByteByByte(Pdu pdu) {
        return step("send " + pdu.type() + " byte by byte", w -> {
            ByteBuffer bytes = PduEncoder.encode(pdu);
            while (bytes.hasRemaining()) {
                w.write(ByteBuffer.wrap(new byte[] {bytes.get()}));
            }
        });
    }

    /** Goes on when the latch is open; reads nothing meanwhile. */
    public ScriptedPeer waitFor(CountDownLatch latch) {
        return step("wait for the test", w -> {
            if (!latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the test did not open the latch");
            }
        });
    }

    /** Goes on when the condition holds; reads nothing meanwhile. */
    public ScriptedPeer waitUntil(BooleanSupplier condition) {
        return step("wait for a condition", w -> {
            long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() > giveUp) {
                    throw new AssertionError("the condition did not come true");
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        });
    }

    /** Opens a latch: the test learns how far the script is. */
    public ScriptedPeer signal(CountDownLatch latch) {
        return step("signal", w -> latch.countDown());
    }

    /**
     * Waits for the other side to close (or reset) the connection, then closes it on this side too; PDUs that come before
     * are kept for {@link #take}.
     */
    public ScriptedPeer expectClosed() {
        return step("expect the end of the connection", this::readToEnd);
    }

    /** Closes the connection. */
    public ScriptedPeer hangUp() {
        return step("close", PeerWire::close);
    }

    /** Ends the connection with a TCP reset. */
    public ScriptedPeer reset() {
        return step("reset", PeerWire::reset);
    }

    /** Anything else. */
    public ScriptedPeer step(String name, Step step) {
        steps.add(new NamedStep(name, step));
        return this;
    }

    /** Makes the receive buffer small, so that the other side's writes stall soon when the script does not read. */
    public ScriptedPeer receiveBuffer(int bytes) {
        receiveBuffer = bytes;
        return this;
    }

    // the play

    /**
     * Waits for one connection in the background and plays the script with it.
     *
     * @return the port
     */
    public int listen() throws IOException {
        listener = new ServerSocket();
        if (receiveBuffer > 0) {
            listener.setReceiveBufferSize(receiveBuffer);
        }
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        play(() -> {
            listener.setSoTimeout(LIMIT_SECONDS * 1000);
            return listener.accept();
        });
        return listener.getLocalPort();
    }

    /** Connects to a port of this host and plays the script in the background. */
    public ScriptedPeer connect(int port) {
        play(() -> {
            Socket socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_SECONDS * 1000);
            return socket;
        });
        return this;
    }

    // afterwards

    /** Waits for the script to end; throws what went wrong in it. */
    public ScriptedPeer join() {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(3L * LIMIT_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        if (thread.isAlive()) {
            throw new AssertionError("the script does not end");
        }
        if (failure != null) {
            throw new AssertionError(failure.getMessage(), failure);
        }
        return this;
    }

    /** The next PDU received, waiting for it if need be; it must be of this kind. */
    public <T extends Pdu> T take(Class<T> kind) {
        try {
            Pdu pdu = received.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (kind.isInstance(pdu)) {
                return kind.cast(pdu);
            }
            throw new AssertionError("expected " + kind.getSimpleName() + " but received " + pdu, failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** How many PDUs were received and not taken. */
    public int untaken() {
        return received.size();
    }

    @Override
    public void close() throws IOException {
        if (listener != null) {
            listener.close();
        }
        if (wire != null) {
            wire.close();
        }
    }

    /** An answer that accepts each context with its first transfer syntax. */
    public static AssociateAc acceptAll(AssociateRq rq, long maxPduLength) {
        return new AssociateAc(
                rq,
                rq.presentationContexts().stream()
                        .map(context -> new PresentationContextAc(
                                context.id(),
                                PresentationContextAc.ACCEPTANCE,
                                context.transferSyntaxes().get(0)))
                        .toList(),
                new UserInformation(List.of(new MaximumLength(maxPduLength))));
    }

    private <T extends Pdu> T read(PeerWire w, Class<T> kind) throws IOException {
        Pdu pdu = w.read();
        if (!kind.isInstance(pdu)) {
            throw new AssertionError("expected " + kind.getSimpleName() + " but got "
                    + (pdu == null ? "the end of the connection" : pdu));
        }
        received.add(pdu);
        return kind.cast(pdu);
    }

    private void readToEnd(PeerWire w) throws IOException {
        for (Pdu pdu = w.read(); pdu != null; pdu = w.read()) {
            received.add(pdu);
        }
        w.close();
    }

    private static void write(PeerWire w, DimseMessage message) throws IOException {
        for (Pdu pdu : message.pdus()) {
            w.write(PduEncoder.encode(pdu));
        }
    }

    private interface Connector {
        Socket connect() throws IOException;
    }

    private void play(Connector connector) {
        thread = new Thread(() -> run(connector), "scripted-peer");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Connector connector) {
        String current = "connect";
        try {
            wire = new PeerWire(connector.connect(), LIMIT_SECONDS);
            for (NamedStep next : steps) {
                current = next.name;
                next.step.run(wire);
            }
        } catch (Exception | AssertionError e) {
            failure = new AssertionError("scripted peer, step '" + current + "': " + e, e);
        }
    }
}
