package io.cameldicom.dicom.pdu;

import static io.cameldicom.dicom.pdu.PduFixtures.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PduCodecTest {

    private static final long SEED = 20261122;

    private final PduDecoder decoder = new PduDecoder(16_384);

    static Stream<String> fixtures() {
        return PduFixtures.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void decodes_the_bytes_of_the_standard(String name) throws Exception {
        assertEquals(Optional.of(PduFixtures.all().get(name)), decoder.decode(HexFixture.pdu(name)));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void encodes_the_bytes_of_the_standard(String name) {
        assertEquals(HexFixture.pdu(name), PduEncoder.encode(PduFixtures.all().get(name)));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void takes_nothing_while_bytes_are_missing(String name) throws Exception {
        ByteBuffer whole = HexFixture.pdu(name);
        for (int length = 0; length < whole.capacity(); length++) {
            ByteBuffer part = whole.duplicate().limit(length);
            assertEquals(Optional.empty(), decoder.decode(part), "of " + length + " bytes");
            assertEquals(0, part.position());
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void says_what_is_wrong_when_a_pdu_ends_too_early(String name) {
        ByteBuffer whole = HexFixture.pdu(name);
        for (int length = Pdu.HEADER_LENGTH; length < whole.capacity(); length++) {
            ByteBuffer cut = ByteBuffer.allocate(length)
                    .put(whole.duplicate().limit(length))
                    .flip();
            cut.putInt(2, length - Pdu.HEADER_LENGTH);
            try {
                decoder.decode(cut);
            } catch (PduException e) {
                assertEquals(AbortReason.INVALID_PDU_PARAMETER_VALUE, e.reason());
                assertTrue(e.getMessage().matches(".*\\d+.*"), e.getMessage());
            }
        }
    }

    @Test
    void any_bytes_decode_or_are_refused_with_a_reason() {
        Random random = new Random(SEED);
        List<ByteBuffer> seeds = fixtures().map(HexFixture::pdu).toList();
        for (int round = 0; round < 20_000; round++) {
            ByteBuffer seed = seeds.get(random.nextInt(seeds.size()));
            byte[] mutated = seed.array().clone();
            for (int change = random.nextInt(8); change >= 0; change--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            decodeAll(ByteBuffer.wrap(mutated), round);
        }
    }

    private void decodeAll(ByteBuffer in, int round) {
        try {
            Optional<Pdu> pdu = decoder.decode(in);
            while (pdu.isPresent()) {
                pdu = decoder.decode(in);
            }
        } catch (PduException e) {
            assertFalse(e.getMessage().isBlank());
        } catch (RuntimeException e) {
            throw new AssertionError("round " + round + " of seed " + SEED, e);
        }
    }

    @Test
    void understands_what_the_field_sends() throws Exception {
        AssociateRq rq = (AssociateRq)
                decoder.decode(HexFixture.pdu("associate-rq-from-the-field")).orElseThrow();

        assertEquals("PACS", rq.calledAeTitle());
        assertEquals("CT1", rq.callingAeTitle());
        assertEquals(AssociateRq.DICOM_APPLICATION_CONTEXT, rq.applicationContext());
        assertEquals(
                List.of(new PresentationContextRq(1, PduFixtures.CT_STORAGE, List.of(PduFixtures.IMPLICIT))),
                rq.presentationContexts());
        assertEquals(
                UserInformation.DEFAULT_MAXIMUM_LENGTH, rq.userInformation().maximumLength());
        assertTrue(rq.userInformation().find(ImplementationClassUid.class).isEmpty());
    }

    @Test
    void a_pdu_type_the_standard_does_not_know_is_refused_at_its_first_byte() {
        PduException e = assertThrows(PduException.class, () -> decoder.decode(bytes('G', 'E', 'T')));
        assertEquals(AbortReason.UNRECOGNIZED_PDU, e.reason());
        assertEquals("unrecognized PDU type 47H", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "01, 1048577, A-ASSOCIATE-RQ of 1048577 bytes: at most 1048576 are taken",
        "04, 16385, P-DATA-TF of 16385 bytes: at most 16384 are taken",
        "05, 5, A-RELEASE-RQ of 5 bytes: at most 4 are taken",
        "07, 4294967295, A-ABORT of 4294967295 bytes: at most 4 are taken"
    })
    void a_length_above_its_limit_is_refused_before_the_bytes_come(String type, long length, String message) {
        ByteBuffer header = ByteBuffer.allocate(6)
                .put(Byte.parseByte(type, 16))
                .put((byte) 0)
                .putInt((int) length)
                .flip();
        PduException e = assertThrows(PduException.class, () -> decoder.decode(header));
        assertEquals(message, e.getMessage());
        assertEquals(AbortReason.INVALID_PDU_PARAMETER_VALUE, e.reason());
    }

    @ParameterizedTest
    @CsvSource({"2", "0"})
    void an_even_context_id_is_refused(int id) {
        assertRefused("presentation context id " + id + ": ids must be odd and differ (PS3.8 9.3.2.2)", id);
    }

    @Test
    void a_context_id_used_twice_is_refused() {
        assertRefused("presentation context id 5: ids must be odd and differ (PS3.8 9.3.2.2)", 5, 5);
    }

    @Test
    void takes_128_contexts_with_40_transfer_syntaxes_each() throws Exception {
        List<String> syntaxes =
                IntStream.range(0, 40).mapToObj(i -> "1.2.840.10008.1.2.4." + i).toList();
        AssociateRq rq = rq(IntStream.range(0, 128)
                .mapToObj(i -> new PresentationContextRq(2 * i + 1, "1.2.840.10008.5.1.4.1.1." + i, syntaxes))
                .toArray(PresentationContextRq[]::new));
        assertEquals(Optional.of(rq), decoder.decode(PduEncoder.encode(rq)));
    }

    @Test
    void a_megabyte_of_empty_items_is_refused_before_it_becomes_a_heap_of_objects() {
        ByteBuffer pdu = ByteBuffer.allocate(6 + PduDecoder.MAX_ASSOCIATE_LENGTH);
        pdu.put((byte) 1).put((byte) 0).putInt(PduDecoder.MAX_ASSOCIATE_LENGTH).position(74);
        while (pdu.remaining() >= 4) {
            pdu.put((byte) 0x7f).put((byte) 0).putShort((short) 0);
        }
        PduException e = assertThrows(PduException.class, () -> decoder.decode(pdu.rewind()));
        assertEquals("more than 16384 items in one PDU", e.getMessage());
    }

    @Test
    void an_item_cannot_read_beyond_the_item_it_is_in() {
        ByteBuffer rq = HexFixture.pdu("associate-rq");
        // the abstract syntax of the first context claims one byte more than its context has left
        int abstractSyntax = 6 + 68 + 4 + 21 + 4 + 4;
        assertEquals(0x30, rq.get(abstractSyntax));
        rq.putShort(abstractSyntax + 2, (short) 0x7fff);
        PduException e = assertThrows(PduException.class, () -> decoder.decode(rq));
        assertTrue(e.getMessage().startsWith("item 20H of A-ASSOCIATE-RQ ends after"), e.getMessage());
    }

    @Test
    void what_does_not_fit_its_field_cannot_be_encoded() {
        List<String> syntaxes = Collections.nCopies(2000, "1.2.840.10008.1.2.4.100.1.2.3.4.5");
        assertThrows(
                IllegalArgumentException.class,
                () -> PduEncoder.encode(rq(new PresentationContextRq(1, "1.2.3", syntaxes))));
    }

    @Test
    void credentials_are_in_no_string() {
        String text = PduFixtures.all().get("associate-rq-user-information").toString();
        assertTrue(text.contains("UserIdentityRq[identityType=2]"), text);
        assertFalse(text.contains("secret") || text.contains("alice"), text);
    }

    private void assertRefused(String message, int... ids) {
        AssociateRq rq = rq(IntStream.of(ids)
                .mapToObj(id -> new PresentationContextRq(id, PduFixtures.VERIFICATION, List.of(PduFixtures.IMPLICIT)))
                .toArray(PresentationContextRq[]::new));
        PduException e = assertThrows(PduException.class, () -> decoder.decode(PduEncoder.encode(rq)));
        assertEquals(message, e.getMessage());
        assertEquals(AbortReason.INVALID_PDU_PARAMETER_VALUE, e.reason());
    }

    private static AssociateRq rq(PresentationContextRq... contexts) {
        return new AssociateRq("PACS", "CT1", List.of(contexts), UserInformation.NONE);
    }
}
