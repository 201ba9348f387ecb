package io.cameldicom.dicom.ul;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.pdu.Abort;
import io.cameldicom.dicom.pdu.AbortReason;
import io.cameldicom.dicom.pdu.AssociateAc;
import io.cameldicom.dicom.pdu.PDataTf;
import io.cameldicom.dicom.pdu.Pdu;
import io.cameldicom.dicom.pdu.PduEncoder;
import io.cameldicom.dicom.pdu.PduException;
import io.cameldicom.dicom.pdu.Pdv;
import io.cameldicom.dicom.pdu.ReleaseRp;
import io.cameldicom.dicom.pdu.ReleaseRq;
import io.cameldicom.testing.ScriptedPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How presentation data values come in, however a peer cuts them (PS3.8 9.3.5, Annex E). */
@Timeout(60)
class StreamingTest {

    private static final byte[] OBJECT = random(600_000);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000, 16_370})
    void fragments_of_any_length_join_to_the_data_set(int fragment) throws Exception {
        byte[] data = fragment == 1 ? random(3_000) : OBJECT;
        ScriptedPeer peer = peer().step("send", wire -> sendFragments(wire::write, data, fragment, 1));

        assertArrayEquals(data, readDataSet(peer, false));
        assertArrayEquals(
                data, readDataSet(peer().step("send", wire -> sendFragments(wire::write, data, fragment, 1)), true));
    }

    @ParameterizedTest
    @CsvSource({"100, 20", "2, 1000", "5000, 3"})
    void several_values_in_one_pdu_join_to_the_data_set(int fragment, int perPdu) throws Exception {
        ScriptedPeer peer = peer().step("send", wire -> sendFragments(wire::write, OBJECT, fragment, perPdu));

        assertArrayEquals(OBJECT, readDataSet(peer, true));
    }

    @Test
    void chunks_are_as_long_as_asked_for_but_for_the_last_one() throws Exception {
        ScriptedPeer peer = peer().step("send", wire -> sendFragments(wire::write, OBJECT, 16_370, 1));

        try (Association association = Wire.accept(peer)) {
            association.nextPdv();
            ByteBuffer[] views = new ByteBuffer[64];
            List<Integer> chunks = new ArrayList<>();
            for (int n = association.readFragments(views, 250_000);
                    n > 0;
                    n = association.readFragments(views, 250_000)) {
                chunks.add(Stream.of(views)
                        .limit(n)
                        .mapToInt(ByteBuffer::remaining)
                        .sum());
            }
            assertEquals(List.of(250_000, 250_000, 100_000), chunks);
        }
    }

    @Test
    void command_and_data_set_may_share_a_pdu() throws Exception {
        ScriptedPeer peer = peer().send(new PDataTf(List.of(
                        new Pdv(3, true, true, ByteBuffer.wrap(new byte[] {1, 2})),
                        new Pdv(3, false, false, ByteBuffer.wrap(new byte[] {3, 4})),
                        new Pdv(3, false, true, ByteBuffer.wrap(new byte[] {5, 6})))))
                .send(new ReleaseRq())
                .expect(ReleaseRp.class)
                .hangUp();

        try (Association association = Wire.accept(peer)) {
            assertTrue(association.nextPdv());
            assertArrayEquals(new byte[] {1, 2}, Wire.readFragments(association));
            assertTrue(association.nextPdv());
            assertFalse(association.pdvIsCommand());
            assertArrayEquals(new byte[] {3, 4, 5, 6}, Wire.readFragments(association));
            assertFalse(association.nextPdv());
        }
    }

    @Test
    void an_empty_last_fragment_ends_the_data_set() throws Exception {
        ScriptedPeer peer = peer().send(Wire.pdv(3, false, false, new byte[] {1, 2}))
                .send(Wire.pdv(3, false, true))
                .expectClosed();

        assertArrayEquals(new byte[] {1, 2}, readDataSet(peer, true));
    }

    @Test
    void what_is_not_read_of_a_value_is_skipped() throws Exception {
        ScriptedPeer peer = peer().send(Wire.pdv(3, false, false, random(16_000)))
                .send(Wire.pdv(3, false, true, new byte[] {9, 9}))
                .expectClosed();

        try (Association association = Wire.accept(peer)) {
            assertTrue(association.nextPdv());
            association.readPdvBytes();
            assertTrue(association.nextPdv());
            assertArrayEquals(new byte[] {9, 9}, Wire.readPdv(association));
        }
    }

    @Test
    void views_cannot_be_written_to() throws Exception {
        ScriptedPeer peer =
                peer().send(Wire.pdv(3, false, true, new byte[] {1, 2})).expectClosed();

        try (Association association = Wire.accept(peer)) {
            association.nextPdv();
            ByteBuffer view = association.readPdvBytes();
            assertTrue(view.isReadOnly() && view.isDirect());
        }
    }

    @Test
    void the_fragments_of_one_data_set_cannot_be_interleaved_with_others() throws Exception {
        ScriptedPeer peer = peer().send(Wire.pdv(3, false, false, new byte[] {1, 2}))
                .send(Wire.pdv(1, false, true, new byte[] {3, 4}))
                .expect(Abort.class)
                .hangUp();

        try (Association association = Wire.accept(peer)) {
            association.nextPdv();
            PduException e = assertThrows(PduException.class, () -> Wire.readFragments(association));
            assertEquals("presentation data value of context 1 before the last fragment of context 3", e.getMessage());
        }

        assertAborted(peer, AbortReason.UNEXPECTED_PDU_PARAMETER);
    }

    @Test
    void a_release_within_a_data_set_is_not_the_end_of_the_data_set() throws Exception {
        ScriptedPeer peer = peer().send(Wire.pdv(3, false, false, new byte[] {1, 2}))
                .send(new ReleaseRq())
                .expect(ReleaseRp.class)
                .hangUp();

        try (Association association = Wire.accept(peer)) {
            association.nextPdv();
            AssociationClosedException e =
                    assertThrows(AssociationClosedException.class, () -> Wire.readFragments(association));
            assertTrue(e.getMessage().endsWith("the peer released the association within a message"), e.getMessage());
        }
    }

    @Test
    void a_connection_that_ends_within_a_value_is_an_error() throws Exception {
        ScriptedPeer peer = peer().sendTruncated(Wire.pdv(3, false, true, random(1000)), 500)
                .hangUp();

        try (Association association = Wire.accept(peer)) {
            association.nextPdv();
            AssociationClosedException e =
                    assertThrows(AssociationClosedException.class, () -> Wire.readFragments(association));
            assertTrue(
                    e.getMessage().endsWith("the connection ended within a PDU, 512 bytes before its end"),
                    e.getMessage());
        }
    }

    @Test
    void every_byte_a_data_pdu_can_end_after_is_an_error_and_no_hang() throws Exception {
        PDataTf pdu = Wire.pdv(3, false, true, new byte[] {1, 2, 3, 4});
        for (int length = 0; length < PduEncoder.encode(pdu).remaining(); length++) {
            ScriptedPeer peer = peer().sendTruncated(pdu, length).hangUp();
            try (Association association = Wire.accept(peer)) {
                assertThrows(AssociationClosedException.class, () -> {
                    association.nextPdv();
                    Wire.readFragments(association);
                });
            }
        }
    }

    @Test
    void a_pdu_longer_than_announced_is_refused_by_its_header() throws Exception {
        ScriptedPeer peer = peer().sendRaw((byte) 4, (byte) 0, (byte) 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff)
                .expect(Abort.class)
                .hangUp();

        try (Association association = Wire.accept(peer)) {
            PduException e = assertThrows(PduException.class, association::nextPdv);
            assertEquals("P-DATA-TF of 2147483647 bytes: at most 16384 are taken", e.getMessage());
        }

        assertAborted(peer, AbortReason.INVALID_PDU_PARAMETER_VALUE);
    }

    @Test
    void a_value_longer_than_its_pdu_is_refused() throws Exception {
        ScriptedPeer peer = peer().sendRaw(
                        (byte) 4, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 8, // P-DATA-TF of 8 bytes
                        (byte) 0, (byte) 0, (byte) 0, (byte) 5, (byte) 3, (byte) 2, // value of 5
                        (byte) 0, (byte) 0)
                .expect(Abort.class)
                .hangUp();

        try (Association association = Wire.accept(peer)) {
            PduException e = assertThrows(PduException.class, association::nextPdv);
            assertEquals(
                    "presentation data value item of 5 bytes: must be 2 to 4, what is left of its P-DATA-TF",
                    e.getMessage());
        }

        assertAborted(peer, AbortReason.INVALID_PDU_PARAMETER_VALUE);
    }

    @Test
    void a_value_of_a_context_that_was_not_accepted_is_refused() throws Exception {
        ScriptedPeer peer = peer().send(Wire.pdv(5, true, true, new byte[] {1, 2}))
                .expect(Abort.class)
                .hangUp();

        try (Association association = Wire.accept(peer)) {
            PduException e = assertThrows(PduException.class, association::nextPdv);
            assertEquals("presentation context 5 is not an accepted one", e.getMessage());
        }

        assertAborted(peer, AbortReason.INVALID_PDU_PARAMETER_VALUE);
    }

    @Test
    void any_length_is_taken_where_no_limit_was_announced() throws Exception {
        ScriptedPeer peer = new ScriptedPeer()
                .send(Wire.rq())
                .expect(AssociateAc.class)
                .send(Wire.pdv(3, false, true, OBJECT))
                .expectClosed();

        try (Association association =
                Wire.accept(peer, (rq, remote) -> ScriptedPeer.acceptAll(rq, 0), Scheduler.shared())) {
            association.nextPdv();
            assertArrayEquals(OBJECT, Wire.readFragments(association));
        }
    }

    private interface Out {
        void write(ByteBuffer bytes) throws IOException;
    }

    private static ScriptedPeer peer() {
        return new ScriptedPeer().send(Wire.rq()).expect(AssociateAc.class);
    }

    private static byte[] readDataSet(ScriptedPeer peer, boolean byFragments) throws Exception {
        try (Association association = Wire.accept(peer)) {
            if (byFragments) {
                assertTrue(association.nextPdv());
                return Wire.readFragments(association);
            }
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            do {
                assertTrue(association.nextPdv());
                all.writeBytes(Wire.readPdv(association));
            } while (!association.pdvIsLast());
            return all.toByteArray();
        }
    }

    private static void sendFragments(Out out, byte[] data, int fragment, int perPdu) throws IOException {
        List<Pdv> pdvs = new ArrayList<>();
        for (int start = 0; start < data.length; start += fragment) {
            int length = Math.min(fragment, data.length - start);
            boolean last = start + length == data.length;
            pdvs.add(new Pdv(3, false, last, ByteBuffer.wrap(data, start, length)));
            if (pdvs.size() == perPdu || last) {
                out.write(PduEncoder.encode(new PDataTf(pdvs)));
                pdvs.clear();
            }
        }
    }

    private static void assertAborted(ScriptedPeer peer, AbortReason reason) {
        peer.join();
        peer.take(AssociateAc.class);
        Pdu abort = peer.take(Abort.class);
        assertEquals(Abort.byProvider(reason), abort);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
