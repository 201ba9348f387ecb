package io.cameldicom.dicom.ul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.pdu.Abort;
import io.cameldicom.dicom.pdu.AbortReason;
import io.cameldicom.dicom.pdu.Pdu;
import io.cameldicom.dicom.pdu.PduEncoder;
import io.cameldicom.dicom.pdu.PduException;
import io.cameldicom.dicom.pdu.PduType;
import io.cameldicom.dicom.pdu.ReleaseRq;
import io.cameldicom.testing.FakeClock;
import io.cameldicom.testing.ScriptedPeer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A peer that lets bytes drip is told from one on a slow line. */
class SlowPeerTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration IDLE = Timeouts.DEFAULT.idle();

    private final FakeClock clock = new FakeClock();
    private final DrippingTransport transport = new DrippingTransport(clock);

    static Stream<Arguments> drips() {
        return Stream.of(
                Arguments.of("within a fragment", bytes(Wire.pdv(3, false, true, new byte[10_000]))),
                Arguments.of("fragment by fragment", fragments(1000, 1)),
                Arguments.of("empty fragments", fragments(900, 0)),
                Arguments.of(
                        "a header of a PDU",
                        bytes(Wire.pdv(3, false, true, new byte[1])).limit(5)),
                Arguments.of(
                        "a header of a fragment",
                        bytes(Wire.pdv(3, false, true, new byte[1])).limit(11)),
                Arguments.of("a release request", bytes(new ReleaseRq()).limit(9)),
                Arguments.of("an abort", bytes(Abort.byUser()).limit(9)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drips")
    void a_peer_that_lets_bytes_drip_is_aborted_after_the_idle_time(String where, ByteBuffer drip) throws Exception {
        Association association = accepted(Timeouts.DEFAULT);
        boolean few = drip.remaining() < 60;
        transport.then(endless(drip), 1, few ? Duration.ofSeconds(20) : SECOND);
        long start = clock.nanoTime();

        AssociationTimeoutException e = assertThrows(AssociationTimeoutException.class, () -> readToEnd(association));

        Duration taken = Duration.ofNanos(clock.nanoTime() - start);
        assertTrue(taken.compareTo(IDLE.multipliedBy(2)) < 0, () -> "took " + taken);
        assertTrue(e.getMessage().contains(association.id()), e.getMessage());
        assertTrue(e.getMessage().contains("the rest of a message"), e.getMessage());
        assertEquals(PduType.A_ABORT.code(), transport.lastWritten());
        assertTrue(transport.isClosed());
    }

    @Test
    void a_slow_line_is_waited_for() throws Exception {
        Association association = accepted(Timeouts.DEFAULT);
        transport.then(bytes(Wire.pdv(3, false, true, new byte[100_000])), 300, SECOND);

        assertTrue(association.nextPdv());
        assertEquals(100_000, Wire.readFragments(association).length);
    }

    @Test
    void a_line_that_stalls_now_and_then_is_waited_for() throws Exception {
        Association association = accepted(Timeouts.DEFAULT);
        transport.then(bytes(Wire.pdv(3, false, true, new byte[160_000])), 16_000, IDLE.minusSeconds(1));

        assertTrue(association.nextPdv());
        assertEquals(160_000, Wire.readFragments(association).length);
    }

    @Test
    void what_this_side_does_with_the_data_takes_nothing_from_the_peers_time() throws Exception {
        Association association = accepted(Timeouts.DEFAULT);
        transport.then(fragments(20, 1000), 1012, SECOND);

        for (int i = 0; i < 20; i++) {
            assertTrue(association.nextPdv());
            assertEquals(1000, Wire.readPdv(association).length);
            clock.advance(IDLE.multipliedBy(10));
        }
    }

    @Test
    void small_messages_may_come_as_seldom_as_the_idle_time_allows() throws Exception {
        Association association = accepted(Timeouts.DEFAULT);
        for (int i = 0; i < 10; i++) {
            transport.then(bytes(Wire.pdv(1, true, true, new byte[60])), 1000, IDLE.minusSeconds(1));
            assertTrue(association.nextPdv());
            assertEquals(60, Wire.readPdv(association).length);
        }
    }

    @Test
    void without_a_minimum_rate_every_byte_of_data_renews_the_idle_time() throws Exception {
        Association association = accepted(Timeouts.DEFAULT.withMinBytesPerSecond(0));
        transport.then(bytes(Wire.pdv(3, false, true, new byte[100])), 1, Duration.ofSeconds(4));

        assertTrue(association.nextPdv());
        assertEquals(100, Wire.readPdv(association).length);
        assertThrows(IllegalArgumentException.class, () -> Timeouts.DEFAULT.withMinBytesPerSecond(-1));
    }

    @Test
    void empty_fragments_without_end_are_a_breach_of_protocol_however_fast_they_come() throws Exception {
        Association association = accepted(Timeouts.DEFAULT);
        transport.then(endless(fragments(1000, 0)), Integer.MAX_VALUE, Duration.ZERO);

        PduException e = assertThrows(PduException.class, () -> readToEnd(association));
        assertEquals(AbortReason.INVALID_PDU_PARAMETER_VALUE, e.reason());
        assertEquals(PduType.A_ABORT.code(), transport.lastWritten());
    }

    @Test
    void data_without_any_data_is_a_breach_of_protocol() throws Exception {
        Association association = accepted(Timeouts.DEFAULT);
        transport.then(ByteBuffer.wrap(new byte[] {4, 0, 0, 0, 0, 0}), Integer.MAX_VALUE, Duration.ZERO);

        PduException e = assertThrows(PduException.class, association::nextPdv);
        assertEquals(AbortReason.INVALID_PDU_PARAMETER_VALUE, e.reason());
    }

    @Test
    void an_answer_to_our_request_that_drips_is_waited_for_once() throws Exception {
        ByteBuffer ac = bytes(ScriptedPeer.acceptAll(Wire.rq(), 16_384));
        transport.then(ac, 1, SECOND);

        assertThrows(
                AssociationTimeoutException.class,
                () -> Association.request(transport, Wire.rq(), Timeouts.DEFAULT, clock));
        assertEquals(Timeouts.DEFAULT.associate(), Duration.ofNanos(clock.nanoTime()));
        assertTrue(transport.isClosed());
    }

    @Test
    void a_peer_that_goes_on_sending_cannot_put_off_the_release() throws Exception {
        transport.then(bytes(ScriptedPeer.acceptAll(Wire.rq(), 16_384)), Integer.MAX_VALUE, Duration.ZERO);
        Association association = Association.request(transport, Wire.rq(), Timeouts.DEFAULT, clock);
        transport.then(fragments(10_000, 16_000), 16_000, SECOND);
        long start = clock.nanoTime();

        assertThrows(AssociationTimeoutException.class, association::release);

        assertEquals(Timeouts.DEFAULT.release(), Duration.ofNanos(clock.nanoTime() - start));
        assertTrue(transport.isClosed());
    }

    private Association accepted(Timeouts timeouts) throws IOException {
        transport.then(bytes(Wire.rq()), Integer.MAX_VALUE, Duration.ZERO);
        return Association.accept(transport, (rq, remote) -> ScriptedPeer.acceptAll(rq, 0), timeouts, clock);
    }

    private static void readToEnd(Association association) throws IOException {
        while (association.nextPdv()) {
            Wire.readPdv(association);
        }
        assertFalse(true, "released");
    }

    /** Fragments of one data set that does not end. */
    private static ByteBuffer fragments(int count, int length) {
        ByteBuffer one = bytes(Wire.pdv(3, false, false, new byte[length]));
        ByteBuffer all = ByteBuffer.allocate(count * one.remaining());
        for (int i = 0; i < count; i++) {
            all.put(one.duplicate());
        }
        return all.flip();
    }

    private static ByteBuffer endless(ByteBuffer bytes) {
        ByteBuffer all = ByteBuffer.allocate(bytes.remaining() + 100_000);
        while (all.remaining() >= bytes.remaining() && bytes.remaining() > 60) {
            all.put(bytes.duplicate());
        }
        return all.position() == 0 ? bytes : all.flip();
    }

    private static ByteBuffer bytes(Pdu pdu) {
        return PduEncoder.encode(pdu);
    }
}
