package io.cameldicom.dicom.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.AssociationAbortedException;
import io.cameldicom.dicom.ul.AssociationRejectedException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a host says about its associations, and how it ends. */
class ApplicationEntityHostTest {
    @RegisterExtension
    final Loopback loopback = new Loopback();

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Optional<Throwable>> ends = new LinkedBlockingQueue<>();
    private final AssociationListener listener = new AssociationListener() {
        @Override
        public void opened(Association association) {
            events.add("opened by " + association.callingAeTitle());
        }

        @Override
        public void closed(Association association, Throwable failure) {
            events.add("closed");
            ends.add(Optional.ofNullable(failure));
        }

        @Override
        public void rejected(AssociateRq rq, InetSocketAddress remote, AssociateRj rejection) {
            events.add("rejected " + rq.callingAeTitle());
        }
    };

    @Test
    void a_listener_is_told_of_each_association_and_how_it_ended() throws Exception {
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .allowedCallingAeTitles(List.of("CT1"))
                        .listener(listener)
                        .build());

        VerificationScu.echo(loopback.requestor(), Loopback.TIMEOUT);
        assertEquals("opened by CT1", event());
        assertEquals("closed", event());
        assertEquals(Optional.empty(), ends.take());

        loopback.requestor().open(VerificationScu.CONTEXTS).close();
        assertEquals("opened by CT1", event());
        assertEquals("closed", event());
        assertInstanceOf(AssociationAbortedException.class, ends.take().orElseThrow());

        assertThrows(
                AssociationRejectedException.class,
                () -> loopback.requestorTo("HUB").build().open(VerificationScu.CONTEXTS));
        assertEquals("rejected CAMEL", event());
    }

    @Test
    void a_host_knows_the_open_associations_of_each_application_entity() throws Exception {
        ApplicationEntity hub =
                ApplicationEntity.builder("HUB").listener(listener).build();
        ApplicationEntity other = ApplicationEntity.builder("OTHER").build();
        loopback.host().add(hub);
        loopback.host().add(other);

        try (DimseSession session = loopback.requestor().open(VerificationScu.CONTEXTS)) {
            event();
            assertEquals(
                    List.of("CT1"),
                    loopback.host().associations(hub).stream()
                            .map(Association::callingAeTitle)
                            .toList());
            assertEquals(List.of(), loopback.host().associations(other));
            session.release();
        }
        event();
        assertEquals(List.of(), loopback.host().associations(hub));
    }

    @Test
    void an_application_entity_that_is_taken_away_finishes_its_associations() throws Exception {
        ApplicationEntity hub = ApplicationEntity.builder("HUB").build();
        loopback.host().add(hub);

        try (DimseSession session = loopback.requestor().open(VerificationScu.CONTEXTS)) {
            VerificationScu.echo(session, Loopback.TIMEOUT);
            loopback.host().remove(hub);
            VerificationScu.echo(session, Loopback.TIMEOUT);
            assertThrows(AssociationRejectedException.class, () -> loopback.requestor()
                    .open(VerificationScu.CONTEXTS));
        }
        assertTrue(loopback.host().isEmpty());
    }

    @Test
    void a_host_that_closes_lets_a_store_under_way_finish() throws Exception {
        CountDownLatch storing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .service(new StorageScp(request -> {
                            storing.countDown();
                            await(goOn);
                            return StoreResult.SUCCESS;
                        }))
                        .build());
        Future<StoreOutcome> store = loopback.executor().submit(this::store);
        storing.await();

        Future<Boolean> closing =
                loopback.executor().submit(() -> loopback.host().close(Duration.ofSeconds(20)));
        goOn.countDown();

        assertFalse(store.get().isWarning());
        assertTrue(closing.get());
    }

    private StoreOutcome store() throws Exception {
        StorageContexts.Encoding encoding =
                new StorageContexts.Encoding(UID.CTImageStorage, UID.ExplicitVRLittleEndian);
        try (DimseSession session = loopback.requestor()
                .open(StorageContexts.plan(List.of(encoding)).get(0))) {
            StoreOutcome outcome = new StorageScu(session, Loopback.TIMEOUT)
                    .store(new SopInstance(
                            UID.CTImageStorage,
                            "1.2.3",
                            UID.ExplicitVRLittleEndian,
                            DataSetSources.ofBuffers(ByteBuffer.allocate(1_000))));
            session.release();
            return outcome;
        }
    }

    private String event() throws InterruptedException {
        return events.poll(20, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
