package io.cameldicom.dicom.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.AssociationLostException;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.ResponseTimeoutException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.pdu.Abort;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.ul.AssociationAbortedException;
import io.cameldicom.dicom.ul.PDataSource;
import io.cameldicom.testing.ScriptedPeer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** C-STORE from our SCU to our SCP over a real socket. */
class StorageTest {
    private static final List<PresentationContextRq> CT = StorageContexts.plan(
                    List.of(new StorageContexts.Encoding(UID.CTImageStorage, UID.ExplicitVRLittleEndian)))
            .get(0);

    @RegisterExtension
    final Loopback loopback = new Loopback();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 100, 16_372, 131_066, 131_068, 1_000_002, 20_000_000})
    void a_data_set_arrives_byte_for_byte(int size) throws Exception {
        byte[] sent = random(size);
        AtomicReference<byte[]> received = new AtomicReference<>();
        serve(request -> {
            received.set(request.dataSet().readAllBytes());
            return StoreResult.SUCCESS;
        });

        StoreOutcome outcome = store(DataSetSources.ofBuffers(ByteBuffer.wrap(sent)));

        assertEquals(new StoreOutcome(Status.Success, null), outcome);
        assertArrayEquals(sent, received.get());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 131_067, 1_000_001})
    void a_data_set_of_odd_length_arrives_with_a_zero_byte_more_since_fragments_are_even(int size) throws Exception {
        byte[] sent = random(size);
        AtomicReference<byte[]> received = new AtomicReference<>();
        serve(request -> {
            received.set(request.dataSet().readAllBytes());
            return StoreResult.SUCCESS;
        });

        store(DataSetSources.ofBuffers(ByteBuffer.wrap(sent)));

        assertArrayEquals(Arrays.copyOf(sent, size + 1), received.get());
    }

    @Test
    void a_file_leaves_from_an_offset_and_arrives_in_a_file() throws Exception {
        byte[] part10 = random(3_000_000);
        Path source = Files.write(folder.resolve("source"), part10);
        Path target = folder.resolve("target");
        serve(request -> {
            try (FileChannel file = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                assertEquals(2_999_600, request.dataSet().transferTo(file));
                assertEquals(2_999_600, request.dataSet().position());
            }
            return StoreResult.SUCCESS;
        });

        store(DataSetSources.ofFile(source, 400));

        assertArrayEquals(Arrays.copyOfRange(part10, 400, 3_000_000), Files.readAllBytes(target));
    }

    @Test
    void a_data_set_can_be_read_in_every_way_in_turn() throws Exception {
        byte[] sent = random(1_000_000);
        byte[] received = new byte[1_000_000];
        serve(request -> {
            int at = 0;
            received[at++] = (byte) request.dataSet().read();
            at += request.dataSet().readNBytes(received, at, 1_000);
            at += (int) request.dataSet().skip(7);
            while (at < received.length) {
                assertEquals(at, request.dataSet().position());
                ByteBuffer chunk = request.dataSet().readChunk();
                int length = chunk.remaining();
                chunk.get(received, at, length);
                at += length;
            }
            assertNull(request.dataSet().readChunk());
            assertEquals(-1, request.dataSet().read());
            assertEquals(0, request.dataSet().skip(1));
            return StoreResult.SUCCESS;
        });

        store(DataSetSources.ofStream(new ByteArrayInputStream(sent)));

        Arrays.fill(sent, 1_001, 1_008, (byte) 0);
        assertArrayEquals(sent, received);
    }

    @Test
    void a_handler_knows_what_comes_from_whom() throws Exception {
        serve(request -> {
            assertEquals(UID.CTImageStorage, request.sopClassUid());
            assertEquals("1.2.3", request.sopInstanceUid());
            assertEquals(UID.ExplicitVRLittleEndian, request.transferSyntaxUid());
            assertEquals(1, request.messageId());
            assertEquals(0, request.priority());
            assertNull(request.moveOriginatorAeTitle());
            assertEquals(-1, request.moveOriginatorMessageId());
            assertEquals("CT1", request.association().callingAeTitle());
            assertEquals("HUB", request.association().calledAeTitle());
            return StoreResult.SUCCESS;
        });

        store(bytes(10));
    }

    @ParameterizedTest
    @CsvSource({"B000, coerced", "B006, discarded", "B007,"})
    void a_warning_means_that_the_peer_has_the_object(String status, String comment) throws Exception {
        serve(request -> new StoreResult(Integer.parseInt(status, 16), comment));

        StoreOutcome outcome = store(bytes(10));

        assertTrue(outcome.isWarning());
        assertEquals(new StoreOutcome(Integer.parseInt(status, 16), comment), outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "A700, true",
        "A900, false",
        "C123, false",
        "0110, true",
        "0124, false",
        "0122, false",
        "0213, true",
        "0001, false",
        "0107, false",
        "B123, false",
        "FE00, false",
        "4711, false"
    })
    void any_other_status_is_no_success(String status, boolean retryable) throws Exception {
        serve(request -> new StoreResult(Integer.parseInt(status, 16), "because"));

        RefusedException e = assertThrows(RefusedException.class, () -> store(bytes(10)));

        assertEquals(Integer.parseInt(status, 16), e.getStatus());
        assertEquals("because", e.getErrorComment());
        assertEquals(retryable, RetryAdvice.retryMakesSense(e));
        assertTrue(e.getMessage().contains(status), e.getMessage());
    }

    @Test
    void an_exception_of_the_handler_is_the_answer_and_the_next_object_is_taken() throws Exception {
        List<Throwable> failures = List.of(
                new DicomServiceException(Status.OutOfResources, "disk full"),
                new IOException("what the peer need not know"),
                new IllegalStateException("neither this"));
        List<Throwable> next = new ArrayList<>(failures);
        serve(request -> {
            request.dataSet().readNBytes(1_000);
            if (next.isEmpty()) {
                return StoreResult.SUCCESS;
            }
            Throwable failure = next.remove(0);
            if (failure instanceof IOException e) {
                throw e;
            }
            throw (RuntimeException) failure;
        });

        try (DimseSession session = loopback.requestor().open(CT)) {
            StorageScu scu = new StorageScu(session, Loopback.TIMEOUT);
            assertRefused(Status.OutOfResources, "disk full", scu);
            assertRefused(Status.ProcessingFailure, null, scu);
            assertRefused(Status.ProcessingFailure, null, scu);
            assertEquals(Status.Success, scu.store(ct(bytes(1_000_000))).status());
        }
    }

    @Test
    void a_data_set_longer_than_taken_is_refused_and_the_association_goes_on() throws Exception {
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .maxDataSetLength(500_000)
                        .service(new StorageScp(request -> {
                            request.dataSet().readAllBytes();
                            return StoreResult.SUCCESS;
                        }))
                        .build());

        try (DimseSession session = loopback.requestor().open(CT)) {
            StorageScu scu = new StorageScu(session, Loopback.TIMEOUT);
            RefusedException e = assertThrows(RefusedException.class, () -> scu.store(ct(bytes(500_002))));
            assertEquals(Status.OutOfResources, e.getStatus());
            assertEquals(Status.Success, scu.store(ct(bytes(500_000))).status());
        }
    }

    @Test
    void a_data_set_that_never_ends_is_aborted() throws Exception {
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .maxDataSetLength(100_000)
                        .service(new StorageScp(request -> StoreResult.SUCCESS))
                        .build());
        PDataSource endless = sink -> {
            while (true) {
                sink.write(ByteBuffer.allocate(65_536));
            }
        };

        AssociationLostException e = assertThrows(AssociationLostException.class, () -> store(endless));

        assertTrue(RetryAdvice.retryMakesSense(e));
    }

    @Test
    void an_invalid_sop_instance_uid_is_answered_0117() throws Exception {
        serve(request -> StoreResult.SUCCESS);

        try (DimseSession session = loopback.requestor().open(CT)) {
            for (String uid : List.of("../../etc/passwd", "1.2.3".repeat(13), "..", "1.2 3", "1*", "1\\2", "C:1")) {
                RefusedException e = assertThrows(RefusedException.class, () -> new StorageScu(
                                session, Loopback.TIMEOUT)
                        .store(new SopInstance(UID.CTImageStorage, uid, UID.ExplicitVRLittleEndian, bytes(10))));
                assertEquals(Status.InvalidSOPInstance, e.getStatus());
            }
        }
    }

    @Test
    void a_sop_instance_uid_with_letters_is_taken_as_the_field_has_them() throws Exception {
        serve(request -> new StoreResult(Status.Success, request.sopInstanceUid()));
        String hash = "dccc9599087131742838cc1162a630fea87ba9bf61ac09bfda90d4adfa5ddaed";

        try (DimseSession session = loopback.requestor().open(CT)) {
            assertEquals(
                    hash,
                    new StorageScu(session, Loopback.TIMEOUT)
                            .store(new SopInstance(UID.CTImageStorage, hash, UID.ExplicitVRLittleEndian, bytes(10)))
                            .errorComment());
        }
    }

    @Test
    void an_encoding_the_peer_has_not_accepted_is_not_sent() throws Exception {
        serve(request -> StoreResult.SUCCESS);

        try (DimseSession session = loopback.requestor().open(CT)) {
            ContextNotAcceptedException e =
                    assertThrows(ContextNotAcceptedException.class, () -> new StorageScu(session, Loopback.TIMEOUT)
                            .store(new SopInstance(UID.CTImageStorage, "1.2", UID.JPEGBaseline8Bit, bytes(10))));

            assertTrue(e.getMessage().contains("Explicit VR Little Endian"), e.getMessage());
            assertFalse(RetryAdvice.retryMakesSense(e));
            assertTrue(session.isOpen());
        }
    }

    @Test
    void a_file_that_is_gone_fails_before_anything_is_sent() throws Exception {
        serve(request -> StoreResult.SUCCESS);

        try (DimseSession session = loopback.requestor().open(CT)) {
            StorageScu scu = new StorageScu(session, Loopback.TIMEOUT);
            NoSuchFileException e = assertThrows(
                    NoSuchFileException.class, () -> scu.store(ct(DataSetSources.ofFile(folder.resolve("gone"), 0))));

            assertFalse(RetryAdvice.retryMakesSense(e));
            assertEquals(Status.Success, scu.store(ct(bytes(10))).status());
        }
    }

    @Test
    void a_lost_association_tells_who_waits_why() throws Exception {
        CountDownLatch received = new CountDownLatch(1);
        serve(request -> {
            received.countDown();
            request.association().abort();
            throw new IOException("aborted on purpose");
        });

        AssociationLostException e = assertThrows(AssociationLostException.class, () -> store(bytes(10)));

        assertInstanceOf(io.cameldicom.dicom.ul.AssociationAbortedException.class, e.getCause());
        assertTrue(RetryAdvice.retryMakesSense(e));
    }

    @Test
    void a_peer_that_does_not_answer_is_given_up() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        serve(request -> {
            await(asked);
            return StoreResult.SUCCESS;
        });

        try (DimseSession session = loopback.requestor().open(CT)) {
            ResponseTimeoutException e =
                    assertThrows(ResponseTimeoutException.class, () -> new StorageScu(session, Duration.ofMillis(50))
                            .store(ct(bytes(10))));

            assertTrue(RetryAdvice.retryMakesSense(e));
            assertFalse(session.isOpen());
        } finally {
            asked.countDown();
        }
    }

    @Test
    void requests_of_several_threads_take_turns_on_an_association() throws Exception {
        serve(request -> {
            request.dataSet().readAllBytes();
            return new StoreResult(Status.Success, request.sopInstanceUid());
        });

        try (DimseSession session = loopback.requestor().open(CT)) {
            StorageScu scu = new StorageScu(session, Loopback.TIMEOUT);
            List<String> uids =
                    IntStream.range(0, 200).mapToObj(i -> "1.2." + i).toList();
            List<String> answered = uids.parallelStream()
                    .map(uid -> {
                        try {
                            return scu.store(new SopInstance(
                                            UID.CTImageStorage, uid, UID.ExplicitVRLittleEndian, bytes(5_000)))
                                    .errorComment();
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();

            assertEquals(uids, answered);
        }
    }

    @Test
    void a_batch_of_more_sop_classes_than_fit_uses_several_associations() throws Exception {
        List<String> associations = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        serve(request -> {
            if (!associations.contains(request.association().id())) {
                associations.add(request.association().id());
            }
            if (request.sopInstanceUid().equals("1.2.3.77.1")) {
                throw new DicomServiceException(Status.CannotUnderstand);
            }
            taken.add(request.sopInstanceUid());
            return StoreResult.SUCCESS;
        });
        List<SopInstance> instances = IntStream.range(0, 130)
                .mapToObj(i -> new SopInstance("1.2.3." + i, "1.2.3." + i + ".1", UID.JPEGBaseline8Bit, bytes(10)))
                .toList();

        BatchReport report = sendBatch(instances);

        assertEquals(3, associations.size());
        assertEquals(List.of("1.2.3.77.1"), report.failed);
        assertEquals(129, report.stored.size());
        assertEquals(taken, report.stored);
    }

    @Test
    void an_object_that_costs_a_batch_its_association_does_not_keep_the_others_back() throws Exception {
        serve(request -> {
            if (request.sopInstanceUid().equals("1.2.4")) {
                request.association().abort();
            }
            return StoreResult.SUCCESS;
        });
        List<SopInstance> instances = IntStream.range(0, 10)
                .mapToObj(i -> new SopInstance(UID.CTImageStorage, "1.2." + i, UID.ExplicitVRLittleEndian, bytes(10)))
                .toList();

        BatchReport report = sendBatch(instances);

        assertEquals(List.of("1.2.4"), report.failed);
        assertEquals(9, report.stored.size());
    }

    @Test
    void a_batch_for_a_peer_that_is_not_there_fails_as_a_whole() throws Exception {
        AssociationRequestor requestor = loopback.requestor();
        loopback.host().close();
        BatchReport report = new BatchReport();

        new StorageBatch(requestor, Loopback.TIMEOUT).send(List.of(ct(bytes(10)), ct(bytes(10))), report);

        assertEquals(List.of("1.2.3", "1.2.3"), report.failed);
        assertTrue(RetryAdvice.retryMakesSense(report.lastFailure));
    }

    /** Whoever does so each time would have been asked for ever. */
    @Test
    void a_peer_that_aborts_before_anything_was_sent_costs_an_object() throws Exception {
        ScriptedPeer peer =
                new ScriptedPeer().acceptAssociation().send(Abort.byUser()).hangUp();
        // who reads on the thread that opens comes back when all is over
        AssociationRequestor requestor = AssociationRequestor.to("PEER", "127.0.0.1", peer.listen(), Runnable::run)
                .build();
        BatchReport report = new BatchReport();

        new StorageBatch(requestor, Loopback.TIMEOUT).send(List.of(ct(bytes(10))), report);

        peer.join();
        assertEquals(List.of("1.2.3"), report.failed);
        assertInstanceOf(AssociationAbortedException.class, report.lastFailure);
    }

    private static final class BatchReport implements StorageBatch.Progress {
        private final List<String> stored = new ArrayList<>();
        private final List<String> failed = new ArrayList<>();
        private IOException lastFailure;

        @Override
        public void stored(SopInstance instance, StoreOutcome outcome) {
            stored.add(instance.sopInstanceUid());
        }

        @Override
        public void failed(SopInstance instance, IOException cause) {
            failed.add(instance.sopInstanceUid());
            lastFailure = cause;
        }
    }

    private BatchReport sendBatch(List<SopInstance> instances) {
        BatchReport report = new BatchReport();
        new StorageBatch(loopback.requestor(), Loopback.TIMEOUT).send(instances, report);
        return report;
    }

    private void serve(StoreHandler handler) {
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .service(new StorageScp(handler))
                        .build());
    }

    private StoreOutcome store(PDataSource dataSet) throws IOException {
        try (DimseSession session = loopback.requestor().open(CT)) {
            StoreOutcome outcome = new StorageScu(session, Loopback.TIMEOUT).store(ct(dataSet));
            session.release();
            return outcome;
        }
    }

    private static void assertRefused(int status, String comment, StorageScu scu) {
        RefusedException e = assertThrows(RefusedException.class, () -> scu.store(ct(bytes(1_000_000))));
        assertEquals(status, e.getStatus());
        assertEquals(comment, e.getErrorComment());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static SopInstance ct(PDataSource dataSet) {
        return new SopInstance(UID.CTImageStorage, "1.2.3", UID.ExplicitVRLittleEndian, dataSet);
    }

    private static PDataSource bytes(int size) {
        return DataSetSources.ofBuffers(ByteBuffer.allocate(size));
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
