package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.ul.Association;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** C-STORE and C-ECHO as SCU: bodies, associations, transfer syntaxes, failures. */
class ProducerTest {

    record Arrived(byte[] dataSet, Attributes attributes, Map<String, Object> headers) {
        String association() {
            return (String) headers.get(DicomConstants.ASSOCIATION_ID);
        }
    }

    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private RouteBuilder peer(String options) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:PACS@127.0.0.1:0" + options).routeId("pacs").process(exchange -> take(exchange));
            }
        };
    }

    private void take(Exchange exchange) throws Exception {
        DicomObject object = exchange.getIn().getBody(DicomObject.class);
        byte[] dataSet = TestObjects.dataSet(object);
        Attributes all = new io.cameldicom.dicom.io.DicomInputStream(
                        dataSet, 0, dataSet.length, object.transferSyntax())
                .readDataset();
        arrived.add(new Arrived(dataSet, all, Map.copyOf(exchange.getIn().getHeaders())));
    }

    private static byte[] part10(DicomObject object) throws Exception {
        try (InputStream stream = object.openStream()) {
            return stream.readAllBytes();
        }
    }

    @Test
    void files_streams_arrays_buffers_and_attributes_are_sent_as_they_are() throws Exception {
        DicomObject object = TestObjects.ct(300_000);
        byte[] part10 = part10(object);
        Path file = Files.write(folder.resolve("a.dcm"), part10);
        Attributes attributes = TestObjects.attributes("CT", UID.CTImageStorage, 300_000);
        try (DicomTestContext camel = new DicomTestContext(peer("")).start()) {
            for (Object body :
                    List.of(file, file.toFile(), part10, ByteBuffer.wrap(part10), new ByteArrayInputStream(part10))) {
                assertNull(camel.send(camel.uri("pacs"), body).getException());
                assertArrayEquals(
                        TestObjects.dataSet(object),
                        arrived.get(arrived.size() - 1).dataSet());
            }
            assertNull(camel.send(camel.uri("pacs"), attributes).getException());
            assertEquals(
                    attributes.getString(Tag.SOPInstanceUID),
                    arrived.get(5).headers().get(DicomConstants.SOP_INSTANCE_UID));
            assertTrue(Files.exists(file));
        }
    }

    @Test
    void one_association_serves_one_message_after_the_other() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(peer("")).start()) {
            for (int i = 0; i < 5; i++) {
                assertNull(camel.send(camel.uri("pacs"), TestObjects.ct(100)).getException());
            }

            assertEquals(
                    1, arrived.stream().map(Arrived::association).distinct().count());
        }
    }

    @Test
    void a_mixed_study_goes_over_one_association_once_its_classes_are_known() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(peer("")).start()) {
            String uri = camel.uri("pacs") + "?associationPoolSize=1";
            for (int i = 0; i < 4; i++) {
                camel.send(uri, TestObjects.ct(100));
                camel.send(uri, TestObjects.mr(100));
            }

            assertEquals(8, arrived.size());
            assertEquals(
                    2, arrived.stream().map(Arrived::association).distinct().count());
        }
    }

    @Test
    void no_more_associations_are_open_than_the_pool_has_places() throws Exception {
        CyclicBarrier two = new CyclicBarrier(2);
        List<Integer> open = new CopyOnWriteArrayList<>();
        RouteBuilder slow = new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:PACS@127.0.0.1:0").routeId("pacs").process(exchange -> {
                    two.await();
                    open.add(((DicomConsumer) getContext().getRoute("pacs").getConsumer()).getAssociations());
                });
            }
        };
        ExecutorService senders = Executors.newFixedThreadPool(6);
        try (DicomTestContext camel = new DicomTestContext(slow).start()) {
            String uri = camel.uri("pacs") + "?associationPoolSize=2";
            List<Future<Exchange>> sent = IntStream.range(0, 6)
                    .mapToObj(i -> senders.submit(() -> camel.send(uri, TestObjects.ct(100))))
                    .toList();
            for (Future<Exchange> one : sent) {
                assertNull(one.get().getException());
            }

            assertTrue(open.stream().allMatch(count -> count <= 2), open.toString());
        } finally {
            senders.shutdownNow();
        }
    }

    @Test
    void an_idle_association_is_released_after_the_linger_time() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(peer("")).start()) {
            camel.send(camel.uri("pacs") + "?associationLinger=100", TestObjects.ct(100));

            DicomTestContext.await("released", () -> camel.consumer("pacs").getAssociations() == 0);
        }
    }

    @Test
    void without_linger_each_message_has_its_association() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(peer("")).start()) {
            camel.send(camel.uri("pacs") + "?associationLinger=0", TestObjects.ct(100));
            camel.send(camel.uri("pacs") + "?associationLinger=0", TestObjects.ct(100));

            assertNotEquals(arrived.get(0).association(), arrived.get(1).association());
        }
    }

    @Test
    void an_association_the_peer_ended_is_opened_again() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(peer("")).start()) {
            assertNull(camel.send(camel.uri("pacs"), TestObjects.ct(100)).getException());
            camel.consumer("pacs").openAssociations().forEach(Association::abort);
            assertNull(camel.send(camel.uri("pacs"), TestObjects.ct(100)).getException());

            assertEquals(2, arrived.size());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ExplicitVRLittleEndian, ImplicitVRLittleEndian",
        "ImplicitVRLittleEndian, ExplicitVRLittleEndian",
        "ExplicitVRBigEndian, ExplicitVRLittleEndian",
        "DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian",
        "DeflatedExplicitVRLittleEndian, ImplicitVRLittleEndian"
    })
    void what_the_peer_does_not_take_is_converted(String own, String taken) throws Exception {
        for (int pixelBytes : new int[] {1_000, 500_000}) {
            DicomObject object =
                    TestObjects.ct(pixelBytes, TransferSyntax.resolve(own).get(0));
            Attributes source =
                    new io.cameldicom.dicom.io.DicomInputStream(new ByteArrayInputStream(part10(object))).readDataset();
            try (DicomTestContext camel = new DicomTestContext(peer("?transferSyntaxes=" + taken)).start()) {
                Exchange sent = camel.send(camel.uri("pacs"), object);

                assertNull(sent.getException());
                Arrived last = arrived.get(arrived.size() - 1);
                String uid = TransferSyntax.resolve(taken).get(0).uid();
                assertEquals(uid, last.headers().get(DicomConstants.TRANSFER_SYNTAX_UID));
                assertEquals(uid, sent.getMessage().getHeader(DicomConstants.TRANSFER_SYNTAX_UID));
                assertEquals(source.getString(Tag.PatientID), last.attributes().getString(Tag.PatientID));
                assertArrayEquals(
                        source.getInts(Tag.PixelData), last.attributes().getInts(Tag.PixelData));
            }
        }
    }

    @Test
    void transcode_names_a_transfer_syntax_to_convert_to_always() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(peer("")).start()) {
            camel.send(camel.uri("pacs") + "?transcode=DeflatedExplicitVRLittleEndian", TestObjects.ct(300_000));

            assertEquals(
                    UID.DeflatedExplicitVRLittleEndian,
                    arrived.get(0).headers().get(DicomConstants.TRANSFER_SYNTAX_UID));
        }
    }

    @Test
    void transcode_never_is_a_failure_that_says_what_the_peer_takes() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(peer("?transferSyntaxes=ImplicitVRLittleEndian")).start()) {
            DicomOperationException failure =
                    DicomTestContext.failure(camel.send(camel.uri("pacs") + "?transcode=never", TestObjects.ct(100)));

            assertFalse(failure.isRetryable());
            assertTrue(failure.getMessage().contains("it takes Implicit VR Little Endian"), failure.getMessage());
        }
    }

    @Test
    void a_video_the_peer_does_not_take_is_a_failure_that_says_so() throws Exception {
        DicomObject object = TestObjects.encode(
                TestImages.fragments(new byte[100]),
                TransferSyntax.resolve("MPEG4HP41").get(0));
        try (DicomTestContext camel = new DicomTestContext(peer("?transferSyntaxes=uncompressed")).start()) {
            DicomOperationException failure = DicomTestContext.failure(camel.send(camel.uri("pacs"), object));

            assertFalse(failure.isRetryable());
            assertTrue(failure.getMessage().contains("video"), failure.getMessage());
        }
    }

    @Test
    void transfer_syntaxes_are_proposed_as_the_option_says() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(peer("")).start()) {
            camel.send(camel.uri("pacs") + "?transferSyntaxes=ImplicitVRLittleEndian", TestObjects.ct(100));

            assertEquals(UID.ImplicitVRLittleEndian, arrived.get(0).headers().get(DicomConstants.TRANSFER_SYNTAX_UID));
        }
    }

    @Test
    void the_calling_ae_title_of_a_message_counts_only_where_allowed() throws Exception {
        Map<String, Object> from = Map.of(DicomConstants.CALLING_AE_TITLE, "CT1");
        try (DicomTestContext camel = new DicomTestContext(peer("")).start()) {
            camel.send(camel.uri("pacs"), TestObjects.ct(100), from);
            camel.send(camel.uri("pacs") + "?callingAeTitle=ROUTER", TestObjects.ct(100), from);
            camel.send(camel.uri("pacs") + "?allowAeTitleOverride=true", TestObjects.ct(100), from);

            assertEquals(
                    List.of("CAMEL", "ROUTER", "CT1"),
                    arrived.stream()
                            .map(one -> one.headers().get(DicomConstants.CALLING_AE_TITLE))
                            .toList());
        }
    }

    @Test
    void echo_is_answered_and_the_header_overrides_the_operation() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(peer("")).start()) {
            Exchange byOption = camel.send(camel.uri("pacs") + "?operation=echo", null);
            Exchange byHeader = camel.send(camel.uri("pacs"), null, Map.of(DicomConstants.OPERATION, "echo"));

            assertNull(byOption.getException());
            assertNull(byHeader.getException());
            assertEquals(Status.Success, byHeader.getMessage().getHeader(DicomConstants.STATUS));
            assertTrue(arrived.isEmpty());
        }
    }

    @Test
    void a_wrong_called_ae_title_is_a_permanent_failure_that_says_what_to_check() throws Exception {
        try (DicomTestContext camel = new DicomTestContext(peer("")).start()) {
            DicomOperationException failure = DicomTestContext.failure(
                    camel.send(camel.uri("pacs").replace("PACS", "OTHER"), TestObjects.ct(100)));

            assertFalse(failure.isRetryable());
            assertTrue(failure.getMessage().contains("OTHER"), failure.getMessage());
            assertTrue(failure.getMessage().contains("Check the called AE title"), failure.getMessage());
        }
    }

    @Test
    void a_peer_that_is_down_is_worth_a_retry() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (DicomTestContext camel = new DicomTestContext().start()) {
            DicomOperationException failure =
                    DicomTestContext.failure(camel.send("dicom:PACS@127.0.0.1:" + port, TestObjects.ct(100)));

            assertTrue(failure.isRetryable());
            assertEquals("PACS@127.0.0.1:" + port, failure.getPeer());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"not DICOM", ""})
    void a_body_that_is_no_dicom_is_a_failure_before_anything_is_sent(String body) throws Exception {
        try (DicomTestContext camel = new DicomTestContext(peer("")).start()) {
            Exchange sent = camel.send(camel.uri("pacs"), body.getBytes());

            assertTrue(sent.isFailed());
            assertTrue(arrived.isEmpty());
            assertEquals(0, camel.consumer("pacs").getAssociations());
        }
    }

    @Test
    void an_edited_object_keeps_its_pixels() throws Exception {
        DicomObject edited = DicomObject.of(new ByteArrayInputStream(part10(TestObjects.ct(400_000))))
                .edit(attributes -> attributes.setString(Tag.PatientID, io.cameldicom.dicom.dict.VR.LO, "ANON"));
        try (DicomTestContext camel = new DicomTestContext(peer("")).start()) {
            assertNull(camel.send(camel.uri("pacs"), edited).getException());

            assertEquals("ANON", arrived.get(0).attributes().getString(Tag.PatientID));
            assertEquals(400_000, arrived.get(0).attributes().getBytes(Tag.PixelData).length);
            assertEquals(edited.dataSetLength(), arrived.get(0).dataSet().length);
        }
    }
}
