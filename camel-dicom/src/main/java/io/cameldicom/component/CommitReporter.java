package io.cameldicom.component;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.service.AssociationRequestor;
import io.cameldicom.dicom.service.NormalizedRequest;
import io.cameldicom.dicom.service.NormalizedScu;
import io.cameldicom.dicom.service.QuerySopClasses;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends storage commitment reports (PS3.4 J.3.3): over the association of the request while it is open, otherwise over a
 * new one to the address known for the requestor's AE title. Tries again when that fails. Thread-safe.
 */
final class CommitReporter {

    private static final Logger LOG = LoggerFactory.getLogger(CommitReporter.class);

    /** Instances in reports that wait, about 25 MB of memory: a peer that asks and never listens must not exhaust it. */
    private static final long MOST_INSTANCES = 100_000;

    private final ScheduledExecutorService executor;
    private final BiFunction<String, String, AssociationRequestor.Builder> addresses;
    private final Duration timeout;
    private final CommitRetries retries;
    private final CommitOutbox outbox;
    private final AtomicLong waiting = new AtomicLong();

    /**
     * @param addresses makes an association of this side's AE title, the first, to a peer's; null for one that is not known
     * @param timeout for each response
     * @param outbox where reports are kept until they are delivered; null: in memory only
     */
    CommitReporter(
            ScheduledExecutorService executor,
            BiFunction<String, String, AssociationRequestor.Builder> addresses,
            Duration timeout,
            CommitRetries retries,
            CommitOutbox outbox) {
        this.executor = executor;
        this.addresses = addresses;
        this.timeout = timeout;
        this.retries = retries;
        this.outbox = outbox;
    }

    /**
     * Takes a report over, before the request is answered; it is delivered after that.
     *
     * @throws DicomServiceException 0213 if it cannot be kept, or too many wait
     */
    void take(AddressedReport report, NormalizedRequest request) throws DicomServiceException {
        long before = waiting.getAndAdd(report.size());
        if (before > 0 && before + report.size() > MOST_INSTANCES) {
            waiting.addAndGet(-report.size());
            throw new DicomServiceException(Status.ResourceLimitation, "Too many reports could not be delivered yet");
        }
        Path kept = null;
        if (outbox != null) {
            try {
                kept = outbox.keep(report);
            } catch (IOException e) {
                waiting.addAndGet(-report.size());
                throw new DicomServiceException(
                        Status.ResourceLimitation, "The report cannot be kept until it is sent", e);
            }
        }
        Delivery delivery = new Delivery(report, kept, request, 0);
        request.whenAnswered(() -> schedule(delivery, Duration.ZERO));
    }

    /** Goes on with what an earlier process has left. */
    void resume() throws IOException {
        if (outbox == null) {
            return;
        }
        for (Path file : outbox.left()) {
            try {
                AddressedReport report = CommitOutbox.read(file);
                Duration age = Duration.between(Files.getLastModifiedTime(file).toInstant(), Instant.now());
                waiting.addAndGet(report.size());
                schedule(new Delivery(report, file, null, retries.over(age)), Duration.ZERO);
            } catch (IOException e) {
                LOG.warn("The storage commitment report {} cannot be read and stays there: {}", file, e.getMessage());
            }
        }
    }

    /** After the executor has stopped. */
    void close() throws IOException {
        if (outbox != null) {
            outbox.close();
        } else if (waiting.get() > 0) {
            LOG.warn(
                    "The route stops before reports on storage commitment of {} instances were delivered."
                            + " Their requestors may ask again; commitReportDirectory keeps reports",
                    waiting.get());
        }
    }

    private void schedule(Delivery delivery, Duration delay) {
        try {
            executor.schedule(delivery, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: the route stops before the report", delivery.report.requestor(), e);
        }
    }

    private final class Delivery implements Runnable {

        private final AddressedReport report;
        private final Path kept;
        private NormalizedRequest request;
        private int attempt;

        /**
         * @param kept null in memory only
         * @param request null if it came to an earlier process
         * @param attempt how many there have been
         */
        Delivery(AddressedReport report, Path kept, NormalizedRequest request, int attempt) {
            this.report = report;
            this.kept = kept;
            this.request = request;
            this.attempt = attempt;
        }

        @Override
        public void run() {
            attempt++;
            try {
                deliver();
                end();
            } catch (IOException | RuntimeException e) { // also of a bean that knows the addresses
                LOG.debug("{}: attempt {} to report on storage commitment failed", report.requestor(), attempt, e);
                if (attempt < retries.attempts()) {
                    schedule(this, retries.before(attempt + 1));
                } else {
                    LOG.warn(
                            "{} was not told about storage commitment {} in {} attempts, the last one failed: {}."
                                    + " It may ask again",
                            report.requestor(),
                            report.report().transactionUid(),
                            attempt,
                            FailureWords.of(e));
                    end();
                }
            }
        }

        private void deliver() throws IOException {
            if (request != null && toldOverItsAssociation()) {
                return;
            }
            AssociationRequestor.Builder address = addresses.apply(report.sender(), report.requestor());
            if (address == null) {
                if (attempt == 1) {
                    LOG.warn(
                            "{} waits for a report on storage commitment, and its address is not known: set the"
                                    + " property {}{}",
                            report.requestor(),
                            DestinationLookup.PROPERTY,
                            report.requestor());
                }
                throw new UnknownHostException(report.requestor());
            }
            try (DimseSession session = openAsScp(address)) {
                tell(session);
                release(session);
            }
        }

        /** Tried once: a peer that does not listen there listens on an association of ours, if at all. */
        private boolean toldOverItsAssociation() {
            NormalizedRequest asked = request;
            request = null;
            if (!asked.association().isOpen()) {
                return false;
            }
            try {
                tell(asked.session());
                return true;
            } catch (IOException e) {
                LOG.debug("{} does not take a report, trying a new association", asked, e);
                return false;
            }
        }

        private void tell(DimseSession session) throws IOException {
            new NormalizedScu(session, timeout)
                    .eventReport(
                            UID.StorageCommitmentPushModel,
                            UID.StorageCommitmentPushModelInstance,
                            report.report().eventTypeId(),
                            report.report().toAttributes());
        }

        private void end() {
            waiting.addAndGet(-report.size());
            if (kept != null) {
                try {
                    CommitOutbox.remove(kept);
                } catch (IOException e) {
                    LOG.warn("The delivered report {} cannot be removed and goes out again at the next start", kept, e);
                }
            }
        }
    }

    /** The report has been taken, so an association that does not end in order is no failure. */
    private static void release(DimseSession session) {
        try {
            session.release();
        } catch (IOException e) {
            LOG.debug("{} was not released in order", session.association().id(), e);
        }
    }

    /** The side that opens the association stays the SCP (PS3.7 D.3.3.4). */
    private static DimseSession openAsScp(AssociationRequestor.Builder address) throws IOException {
        PresentationContextRq context =
                new PresentationContextRq(1, UID.StorageCommitmentPushModel, QuerySopClasses.TRANSFER_SYNTAXES);
        return address.role(UID.StorageCommitmentPushModel, false, true).build().open(List.of(context));
    }
}
