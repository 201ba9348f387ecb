package io.cameldicom.dicom.ul;

import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.MaximumLength;
import io.cameldicom.dicom.pdu.PDataTf;
import io.cameldicom.dicom.pdu.Pdv;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.pdu.UserInformation;
import io.cameldicom.testing.ScriptedPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;

/** Associations with a {@link ScriptedPeer} over loopback sockets. */
final class Wire {

    static final String VERIFICATION = "1.2.840.10008.1.1";
    static final String CT_STORAGE = "1.2.840.10008.5.1.4.1.1.2";
    static final String IMPLICIT = "1.2.840.10008.1.2";
    static final String EXPLICIT = "1.2.840.10008.1.2.1";

    private Wire() {}

    /** A request for contexts 1 (verification) and 3 (CT storage). */
    static AssociateRq rq(long maxPduLength) {
        return new AssociateRq(
                "HUB",
                "CT1",
                List.of(
                        new PresentationContextRq(1, VERIFICATION, List.of(IMPLICIT)),
                        new PresentationContextRq(3, CT_STORAGE, List.of(EXPLICIT, IMPLICIT))),
                new UserInformation(List.of(new MaximumLength(maxPduLength))));
    }

    static AssociateRq rq() {
        return rq(16_384);
    }

    /** Requests an association from a peer that has a script for it. */
    static Association request(ScriptedPeer peer) throws IOException {
        return request(peer, Scheduler.shared());
    }

    static Association request(ScriptedPeer peer, Scheduler scheduler) throws IOException {
        return Association.request(connect(peer.listen()), rq(), Timeouts.DEFAULT, scheduler);
    }

    static Transport connect(int port) throws IOException {
        return SocketTransport.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Duration.ofSeconds(5));
    }

    /** Accepts an association from a peer whose script begins with a request; all contexts are accepted. */
    static Association accept(ScriptedPeer peer) throws IOException {
        return accept(peer, Scheduler.shared());
    }

    static Association accept(ScriptedPeer peer, Scheduler scheduler) throws IOException {
        return accept(peer, (rq, remote) -> ScriptedPeer.acceptAll(rq, 16_384), scheduler);
    }

    static Association accept(ScriptedPeer peer, AssociationAcceptor policy, Scheduler scheduler) throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            peer.connect(listener.socket().getLocalPort());
            return Association.accept(new SocketTransport(listener.accept()), policy, Timeouts.DEFAULT, scheduler);
        }
    }

    static PDataTf pdv(int contextId, boolean command, boolean last, byte... data) {
        return new PDataTf(List.of(new Pdv(contextId, command, last, ByteBuffer.wrap(data))));
    }

    /** What is left of the current presentation data value. */
    static byte[] readPdv(Association association) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer bytes = association.readPdvBytes();
        while (bytes.hasRemaining()) {
            append(all, bytes);
            bytes = association.readPdvBytes();
        }
        return all.toByteArray();
    }

    /** What is left of the current command set or data set. */
    static byte[] readFragments(Association association) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer[] views = new ByteBuffer[16];
        int count = association.readFragments(views);
        while (count > 0) {
            for (int i = 0; i < count; i++) {
                append(all, views[i]);
            }
            count = association.readFragments(views);
        }
        return all.toByteArray();
    }

    static void append(ByteArrayOutputStream all, ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        all.writeBytes(copy);
    }
}
