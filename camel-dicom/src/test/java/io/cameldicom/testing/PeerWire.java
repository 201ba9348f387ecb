package io.cameldicom.testing;

import io.cameldicom.dicom.dimse.CommandSet;
import io.cameldicom.dicom.pdu.PDataTf;
import io.cameldicom.dicom.pdu.Pdu;
import io.cameldicom.dicom.pdu.PduDecoder;
import io.cameldicom.dicom.pdu.Pdv;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** The connection of a {@link ScriptedPeer}. */
public final class PeerWire {

    private final Socket socket;
    private final PduDecoder decoder = new PduDecoder(Integer.MAX_VALUE);
    private final Queue<Pdv> fragments = new ArrayDeque<>();
    private ByteBuffer buffer = ByteBuffer.allocate(1 << 16).limit(0);

    PeerWire(Socket socket, int limitSeconds) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(limitSeconds * 1000);
    }

    /** The next PDU; null when the other side has closed or reset the connection. */
    public Pdu read() throws IOException {
        Optional<Pdu> pdu = decoder.decode(buffer);
        while (pdu.isEmpty()) {
            if (!fill()) {
                return null;
            }
            pdu = decoder.decode(buffer);
        }
        return pdu.get();
    }

    /**
     * The next DIMSE message, put together from its fragments.
     *
     * @throws IOException also if something else than data comes
     */
    public DimseMessage readMessage() throws IOException {
        ByteArrayOutputStream command = new ByteArrayOutputStream();
        int contextId = readFragments(command);
        CommandSet set = CommandSet.decode(ByteBuffer.wrap(command.toByteArray()));
        if (!set.hasDataSet()) {
            return new DimseMessage(contextId, set, null);
        }
        ByteArrayOutputStream dataSet = new ByteArrayOutputStream();
        readFragments(dataSet);
        return new DimseMessage(contextId, set, dataSet.toByteArray());
    }

    private int readFragments(ByteArrayOutputStream target) throws IOException {
        while (true) {
            if (fragments.isEmpty()) {
                Pdu pdu = read();
                if (!(pdu instanceof PDataTf data)) {
                    throw new IOException("expected a message but got " + (pdu == null ? "the end" : pdu));
                }
                fragments.addAll(data.pdvs());
            }
            Pdv pdv = fragments.remove();
            byte[] bytes = new byte[pdv.data().remaining()];
            pdv.data().get(bytes);
            target.writeBytes(bytes);
            if (pdv.last()) {
                return pdv.contextId();
            }
        }
    }

    public void write(ByteBuffer bytes) throws IOException {
        socket.getOutputStream().write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }

    /** @return false when the other side has closed or reset the connection, which may be noticed some bytes later */
    boolean tryWrite(byte one) {
        try {
            socket.getOutputStream().write(one);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public void close() throws IOException {
        socket.close();
    }

    /** Ends the connection with a TCP reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private boolean fill() throws IOException {
        buffer.compact();
        if (!buffer.hasRemaining()) {
            buffer = ByteBuffer.allocate(2 * buffer.capacity()).put(buffer.flip());
        }
        try {
            int n = socket.getInputStream().read(buffer.array(), buffer.position(), buffer.remaining());
            buffer.position(buffer.position() + Math.max(n, 0));
            return n >= 0;
        } catch (SocketException e) {
            return false;
        } finally {
            buffer.flip();
        }
    }
}
