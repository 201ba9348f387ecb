package io.cameldicom.testing;

import io.cameldicom.dicom.pdu.Pdu;
import io.cameldicom.dicom.pdu.PduDecoder;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The connection of a {@link ScriptedPeer}. */
public final class PeerWire {

    private final Socket socket;
    private final PduDecoder decoder = new PduDecoder(Integer.MAX_VALUE);
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

    public void write(ByteBuffer bytes) throws IOException {
        socket.getOutputStream().write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
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
