package io.cameldicom.dicom.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.service.StorageContexts.Encoding;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StorageContextsTest {
    @Test
    void proposes_an_encoding_by_itself_and_the_uncompressed_ones_besides() {
        assertEquals(
                List.of(
                        new PresentationContextRq(1, UID.CTImageStorage, List.of(UID.JPEGBaseline8Bit)),
                        new PresentationContextRq(
                                3,
                                UID.CTImageStorage,
                                List.of(UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian))),
                onlyAssociation(new Encoding(UID.CTImageStorage, UID.JPEGBaseline8Bit)));
    }

    @Test
    void always_offers_the_default_transfer_syntax_but_no_syntax_twice() {
        assertEquals(
                List.of(
                        new PresentationContextRq(1, UID.CTImageStorage, List.of(UID.ExplicitVRLittleEndian)),
                        new PresentationContextRq(3, UID.CTImageStorage, List.of(UID.ImplicitVRLittleEndian))),
                onlyAssociation(
                        new Encoding(UID.CTImageStorage, UID.ExplicitVRLittleEndian),
                        new Encoding(UID.CTImageStorage, UID.ExplicitVRLittleEndian)));
    }

    @Test
    void lets_the_peer_accept_each_of_several_encodings_of_a_sop_class() {
        List<PresentationContextRq> contexts = onlyAssociation(
                new Encoding(UID.CTImageStorage, UID.ExplicitVRLittleEndian),
                new Encoding(UID.MRImageStorage, UID.ImplicitVRLittleEndian),
                new Encoding(UID.CTImageStorage, UID.JPEGLSLossless));

        assertEquals(
                List.of(
                        List.of(UID.ExplicitVRLittleEndian),
                        List.of(UID.JPEGLSLossless),
                        List.of(UID.ImplicitVRLittleEndian)),
                contexts.stream()
                        .filter(context -> context.abstractSyntax().equals(UID.CTImageStorage))
                        .map(PresentationContextRq::transferSyntaxes)
                        .toList());
    }

    @Test
    void spreads_more_than_128_contexts_over_associations_and_keeps_a_sop_class_together() {
        List<Encoding> encodings = IntStream.range(0, 130)
                .mapToObj(i -> new Encoding("1.2.3." + i, UID.JPEGBaseline8Bit))
                .toList();

        List<List<PresentationContextRq>> plan = StorageContexts.plan(encodings);

        assertEquals(List.of(128, 128, 4), plan.stream().map(List::size).toList());
        assertTrue(plan.stream().flatMap(List::stream).allMatch(context -> context.id() % 2 == 1));
        assertEquals(255, plan.get(0).get(127).id());
        assertEquals("1.2.3.64", plan.get(1).get(0).abstractSyntax());
    }

    private static List<PresentationContextRq> onlyAssociation(Encoding... encodings) {
        List<List<PresentationContextRq>> plan = StorageContexts.plan(List.of(encodings));
        assertEquals(1, plan.size());
        return plan.get(0);
    }
}
