package io.cameldicom.dicom.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.AssociationLostException;
import io.cameldicom.dicom.dimse.AttributesSource;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.ul.PDataSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C-MOVE and C-GET from our SCUs to our SCPs over real sockets. */
class RetrieveTest {
    private static final String MOVE = UID.StudyRootQueryRetrieveInformationModelMove;
    private static final String GET = UID.StudyRootQueryRetrieveInformationModelGet;
    private static final String UNKNOWN = "UNKNOWN";

    @RegisterExtension
    final Loopback loopback = new Loopback();

    private final List<String> stored = Collections.synchronizedList(new ArrayList<>());

    // C-MOVE

    @Test
    void a_move_sends_all_to_the_destination_and_reports_after_each() throws Exception {
        AtomicReference<StoreRequest> first = new AtomicReference<>();
        destination(request -> {
            first.compareAndSet(null, request);
            return store(request);
        });
        archive(request -> request.sendTo(toDestination(), instances(5)));

        try (DimseSession session = open(MOVE)) {
            Retrieval move = move(session, "STORE");
            List<SubOperations> progress = new ArrayList<>();
            RetrieveResult result = move.await(progress::add);

            assertEquals(new RetrieveResult(Status.Success, new SubOperations(-1, 5, 0, 0), List.of(), null), result);
            assertTrue(progress.stream().allMatch(counts -> counts.remaining() + counts.completed() == 5));
            assertNull(move.next());
            session.release();
        }
        assertEquals(List.of("1.2.0", "1.2.1", "1.2.2", "1.2.3", "1.2.4"), stored);
        assertEquals("CT1", first.get().moveOriginatorAeTitle());
        assertEquals(1, first.get().moveOriginatorMessageId());
    }

    @Test
    void failures_and_warnings_are_counted_and_the_failed_are_named() throws Exception {
        destination(request -> {
            store(request);
            return switch (request.sopInstanceUid()) {
                case "1.2.1", "1.2.3" -> new StoreResult(Status.OutOfResources, null);
                case "1.2.2" -> new StoreResult(Status.CoercionOfDataElements, null);
                default -> StoreResult.SUCCESS;
            };
        });
        archive(request -> request.sendTo(toDestination(), instances(5)));

        RetrieveResult result = moved();

        assertEquals(
                new RetrieveResult(
                        Status.OneOrMoreFailures, new SubOperations(-1, 2, 2, 1), List.of("1.2.1", "1.2.3"), null),
                result);
    }

    @Test
    void a_destination_that_cannot_be_reached_is_a702_with_all_failed() throws Exception {
        archive(request -> request.sendTo(loopback.requestorTo("NOBODY").build(), instances(3)));

        RetrieveResult result = moved();

        assertEquals(Status.UnableToPerformSubOperations, result.status());
        assertEquals(new SubOperations(-1, 0, 3, 0), result.subOperations());
        assertEquals(List.of("1.2.0", "1.2.1", "1.2.2"), result.failedSopInstanceUids());
    }

    @Test
    void an_association_lost_to_the_destination_costs_the_object_then_sent() throws Exception {
        destination(request -> {
            if (request.sopInstanceUid().equals("1.2.1")) {
                request.association().abort();
            }
            return store(request);
        });
        archive(request -> request.sendTo(toDestination(), instances(4)));

        RetrieveResult result = moved();

        assertEquals(Status.OneOrMoreFailures, result.status());
        assertEquals(new SubOperations(-1, 3, 1, 0), result.subOperations());
        assertEquals(List.of("1.2.1"), result.failedSopInstanceUids());
    }

    @ParameterizedTest
    @ValueSource(ints = {0xA701, 0xA801, 0xA900, 0xC123, 0x0124})
    void a_refusal_has_its_status_and_comment(int status) throws Exception {
        archive(request -> {
            throw new DicomServiceException(status, request.destination());
        });

        RetrieveResult result = moved();

        assertEquals(status, result.status());
        assertEquals("STORE", result.errorComment());
    }

    @Test
    void a_handler_that_fails_is_c000_with_a_comment() throws Exception {
        archive(request -> {
            throw new IOException("DOE^JOHN.dcm is not there");
        });

        RetrieveResult result = moved();

        assertEquals(Status.UnableToProcess, result.status());
        assertEquals("C-MOVE-RQ failed: IOException", result.errorComment());
    }

    @Test
    void nothing_to_move_is_success() throws Exception {
        archive(request -> request.sendTo(toDestination(), List.of()));

        assertEquals(new RetrieveResult(Status.Success, new SubOperations(-1, 0, 0, 0), List.of(), null), moved());
    }

    @Test
    void a_cancelled_move_finishes_what_is_under_way_and_says_what_remains() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        destination(request -> {
            if (request.sopInstanceUid().equals("1.2.2")) {
                sending.countDown();
                await(cancelled);
            }
            return store(request);
        });
        archive(request -> {
            request.onCancel(cancelled::countDown);
            return request.sendTo(toDestination(), instances(10));
        });

        try (DimseSession session = open(MOVE)) {
            Retrieval move = move(session, "STORE");
            await(sending);
            move.cancel();
            RetrieveResult result = move.await();

            assertEquals(Status.Cancel, result.status());
            assertEquals(new SubOperations(7, 3, 0, 0), result.subOperations());
            session.release();
        }
    }

    @Test
    void a_mover_that_vanishes_stops_the_move() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        CountDownLatch returned = new CountDownLatch(1);
        destination(request -> {
            sending.countDown();
            await(gone);
            return store(request);
        });
        archive(request -> {
            request.onCancel(gone::countDown);
            try {
                return request.sendTo(toDestination(), instances(10));
            } finally {
                returned.countDown();
            }
        });

        try (DimseSession session = open(MOVE)) {
            move(session, "STORE");
            await(sending);
        }

        await(returned);
        assertEquals(List.of("1.2.0"), stored);
    }

    @Test
    void an_object_goes_in_the_first_of_its_syntaxes_that_the_destination_takes() throws Exception {
        List<String> syntaxes = Collections.synchronizedList(new ArrayList<>());
        loopback.host()
                .add(ApplicationEntity.builder("STORE")
                        .service(new StorageScp(
                                request -> {
                                    syntaxes.add(request.transferSyntaxUid());
                                    return store(request);
                                },
                                StorageSopClasses.ANY,
                                List.of(UID.ExplicitVRLittleEndian)))
                        .build());
        archive(request -> request.sendTo(
                toDestination(),
                List.of(
                        new Instance("1.2.1", UID.JPEG2000, UID.ExplicitVRLittleEndian),
                        new Instance("1.2.2", UID.JPEG2000))));

        RetrieveResult result = moved();

        assertEquals(new SubOperations(-1, 1, 1, 0), result.subOperations());
        assertEquals(List.of("1.2.2"), result.failedSopInstanceUids());
        assertEquals(List.of(UID.ExplicitVRLittleEndian), syntaxes);
    }

    @Test
    void somebody_elses_progress_and_result_pass_through() throws Exception {
        archive(request -> {
            request.pending(new SubOperations(7, 1, 0, 0));
            return RetrieveResult.of(new SubOperations(0, 7, 1, 0), List.of("1.2.9"))
                    .withStatus(Status.OneOrMoreFailures, "from afar");
        });

        try (DimseSession session = open(MOVE)) {
            Retrieval move = move(session, "STORE");
            List<SubOperations> progress = new ArrayList<>();
            RetrieveResult result = move.await(progress::add);

            assertTrue(progress.size() <= 1, "the latest counts do");
            assertEquals("from afar", result.errorComment());
            assertEquals(List.of("1.2.9"), result.failedSopInstanceUids());
        }
    }

    @Test
    void a_mover_hears_of_the_move_while_an_object_takes_long() throws Exception {
        CountDownLatch heard = new CountDownLatch(3);
        destination(request -> {
            await(heard);
            return store(request);
        });
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .service(new MoveScp(
                                request -> request.sendTo(toDestination(), instances(1)),
                                QuerySopClasses.MOVE,
                                Loopback.TIMEOUT,
                                RetrieveOptions.NONE,
                                Duration.ofMillis(10)))
                        .build());

        try (DimseSession session = open(MOVE)) {
            RetrieveResult result = move(session, "STORE").await(counts -> {
                assertEquals(new SubOperations(1, 0, 0, 0), counts);
                heard.countDown();
            });
            assertEquals(Status.Success, result.status());
        }
    }

    @Test
    void closing_a_move_cancels_it() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        archive(request -> {
            request.onCancel(cancelled::countDown);
            await(cancelled);
            return request.sendTo(toDestination(), instances(1));
        });

        try (DimseSession session = open(MOVE)) {
            move(session, "STORE").close();
            assertEquals(0, cancelled.getCount());
            session.release();
        }
        assertEquals(List.of(), stored);
    }

    // C-GET

    @Test
    void a_get_brings_all_over_its_own_association() throws Exception {
        serveGet(request -> request.send(instances(50)));

        try (DimseSession session = openGet(this::store)) {
            List<SubOperations> progress = new ArrayList<>();
            RetrieveResult result = get(session).await(progress::add);

            assertEquals(new RetrieveResult(Status.Success, new SubOperations(-1, 50, 0, 0), List.of(), null), result);
            session.release();
        }
        assertEquals(50, stored.size());
    }

    @Test
    void what_the_getter_did_not_propose_counts_as_failed() throws Exception {
        List<String> accepted = new ArrayList<>();
        serveGet(request -> {
            accepted.addAll(request.acceptedTransferSyntaxes(UID.CTImageStorage));
            accepted.addAll(request.acceptedTransferSyntaxes(UID.MRImageStorage));
            List<OutgoingInstance> instances = new ArrayList<>(instances(2));
            instances.add(new Instance("1.2.8", UID.JPEG2000));
            return request.send(instances);
        });

        try (DimseSession session = openGet(this::store)) {
            RetrieveResult result = get(session).await();

            assertEquals(Status.OneOrMoreFailures, result.status());
            assertEquals(new SubOperations(-1, 2, 1, 0), result.subOperations());
            assertEquals(List.of("1.2.8"), result.failedSopInstanceUids());
        }
        assertEquals(List.of(UID.ExplicitVRLittleEndian), accepted);
    }

    @Test
    void a_getter_that_is_no_scp_of_storage_gets_nothing() throws Exception {
        serveGet(request -> request.send(instances(2)));

        try (DimseSession session = loopback.requestor().open(getContexts(), GetScu.storing(this::store))) {
            RetrieveResult result = get(session).await();

            assertEquals(Status.UnableToPerformSubOperations, result.status());
            assertEquals(new SubOperations(-1, 0, 2, 0), result.subOperations());
        }
    }

    @Test
    void a_getter_may_refuse_objects_and_warn() throws Exception {
        serveGet(request -> request.send(instances(3)));

        try (DimseSession session = openGet(request -> new StoreResult(
                request.sopInstanceUid().equals("1.2.0") ? Status.OutOfResources : Status.ElementsDiscarded, null))) {
            RetrieveResult result = get(session).await();

            assertEquals(Status.OneOrMoreFailures, result.status());
            assertEquals(new SubOperations(-1, 0, 1, 2), result.subOperations());
        }
    }

    @Test
    void an_object_whose_data_cannot_be_had_counts_as_failed_and_the_others_come() throws Exception {
        serveGet(request -> {
            List<OutgoingInstance> instances = new ArrayList<>(instances(2));
            instances.add(1, new Instance("1.2.7", UID.ExplicitVRLittleEndian) {
                @Override
                public PDataSource dataSet(String transferSyntaxUid) throws IOException {
                    throw new IOException("cannot be converted");
                }
            });
            return request.send(instances);
        });

        try (DimseSession session = openGet(this::store)) {
            RetrieveResult result = get(session).await();

            assertEquals(List.of("1.2.7"), result.failedSopInstanceUids());
            assertEquals(new SubOperations(-1, 2, 1, 0), result.subOperations());
        }
    }

    @Test
    void a_cancelled_get_is_seen_between_objects() throws Exception {
        AtomicReference<Retrieval> get = new AtomicReference<>();
        CountDownLatch begun = new CountDownLatch(1);
        serveGet(request -> request.send(instances(10)));

        try (DimseSession session = openGet(request -> {
            if (request.sopInstanceUid().equals("1.2.2")) {
                await(begun);
                get.get().cancel();
            }
            return store(request);
        })) {
            get.set(get(session));
            begun.countDown();
            RetrieveResult result = get.get().await();

            assertEquals(Status.Cancel, result.status());
            assertEquals(new SubOperations(7, 3, 0, 0), result.subOperations());
            session.release();
        }
    }

    @Test
    void a_get_can_be_closed_where_its_objects_come() throws Exception {
        AtomicReference<Retrieval> get = new AtomicReference<>();
        CountDownLatch begun = new CountDownLatch(1);
        serveGet(request -> request.send(instances(10)));

        try (DimseSession session = openGet(request -> {
            await(begun);
            get.get().close();
            return store(request);
        })) {
            get.set(get(session));
            begun.countDown();
            assertEquals(Status.Cancel, get.get().await().status());
            session.release();
        }
        assertEquals(List.of("1.2.0"), stored);
    }

    @Test
    void a_getter_that_vanishes_stops_the_get() throws Exception {
        CountDownLatch returned = new CountDownLatch(1);
        serveGet(request -> {
            try {
                return request.send(instances(100));
            } finally {
                returned.countDown();
            }
        });

        try (DimseSession session = openGet(request -> {
            StoreResult result = store(request);
            request.association().abort();
            return result;
        })) {
            Retrieval get = get(session);
            assertThrows(AssociationLostException.class, get::await);
        }
        await(returned);
        assertEquals(List.of("1.2.0"), stored);
    }

    @Test
    void retrieve_options_are_what_both_sides_have() throws Exception {
        AtomicReference<RetrieveOptions> options = new AtomicReference<>();
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .service(new MoveScp(
                                request -> {
                                    options.set(request.options());
                                    return RetrieveResult.of(SubOperations.NONE, List.of());
                                },
                                QuerySopClasses.MOVE,
                                Loopback.TIMEOUT,
                                new RetrieveOptions(true, false)))
                        .build());
        AssociationRequestor requestor = loopback.requestorTo("HUB")
                .extendedNegotiation(new RetrieveOptions(true, true).item(MOVE))
                .build();

        try (DimseSession session = requestor.open(contexts(MOVE))) {
            move(session, UNKNOWN).await();
        }
        assertEquals(new RetrieveOptions(true, false), options.get());
    }

    private void destination(StoreHandler handler) {
        loopback.host()
                .add(ApplicationEntity.builder("STORE")
                        .service(new StorageScp(handler))
                        .build());
    }

    private AssociationRequestor toDestination() {
        return loopback.requestorTo("STORE").callingAeTitle("HUB").build();
    }

    private void archive(MoveHandler handler) {
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .service(new MoveScp(handler, QuerySopClasses.MOVE, Loopback.TIMEOUT))
                        .build());
    }

    private void serveGet(GetHandler handler) {
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .service(new GetScp(handler, QuerySopClasses.GET, Loopback.TIMEOUT))
                        .build());
    }

    private RetrieveResult moved() throws IOException {
        try (DimseSession session = open(MOVE)) {
            RetrieveResult result = move(session, "STORE").await();
            assertTrue(session.isOpen());
            return result;
        }
    }

    private DimseSession open(String sopClass) throws IOException {
        return loopback.requestor().open(contexts(sopClass));
    }

    private DimseSession openGet(StoreHandler handler) throws IOException {
        return loopback.requestorTo("HUB")
                .callingAeTitle("CT1")
                .scpRole(StorageSopClasses.STANDARD)
                .build()
                .open(getContexts(), GetScu.storing(handler));
    }

    private static List<PresentationContextRq> contexts(String sopClass) {
        return List.of(new PresentationContextRq(1, sopClass, QuerySopClasses.TRANSFER_SYNTAXES));
    }

    private static List<PresentationContextRq> getContexts() {
        return List.of(
                new PresentationContextRq(1, GET, QuerySopClasses.TRANSFER_SYNTAXES),
                new PresentationContextRq(3, UID.CTImageStorage, List.of(UID.ExplicitVRLittleEndian)));
    }

    private static Retrieval move(DimseSession session, String destination) throws IOException {
        return new MoveScu(session, Loopback.TIMEOUT).move(MOVE, keys(), destination);
    }

    private static Retrieval get(DimseSession session) throws IOException {
        return new GetScu(session, Loopback.TIMEOUT).get(GET, keys());
    }

    private static Attributes keys() {
        Attributes keys = new Attributes();
        keys.setString(Tag.QueryRetrieveLevel, VR.CS, "STUDY");
        keys.setString(Tag.StudyInstanceUID, VR.UI, "1.2");
        return keys;
    }

    private StoreResult store(StoreRequest request) throws IOException {
        assertEquals(
                request.sopInstanceUid(), request.dataSet().readAttributes().getString(Tag.SOPInstanceUID));
        stored.add(request.sopInstanceUid());
        return StoreResult.SUCCESS;
    }

    private static Collection<OutgoingInstance> instances(int count) {
        return IntStream.range(0, count)
                .<OutgoingInstance>mapToObj(i -> new Instance("1.2." + i, UID.ExplicitVRLittleEndian))
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static class Instance implements OutgoingInstance {
        private final String uid;
        private final List<String> syntaxes;

        Instance(String uid, String... syntaxes) {
            this.uid = uid;
            this.syntaxes = List.of(syntaxes);
        }

        @Override
        public String sopClassUid() {
            return UID.CTImageStorage;
        }

        @Override
        public String sopInstanceUid() {
            return uid;
        }

        @Override
        public List<String> transferSyntaxes() {
            return syntaxes;
        }

        @Override
        public PDataSource dataSet(String transferSyntaxUid) throws IOException {
            assertFalse(transferSyntaxUid.equals(UID.JPEG2000));
            Attributes attributes = new Attributes();
            attributes.setString(Tag.SOPClassUID, VR.UI, sopClassUid());
            attributes.setString(Tag.SOPInstanceUID, VR.UI, uid);
            return new AttributesSource(attributes, transferSyntaxUid);
        }
    }
}
