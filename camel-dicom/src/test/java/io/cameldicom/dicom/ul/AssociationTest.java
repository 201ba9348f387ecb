package io.cameldicom.dicom.ul;

import static org.junit.jupiter.api.Assertions.*;

import io.cameldicom.dicom.pdu.*;
import io.cameldicom.testing.ScriptedPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AssociationTest {

    @Test
    void a_requestor_writes_a_message_reads_the_answer_and_releases() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .acceptAssociation(16_384)
                .expect(PDataTf.class)
                .expect(PDataTf.class)
                .send(pdv(1, true, true, new byte[] {1, 2, 3, 4}))
                .answer(ReleaseRq.class, rq -> new ReleaseRp())
                .expectClosed();

        try (Association association = request(peer.listen())) {
            association.writeMessage(
                    1, ByteBuffer.wrap(new byte[10]), sink -> sink.write(ByteBuffer.wrap(new byte[20])));
            assertTrue(association.nextPdv());
            assertEquals(4, association.readPdvBytes().remaining());
            assertEquals(0, association.readPdvBytes().remaining());
            association.release();
            assertFalse(association.isOpen());
        }

        peer.join();
        peer.take(AssociateRq.class);
        assertEquals(
                new Pdv(1, true, true, ByteBuffer.allocate(10)),
                peer.take(PDataTf.class).pdvs().get(0));
        assertEquals(
                new Pdv(1, false, true, ByteBuffer.allocate(20)),
                peer.take(PDataTf.class).pdvs().get(0));
    }

    static PDataTf pdv(int context, boolean command, boolean last, byte[] data) {
        return new PDataTf(List.of(new Pdv(context, command, last, ByteBuffer.wrap(data))));
    }

    static AssociateRq rq() {
        return new AssociateRq(
                "PACS",
                "CAMEL",
                List.of(new PresentationContextRq(1, "1.2.840.10008.1.1", List.of("1.2.840.10008.1.2"))),
                new UserInformation(List.of(new MaximumLength(131072))));
    }

    static Association request(int port) throws IOException {
        return Association.request(
                SocketTransport.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Duration.ofSeconds(5)),
                rq(),
                Timeouts.DEFAULT);
    }
}
