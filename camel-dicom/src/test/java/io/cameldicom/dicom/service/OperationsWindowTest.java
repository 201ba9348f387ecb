package io.cameldicom.dicom.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.dimse.WindowExhaustedException;
import io.cameldicom.dicom.pdu.AsynchronousOperationsWindow;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.ul.PDataSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several operations outstanding on one association, where that was negotiated (PS3.7 D.3.3.3). */
class OperationsWindowTest {
    private static final String FIND = UID.StudyRootQueryRetrieveInformationModelFind;
    private static final List<PresentationContextRq> CONTEXTS = List.of(
            new PresentationContextRq(1, UID.CTImageStorage, List.of(UID.ExplicitVRLittleEndian)),
            new PresentationContextRq(3, FIND, List.of(UID.ExplicitVRLittleEndian)));
    private static final PDataSource DATA = DataSetSources.ofBuffers(ByteBuffer.allocate(1000));

    @RegisterExtension
    final Loopback loopback = new Loopback();

    private final Map<String, CountDownLatch> begun = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> go = new ConcurrentHashMap<>();
    private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());

    @ParameterizedTest
    @CsvSource({"4, 2, 5, 3, 3, 2", "1, 1, 8, 8, 1, 1", "2, 2, 1, 1, 1, 1", "9, 9, 2, 4, 4, 2"})
    void an_acceptor_lowers_the_window_to_what_it_can(
            int invoked, int performed, int ownInvoked, int ownPerformed, int agreedInvoked, int agreedPerformed)
            throws Exception {
        serve(ownInvoked, ownPerformed);

        try (DimseSession session = open(invoked, performed)) {
            assertEquals(
                    new AsynchronousOperationsWindow(agreedInvoked, agreedPerformed),
                    session.association()
                            .associateAc()
                            .userInformation()
                            .find(AsynchronousOperationsWindow.class)
                            .orElseThrow());
            assertEquals(agreedInvoked, session.maxInvoked());
        }
    }

    @Test
    void stores_are_finished_side_by_side_and_answered_out_of_order() throws Exception {
        serve(1, 3);
        StorageScu scu;
        try (DimseSession session = open(3, 1)) {
            scu = new StorageScu(session, Loopback.TIMEOUT);
            PendingStore first = scu.begin(instance("1.1"), null);
            PendingStore second = scu.begin(instance("1.2"), null);
            PendingStore third = scu.begin(instance("1.3"), null);
            awaitBegun("1.1", "1.2", "1.3");
            go("1.3");
            assertEquals(Status.Success, third.await().status());
            go("1.1");
            assertEquals(Status.Success, first.await().status());
            go("1.2");
            assertEquals(Status.Success, second.await().status());
            session.release();
        }
    }

    @Test
    void a_request_beyond_the_window_is_not_sent_before_another_is_answered() throws Exception {
        serve(1, 2);
        try (DimseSession session = open(2, 1)) {
            StorageScu patient = new StorageScu(session, Loopback.TIMEOUT);
            StorageScu impatient = new StorageScu(session, Duration.ofMillis(50));
            PendingStore first = patient.begin(instance("1.1"), null);
            PendingStore second = patient.begin(instance("1.2"), null);
            assertThrows(WindowExhaustedException.class, () -> impatient.store(sopInstance("1.3")));
            assertTrue(session.isOpen());
            go("1.1");
            first.await();
            go("1.3");
            assertEquals(Status.Success, patient.store(sopInstance("1.3")).status());
            go("1.2");
            second.await();
        }
    }

    @Test
    void a_query_that_is_not_taken_to_its_end_occupies_the_only_place() throws Exception {
        serve(1, 1);
        try (DimseSession session = open(1, 1)) {
            Matches matches = find(session);
            matches.next();
            assertThrows(WindowExhaustedException.class, () -> new StorageScu(session, Duration.ofMillis(50))
                    .store(sopInstance("1.1")));
            matches.close();
            go("1.1");
            assertEquals(
                    Status.Success,
                    new StorageScu(session, Loopback.TIMEOUT)
                            .store(sopInstance("1.1"))
                            .status());
        }
    }

    @Test
    void queries_and_stores_share_an_association() throws Exception {
        serve(1, 2);
        go("1.1");
        try (DimseSession session = open(2, 1)) {
            Matches matches = find(session);
            matches.next();
            assertEquals(
                    Status.Success,
                    new StorageScu(session, Loopback.TIMEOUT)
                            .store(sopInstance("1.1"))
                            .status());
            matches.next();
            matches.close();
        }
    }

    @Test
    void without_a_window_a_store_stays_on_the_thread_that_reads() throws Exception {
        serve(1, 1);
        go("1.1");
        go("1.2");
        try (DimseSession session = loopback.requestor().open(CONTEXTS)) {
            StorageScu scu = new StorageScu(session, Loopback.TIMEOUT);
            scu.store(sopInstance("1.1"));
            scu.store(sopInstance("1.2"));
        }
        assertEquals(2, threads.size());
        assertSame(threads.get(0), threads.get(1));
    }

    @Test
    void a_batch_keeps_the_window_full() throws Exception {
        CountDownLatch four = new CountDownLatch(4);
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .operationsWindow(1, 4)
                        .service(new StorageScp(request -> {
                            request.dataSet().readAllBytes();
                            return request.finishWith(() -> {
                                four.countDown();
                                await(four);
                                return StoreResult.SUCCESS;
                            });
                        }))
                        .build());
        List<String> stored = new ArrayList<>();
        List<SopInstance> instances =
                IntStream.range(0, 20).mapToObj(i -> sopInstance("1.2." + i)).toList();
        AssociationRequestor requestor =
                loopback.requestorTo("HUB").operationsWindow(4, 1).build();

        new StorageBatch(requestor, Loopback.TIMEOUT).send(instances, new StorageBatch.Progress() {
            @Override
            public void stored(SopInstance instance, StoreOutcome outcome) {
                stored.add(instance.sopInstanceUid());
            }

            @Override
            public void failed(SopInstance instance, IOException cause) {
                throw new AssertionError(cause);
            }
        });

        assertEquals(instances.stream().map(SopInstance::sopInstanceUid).toList(), stored);
    }

    @Test
    void a_get_sends_as_many_objects_at_a_time_as_the_getter_takes() throws Exception {
        CountDownLatch three = new CountDownLatch(3);
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .operationsWindow(3, 1)
                        .service(new GetScp(
                                request -> request.send(
                                        List.of(instance("1.1"), instance("1.2"), instance("1.3"), instance("1.4"))),
                                QuerySopClasses.GET,
                                Loopback.TIMEOUT))
                        .build());
        AssociationRequestor requestor = loopback.requestorTo("HUB")
                .operationsWindow(1, 5)
                .scpRole(StorageSopClasses.STANDARD)
                .build();
        String get = UID.StudyRootQueryRetrieveInformationModelGet;
        List<PresentationContextRq> contexts =
                List.of(CONTEXTS.get(0), new PresentationContextRq(3, get, List.of(UID.ExplicitVRLittleEndian)));

        try (DimseSession session = requestor.open(
                        contexts,
                        GetScu.storing(request -> request.finishWith(() -> {
                            three.countDown();
                            await(three);
                            return StoreResult.SUCCESS;
                        })));
                Retrieval retrieval = new GetScu(session, Loopback.TIMEOUT).get(get, new Attributes())) {
            assertEquals(new SubOperations(-1, 4, 0, 0), retrieval.await().subOperations());
        }
    }

    @Test
    void an_executor_that_takes_no_more_is_a_resource_limitation() throws Exception {
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .executor(task -> {
                            throw new RejectedExecutionException("full");
                        })
                        .service(new FindScp(request -> List.<Attributes>of().iterator(), QuerySopClasses.FIND))
                        .build());
        try (DimseSession session = loopback.requestor().open(CONTEXTS)) {
            Matches matches = find(session);
            RefusedException e = (RefusedException)
                    assertThrows(RuntimeException.class, matches::hasNext).getCause();
            assertEquals(Status.ResourceLimitation, e.getStatus());
            assertTrue(e.isRetryable());
            assertTrue(session.isOpen());
        }
    }

    /** Stores wait for their {@link #go}; queries have two matches and then wait for the cancel. */
    private void serve(int maxInvoked, int maxPerformed) {
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .operationsWindow(maxInvoked, maxPerformed)
                        .service(new StorageScp(request -> {
                            request.dataSet().readAllBytes();
                            return request.finishWith(() -> {
                                threads.add(Thread.currentThread());
                                latch(begun, request.sopInstanceUid()).countDown();
                                await(latch(go, request.sopInstanceUid()));
                                return StoreResult.SUCCESS;
                            });
                        }))
                        .service(new FindScp(this::twoMatches, QuerySopClasses.FIND))
                        .build());
    }

    private Iterator<Attributes> twoMatches(FindRequest request) {
        CountDownLatch cancelled = new CountDownLatch(1);
        request.onCancel(cancelled::countDown);
        return new Iterator<>() {
            private int count;

            @Override
            public boolean hasNext() {
                return count < 3;
            }

            @Override
            public Attributes next() {
                if (++count == 3) {
                    await(cancelled);
                }
                Attributes match = new Attributes();
                match.setString(Tag.PatientID, VR.LO, "P" + count);
                return match;
            }
        };
    }

    private DimseSession open(int maxInvoked, int maxPerformed) throws IOException {
        return loopback.requestorTo("HUB")
                .operationsWindow(maxInvoked, maxPerformed)
                .build()
                .open(CONTEXTS);
    }

    private static Matches find(DimseSession session) throws IOException {
        return new FindScu(session, Loopback.TIMEOUT).find(FIND, new Attributes());
    }

    private static SopInstance sopInstance(String uid) {
        return new SopInstance(UID.CTImageStorage, uid, UID.ExplicitVRLittleEndian, DATA);
    }

    private static OutgoingInstance instance(String uid) {
        return OutgoingInstance.of(sopInstance(uid));
    }

    private void awaitBegun(String... uids) {
        for (String uid : uids) {
            await(latch(begun, uid));
        }
    }

    private void go(String uid) {
        latch(go, uid).countDown();
    }

    private static CountDownLatch latch(Map<String, CountDownLatch> latches, String uid) {
        return latches.computeIfAbsent(uid, any -> new CountDownLatch(1));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
