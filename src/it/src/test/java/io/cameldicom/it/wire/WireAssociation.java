package io.cameldicom.it.wire;

import static io.cameldicom.it.wire.WireBytes.IMPLICIT_LITTLE_ENDIAN;
import static io.cameldicom.it.wire.WireBytes.VERIFICATION;
import static io.cameldicom.it.wire.WireBytes.concat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.Arrays;

/**
 * An association requestor made of a socket and bytes: it can say what no correct peer would say, and it shares no code
 * with the engine under test. One thread at a time; a peer silent for 30 s fails the read.
 */
public final class WireAssociation implements AutoCloseable {
    private static final int READ_LIMIT_MILLIS = 120_000;
    /** Length of a C-STORE fragment here: fits the smallest PDU length the hub announces in these tests. */
    private static final int FRAGMENT = 16_378;

    private final SocketChannel channel;
    private final DataInputStream in;
    private int messageId;

    private WireAssociation(SocketChannel channel) throws IOException {
        this.channel = channel;
        Socket socket = channel.socket();
        socket.setSoTimeout(READ_LIMIT_MILLIS);
        socket.setTcpNoDelay(true);
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** A connection on which nothing was said yet. */
    public static WireAssociation connect(int port) throws IOException {
        return new WireAssociation(SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }

    /** Whether {@code port} answers C-ECHO to {@code calledAeTitle} with success. */
    public static boolean echoes(int port, String calledAeTitle) {
        try (WireAssociation association = connect(port)) {
            return association.request(calledAeTitle, "MODALITY").type() == WirePdu.ASSOCIATE_AC
                    && association.echo().status() == 0
                    && association.release().type() == WirePdu.RELEASE_RP;
        } catch (IOException e) {
            return false;
        }
    }

    /** Asks for the Verification SOP class; returns the answer. */
    public WirePdu request(String called, String calling) throws IOException {
        return request(called, calling, VERIFICATION, IMPLICIT_LITTLE_ENDIAN);
    }

    public WirePdu request(String called, String calling, String abstractSyntax, String transferSyntax)
            throws IOException {
        send(WireBytes.associateRq(called, calling, abstractSyntax, transferSyntax));
        return read();
    }

    public WireResponse echo() throws IOException {
        send(WireBytes.pData(true, true, WireBytes.echoRq(++messageId)));
        return readResponse();
    }

    /** Sends the data set of {@code file} verbatim. */
    public WireResponse store(Part10File file) throws IOException {
        beginStore(file);
        sendDataSet(file, file.dataSetOffset(), Files.size(file.path()));
        return readResponse();
    }

    /** Sends the C-STORE-RQ of {@code file} and nothing of its data set. */
    public void beginStore(Part10File file) throws IOException {
        send(WireBytes.pData(true, true, WireBytes.storeRq(++messageId, file.sopClassUid(), file.sopInstanceUid())));
    }

    /** Sends the bytes from {@code from} to {@code to} of the file; the last fragment is marked where its data set ends. */
    public void sendDataSet(Part10File file, long from, long to) throws IOException {
        try (FileChannel source = FileChannel.open(file.path())) {
            sendDataSet(source, from, to, source.size());
        }
    }

    private void sendDataSet(FileChannel source, long from, long to, long end) throws IOException {
        long at = from;
        while (at < to) {
            int length = (int) Math.min(FRAGMENT, to - at);
            send(WireBytes.pDataHeader(false, at + length == end, length));
            for (int sent = 0; sent < length; ) {
                sent += (int) source.transferTo(at + sent, length - sent, channel);
            }
            at += length;
        }
    }

    public WireResponse readResponse() throws IOException {
        WirePdu pdu = read();
        if (pdu.type() != WirePdu.P_DATA_TF) {
            throw new IOException("instead of a response: " + pdu);
        }
        // PDV length 4, context id 1, message control header 1; a response is short: one fragment
        return WireResponse.of(Arrays.copyOfRange(pdu.body(), 6, pdu.body().length));
    }

    public WirePdu release() throws IOException {
        send(WireBytes.releaseRq());
        return read();
    }

    public void send(byte[]... parts) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(parts.length == 1 ? parts[0] : concat(parts));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** The next PDU; a {@link java.io.EOFException} when the peer has closed the connection. */
    public WirePdu read() throws IOException {
        int type = in.readUnsignedByte();
        in.readByte();
        byte[] body = new byte[in.readInt()];
        in.readFully(body);
        return new WirePdu(type, body);
    }

    /** Ends the connection as a killed process or a dead firewall does: by TCP reset. */
    public void reset() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
