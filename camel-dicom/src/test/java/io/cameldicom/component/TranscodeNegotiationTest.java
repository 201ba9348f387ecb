package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.service.StorageContexts.Encoding;
import io.cameldicom.dicom.transcode.TranscodeException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a producer converts, to what, and what it says about it. */
class TranscodeNegotiationTest {

    /** What the peer has got. */
    private record Arrived(String transferSyntax, String sopInstanceUid, byte[] pixels, Object association) {}

    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RLELossless",
                "JPEGLossless",
                "JPEGLosslessSV1",
                "JPEGLSLossless",
                "JPEG2000Lossless",
                "DeflatedExplicitVRLittleEndian",
                "ExplicitVRBigEndian"
            })
    void a_peer_of_implicit_vr_gets_every_encoding_with_equal_pixels(String own) throws Exception {
        DicomObject image = TestImages.native16();
        try (DicomTestContext camel = new DicomTestContext(peer("ImplicitVRLittleEndian")).start()) {
            Exchange sent = camel.send(camel.uri("pacs"), TestImages.compressed(image, syntax(own)));

            assertNull(sent.getException());
            assertEquals(UID.ImplicitVRLittleEndian, arrived.get(0).transferSyntax());
            assertArrayEquals(image.frames().decoded(0), arrived.get(0).pixels());
            assertEquals("converted", sent.getMessage().getHeader(DicomConstants.TRANSCODING));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ExplicitVRLittleEndian, JPEGLSLossless",
        "RLELossless, JPEGLSLossless",
        "ExplicitVRLittleEndian, RLELossless",
        "JPEGLSLossless, JPEGLosslessSV1",
        "JPEGLosslessSV1, JPEG2000Lossless"
    })
    void a_peer_that_takes_one_compressed_encoding_only_gets_that(String own, String taken) throws Exception {
        DicomObject image = TestImages.native16();
        try (DicomTestContext camel = new DicomTestContext(peer(taken)).start()) {
            Exchange sent = camel.send(camel.uri("pacs"), TestImages.compressed(image, syntax(own)));

            assertNull(sent.getException());
            assertEquals(syntax(taken).uid(), arrived.get(0).transferSyntax());
            assertArrayEquals(image.frames().decoded(0), arrived.get(0).pixels());
        }
    }

    @Test
    void what_a_peer_took_in_the_end_is_offered_right_away_to_the_next_object() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(peer("JPEGLSLossless")).start()) {
            for (int i = 0; i < 4; i++) {
                assertNull(camel.send(camel.uri("pacs"), TestImages.native16()).getException());
            }
            Set<Object> associations = new HashSet<>();
            arrived.forEach(object -> associations.add(object.association()));

            assertEquals(4, arrived.size());
            assertEquals(1, associations.size(), "associations that were of use");
        }
    }

    @Test
    void what_a_peer_took_is_proposed_until_it_takes_the_own_or_refuses_it() {
        ContextPlanner planner = new ContextPlanner(new DicomConfiguration());
        Encoding own = new Encoding(UID.CTImageStorage, UID.RLELossless);
        Encoding substitute = new Encoding(UID.CTImageStorage, UID.JPEGLSLossless);
        Encoding other = new Encoding(UID.MRImageStorage, UID.ExplicitVRLittleEndian);

        planner.substitutes().accepted(UID.CTImageStorage, syntax("JPEGLSLossless"));
        assertEquals(Set.of(own, substitute), planner.wanted(own));
        assertEquals(Set.of(other, own, substitute), planner.proposalFor(planner.wanted(other)));

        planner.substitutes().unneeded(UID.CTImageStorage);
        assertEquals(Set.of(own), planner.wanted(own));
        assertTrue(planner.substitutes().areWorthATry(UID.CTImageStorage));

        planner.substitutes().accepted(UID.CTImageStorage, syntax("JPEGLSLossless"));
        planner.substitutes().refused(UID.CTImageStorage);
        assertEquals(Set.of(own), planner.wanted(own));
        assertFalse(planner.substitutes().areWorthATry(UID.CTImageStorage));
    }

    @Test
    void an_object_the_peer_takes_as_it_is_is_not_converted() throws Exception {
        DicomObject compressed = TestImages.compressed(TestImages.native16(), syntax("RLELossless"));
        try (DicomTestContext camel = new DicomTestContext(peer("all")).start()) {
            Exchange sent = camel.send(camel.uri("pacs"), compressed);

            assertEquals(UID.RLELossless, arrived.get(0).transferSyntax());
            assertEquals("unchanged", sent.getMessage().getHeader(DicomConstants.TRANSCODING));
        }
    }

    @Test
    void nothing_is_lost_unless_it_is_allowed() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(peer("JPEGBaseline8Bit")).start()) {
            String uri = camel.uri("pacs") + "?transferSyntaxes=JPEGBaseline8Bit";

            DicomOperationException refused = DicomTestContext.failure(camel.send(uri, TestImages.native8()));
            assertTrue(refused.getMessage().contains("allowLossy=false"), refused.getMessage());
            assertFalse(refused.isRetryable());

            DicomObject image = TestImages.native8();
            Exchange sent = camel.send(uri + "&allowLossy=true", image);
            assertNull(sent.getException());
            assertEquals("newInstance", sent.getMessage().getHeader(DicomConstants.TRANSCODING));
            Arrived object = arrived.get(0);
            assertNotEquals(image.sopInstanceUid(), object.sopInstanceUid());
            assertEquals(object.sopInstanceUid(), sent.getMessage().getHeader(DicomConstants.SENT_SOP_INSTANCE_UID));
        }
    }

    @Test
    void a_named_lossy_target_is_made_as_its_parameters_say() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(peer("all")).start()) {
            String uri = camel.uri("pacs") + "?transcode=JPEGBaseline8Bit&allowLossy=true&transcodeParameters=quality=";

            assertNull(camel.send(uri + "95", TestImages.native8()).getException());
            assertNull(camel.send(uri + "5", TestImages.native8()).getException());

            assertEquals(UID.JPEGBaseline8Bit, arrived.get(1).transferSyntax());
            assertFalse(Arrays.equals(arrived.get(0).pixels(), arrived.get(1).pixels()));
        }
    }

    @Test
    void what_cannot_have_the_named_encoding_goes_as_it_is_or_fails_as_the_option_says() throws Exception {
        DicomObject video = TestObjects.encode(TestImages.fragments(new byte[100]), syntax("MPEG4HP41"));
        try (DicomTestContext camel = new DicomTestContext(peer("all")).start()) {
            String uri = camel.uri("pacs") + "?transcode=JPEGLSLossless";

            Exchange passed = camel.send(uri, video);
            assertNull(passed.getException());
            assertEquals(UID.MPEG4HP41, arrived.get(0).transferSyntax());
            assertEquals("impossible", passed.getMessage().getHeader(DicomConstants.TRANSCODING));
            assertTrue(passed.getMessage()
                    .getHeader(DicomConstants.TRANSCODING_REASON, String.class)
                    .contains("video"));

            Exchange failed = camel.send(uri + "&transcodeOnImpossible=fail", video);
            assertEquals(
                    TranscodeException.class,
                    DicomTestContext.failure(failed).getCause().getClass());
            assertEquals(1, arrived.size());
        }
    }

    @Test
    void an_object_without_pixels_goes_as_it_is_whatever_is_named() throws Exception {
        DicomObject report = TestObjects.encode(
                TestObjects.attributes("SR", UID.BasicTextSRStorage, 0), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        try (DicomTestContext camel = new DicomTestContext(peer("all")).start()) {
            Exchange sent =
                    camel.send(camel.uri("pacs") + "?transcode=JPEGLSLossless&transcodeOnImpossible=fail", report);

            assertNull(sent.getException());
            assertEquals(UID.ExplicitVRLittleEndian, arrived.get(0).transferSyntax());
            assertEquals("unchanged", sent.getMessage().getHeader(DicomConstants.TRANSCODING));
        }
    }

    @Test
    void a_broken_frame_is_a_failure_that_a_retry_does_not_help_and_the_next_object_goes() throws Exception {
        DicomObject broken =
                TestObjects.encode(TestImages.fragments(new byte[] {1, 2, 3, 4}), syntax("JPEGLSLossless"));
        try (DicomTestContext camel = new DicomTestContext(peer("ImplicitVRLittleEndian")).start()) {
            DicomOperationException failure = DicomTestContext.failure(camel.send(camel.uri("pacs"), broken));
            assertFalse(failure.isRetryable(), failure.getMessage());
            assertTrue(failure.getMessage().contains("frame 1"), failure.getMessage());

            assertNull(camel.send(camel.uri("pacs"), TestImages.native16()).getException());
            assertEquals(1, arrived.size());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transcode=JPEGBaseline8Bit&transcodeParameters=quality=500",
                "transcode=JPEGLSLossless&transcodeParameters=quality=50",
                "transcodeParameters=quality=50",
                "transcode=lossless",
                "transcode=MPEG4HP41"
            })
    void a_mistake_stops_the_start(String option) throws Exception {
        try (DicomTestContext camel = new DicomTestContext().start()) {
            Exception e = assertThrows(Exception.class, () -> camel.context
                    .getEndpoint("dicom:PACS@127.0.0.1:104?" + option)
                    .createProducer());
            assertTrue(
                    e.getMessage().contains("transcode")
                            || e.getCause().getMessage().contains("transcode"),
                    e.getMessage());
        }
    }

    private RouteBuilder peer(String transferSyntaxes) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:PACS@127.0.0.1:0?transferSyntaxes=" + transferSyntaxes)
                        .routeId("pacs")
                        .process(TranscodeNegotiationTest.this::note);
            }
        };
    }

    private void note(Exchange exchange) throws Exception {
        DicomObject object = exchange.getMessage().getBody(DicomObject.class);
        boolean image = object.attributes().containsValue(Tag.Rows)
                && !object.transferSyntax().equals(syntax("MPEG4HP41"));
        arrived.add(new Arrived(
                object.transferSyntaxUid(),
                object.sopInstanceUid(),
                image ? object.frames().decoded(0) : null,
                exchange.getMessage().getHeader(DicomConstants.ASSOCIATION_ID)));
    }

    private static TransferSyntax syntax(String name) {
        return TransferSyntax.resolve(name).get(0);
    }
}
