package io.cameldicom.dicom.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.AssociationLostException;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C-FIND from our SCU to our SCP over a real socket. */
class FindTest {
    private static final String STUDY_ROOT = UID.StudyRootQueryRetrieveInformationModelFind;

    @RegisterExtension
    final Loopback loopback = new Loopback();

    @Test
    void matches_come_in_their_order_with_all_their_values() throws Exception {
        AtomicReference<FindRequest> asked = new AtomicReference<>();
        serve(request -> {
            asked.set(request);
            return IntStream.range(0, 200).mapToObj(FindTest::match).iterator();
        });

        try (DimseSession session = open()) {
            Matches matches = find(session);
            for (int i = 0; i < 200; i++) {
                assertEquals(match(i).getString(Tag.PatientName), matches.next().getString(Tag.PatientName));
            }
            assertFalse(matches.hasNext());
            assertEquals(Status.Success, matches.status());
            assertFalse(matches.optionalKeysNotSupported());
            session.release();
        }
        assertEquals("DOE*", asked.get().identifier().getString(Tag.PatientName));
        assertEquals(STUDY_ROOT, asked.get().sopClassUid());
        assertEquals("CT1", asked.get().association().callingAeTitle());
    }

    @Test
    void no_match_is_success() throws Exception {
        serve(request -> List.<Attributes>of().iterator());

        try (DimseSession session = open()) {
            Matches matches = find(session);
            assertFalse(matches.hasNext());
            assertEquals(Status.Success, matches.status());
        }
    }

    @Test
    void closing_after_the_third_match_stops_the_iterator_and_leaves_the_association_usable() throws Exception {
        Endless endless = new Endless();
        serve(request -> endless);

        try (DimseSession session = open()) {
            Matches matches = find(session);
            for (int i = 0; i < 3; i++) {
                assertEquals("E" + i, matches.next().getString(Tag.PatientID));
            }
            matches.close();
            assertFalse(matches.hasNext());
            assertTrue(endless.closed.await(20, TimeUnit.SECONDS));

            Matches again = find(session);
            assertTrue(again.hasNext());
            again.close();
            session.release();
        }
    }

    @Test
    void after_a_cancel_no_further_match_is_sent_but_the_status_fe00() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        serve(request -> {
            CountDownLatch cancelled = new CountDownLatch(1);
            request.onCancel(cancelled::countDown);
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public Attributes next() {
                    if (sent.get() == 3) {
                        await(cancelled);
                    }
                    return match(sent.getAndIncrement());
                }
            };
        });

        try (DimseSession session = open()) {
            Matches matches = find(session);
            for (int i = 0; i < 3; i++) {
                matches.next();
            }
            matches.cancel();

            assertFalse(matches.hasNext());
            assertEquals(Status.Cancel, matches.status());
        }
    }

    @Test
    void a_peer_that_vanishes_stops_the_iterator() throws Exception {
        Endless endless = new Endless();
        AtomicBoolean told = new AtomicBoolean();
        serve(request -> {
            request.onCancel(() -> told.set(true));
            return endless;
        });

        try (DimseSession session = open()) {
            find(session).next();
        }

        assertTrue(endless.closed.await(20, TimeUnit.SECONDS));
        assertTrue(told.get());
    }

    @Test
    void an_archive_that_vanishes_in_the_middle_is_a_loss_and_not_the_end_of_the_matches() throws Exception {
        serve(request -> new Iterator<>() {
            private int count;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Attributes next() {
                if (count == 2) {
                    request.association().abort();
                }
                return match(count++);
            }
        });

        try (DimseSession session = open()) {
            Matches matches = find(session);
            matches.next();
            matches.next();
            UncheckedIOException e = assertThrows(UncheckedIOException.class, matches::hasNext);
            assertInstanceOf(AssociationLostException.class, e.getCause());
            assertFalse(matches.hasNext());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0xA700, 0xA900, 0xC001, 0x0122, 0x0124})
    void a_refusal_has_its_status_and_comment(int status) throws Exception {
        serve(request -> {
            throw new DicomServiceException(status, "no way").withOffendingElements(Tag.StudyDate, Tag.Modality);
        });

        try (DimseSession session = open()) {
            Matches matches = find(session);
            UncheckedIOException e = assertThrows(UncheckedIOException.class, matches::hasNext);
            RefusedException refusal = assertInstanceOf(RefusedException.class, e.getCause());
            assertEquals(status, refusal.getStatus());
            assertEquals("no way", refusal.getErrorComment());
            assertEquals(
                    List.of(Tag.StudyDate, Tag.Modality),
                    IntStream.of(refusal.getOffendingElements()).boxed().toList());
            assertEquals(-1, matches.status());

            assertThrows(UncheckedIOException.class, () -> find(session).hasNext());
        }
    }

    @Test
    void an_iterator_that_fails_in_the_middle_ends_the_query_with_c000_and_a_comment_without_its_message()
            throws Exception {
        serve(request -> IntStream.range(0, 10)
                .mapToObj(i -> {
                    if (i == 2) {
                        throw new IllegalStateException("DOE^JOHN is not to be told");
                    }
                    return match(i);
                })
                .iterator());

        try (DimseSession session = open()) {
            Matches matches = find(session);
            matches.next();
            matches.next();
            RefusedException refusal = (RefusedException)
                    assertThrows(UncheckedIOException.class, matches::hasNext).getCause();
            assertEquals(Status.UnableToProcess, refusal.getStatus());
            assertEquals("C-FIND-RQ failed: IllegalStateException", refusal.getErrorComment());
        }
    }

    @Test
    void an_iterator_may_refuse_in_the_middle_with_a_status_of_its_own() throws Exception {
        serve(request -> IntStream.range(0, 10)
                .mapToObj(i -> {
                    if (i == 1) {
                        throw new UncheckedIOException(new DicomServiceException(Status.OutOfResources, "full"));
                    }
                    return match(i);
                })
                .iterator());

        try (DimseSession session = open()) {
            Matches matches = find(session);
            matches.next();
            RefusedException refusal = (RefusedException)
                    assertThrows(UncheckedIOException.class, matches::hasNext).getCause();
            assertEquals(Status.OutOfResources, refusal.getStatus());
            assertTrue(refusal.isRetryable());
        }
    }

    @Test
    void unsupported_optional_keys_and_a_reached_limit_are_told() throws Exception {
        serve(request -> {
            request.optionalKeysNotSupported();
            request.limitReached();
            return List.of(match(1)).iterator();
        });

        try (DimseSession session = open()) {
            Matches matches = find(session);
            matches.next();
            assertTrue(matches.optionalKeysNotSupported());
            assertFalse(matches.hasNext());
            assertEquals(Status.MatchingReachedResponseLimit, matches.status());
        }
    }

    @Test
    void what_nobody_takes_waits_at_the_scp() throws Exception {
        int all = 2_000;
        AtomicInteger produced = new AtomicInteger();
        String text = "x".repeat(10_000);
        serve(request -> IntStream.range(0, all)
                .mapToObj(i -> {
                    produced.incrementAndGet();
                    Attributes match = match(i);
                    IntStream.range(0, 8).forEach(n -> match.setString(0x00091001 + n, VR.UT, text));
                    return match;
                })
                .iterator());

        try (DimseSession session = open()) {
            Matches matches = find(session);
            int most = 0;
            for (int taken = 0; matches.hasNext(); taken++) {
                if (taken == 0) {
                    while (produced.get() < 20) {
                        Thread.onSpinWait();
                    }
                }
                matches.next();
                most = Math.max(most, produced.get() - taken);
            }
            assertEquals(all, produced.get());
            // 4 MiB here and what the system buffers for sockets, of 160 MB
            assertTrue(most < all / 2, most + " were ahead");
        }
    }

    @Test
    void ten_thousand_matches_come_one_by_one() throws Exception {
        serve(request -> IntStream.range(0, 10_000).mapToObj(FindTest::match).iterator());

        try (DimseSession session = open()) {
            Matches matches = find(session);
            int count = 0;
            while (matches.hasNext()) {
                assertEquals("P" + count++, matches.next().getString(Tag.PatientID));
            }
            assertEquals(10_000, count);
        }
    }

    @Test
    void options_are_what_both_sides_have() throws Exception {
        AtomicReference<QueryOptions> options = new AtomicReference<>();
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .service(new FindScp(
                                request -> {
                                    options.set(request.options());
                                    return List.<Attributes>of().iterator();
                                },
                                QuerySopClasses.FIND,
                                QueryOptions.of(QueryOption.FUZZY_PERSON_NAMES, QueryOption.RELATIONAL)))
                        .build());
        AssociationRequestor requestor = loopback.requestorTo("HUB")
                .extendedNegotiation(QueryOptions.of(QueryOption.RELATIONAL, QueryOption.COMBINED_DATE_TIME)
                        .item(STUDY_ROOT))
                .extendedNegotiation(
                        QueryOptions.of(QueryOption.RELATIONAL).item(UID.ModalityWorklistInformationModelFind))
                .build();

        try (DimseSession session = requestor.open(contexts())) {
            assertFalse(find(session).hasNext());
            assertEquals(
                    QueryOptions.of(QueryOption.RELATIONAL),
                    QueryOptions.negotiated(session.association(), STUDY_ROOT));
        }
        assertEquals(QueryOptions.of(QueryOption.RELATIONAL), options.get());
    }

    @Test
    void a_query_in_a_context_that_was_not_accepted_is_not_sent() throws Exception {
        loopback.host().add(ApplicationEntity.builder("HUB").build());

        try (DimseSession session = open()) {
            assertThrows(ContextNotAcceptedException.class, () -> find(session));
            assertTrue(session.isOpen());
        }
    }

    private void serve(FindHandler handler) {
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .service(new FindScp(handler, QuerySopClasses.FIND))
                        .build());
    }

    private DimseSession open() throws IOException {
        return loopback.requestor().open(contexts());
    }

    private static List<PresentationContextRq> contexts() {
        return List.of(new PresentationContextRq(1, STUDY_ROOT, QuerySopClasses.TRANSFER_SYNTAXES));
    }

    private static Matches find(DimseSession session) throws IOException {
        Attributes keys = new Attributes();
        keys.setString(Tag.QueryRetrieveLevel, VR.CS, "STUDY");
        keys.setString(Tag.PatientName, VR.PN, "DOE*");
        return new FindScu(session, Loopback.TIMEOUT).find(STUDY_ROOT, keys);
    }

    private static Attributes match(int i) {
        Attributes match = new Attributes();
        match.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
        match.setString(Tag.PatientName, VR.PN, "DÖE^" + i);
        match.setString(Tag.PatientID, VR.LO, "P" + i);
        return match;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Matches without end, but for a close. */
    private static final class Endless implements Iterator<Attributes>, Closeable {
        private final CountDownLatch closed = new CountDownLatch(1);
        private int count;

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public Attributes next() {
            Attributes match = new Attributes();
            match.setString(Tag.PatientID, VR.LO, "E" + count++);
            return match;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
