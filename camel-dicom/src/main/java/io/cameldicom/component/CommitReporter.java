package io.cameldicom.component;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.service.AssociationRequestor;
import io.cameldicom.dicom.service.NormalizedRequest;
import io.cameldicom.dicom.service.NormalizedScu;
import io.cameldicom.dicom.service.QuerySopClasses;
import io.cameldicom.dicom.service.StorageCommitmentReport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends storage commitment reports (PS3.4 J.3.3): over the association of the request while it is open, otherwise over a
 * new one to the address known for the requestor's AE title. Tries again when that fails. Thread-safe.
 */
final class CommitReporter {

    private static final Logger LOG = LoggerFactory.getLogger(CommitReporter.class);

    private final ScheduledExecutorService executor;
    private final BiFunction<String, String, AssociationRequestor.Builder> addresses;
    private final Duration timeout;
    private final int attempts;
    private final Duration delay;

    /**
     * @param addresses makes an association of this side's AE title, the first, to a peer's; null for one that is not known
     * @param timeout for each response
     * @param attempts at least 1
     * @param delay before the second attempt; each later one is twice as long
     */
    CommitReporter(
            ScheduledExecutorService executor,
            BiFunction<String, String, AssociationRequestor.Builder> addresses,
            Duration timeout,
            int attempts,
            Duration delay) {
        this.executor = executor;
        this.addresses = addresses;
        this.timeout = timeout;
        this.attempts = attempts;
        this.delay = delay;
    }

    /** Returns at once. */
    void send(StorageCommitmentReport report, NormalizedRequest request) {
        schedule(new Delivery(report, request), 0);
    }

    private void schedule(Delivery delivery, long delayMillis) {
        try {
            executor.schedule(delivery, delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            delivery.giveUp("the route stops");
        }
    }

    private final class Delivery implements Runnable {

        private final StorageCommitmentReport report;
        private final NormalizedRequest request;
        private final String requestor;
        private int attempt;

        Delivery(StorageCommitmentReport report, NormalizedRequest request) {
            this.report = report;
            this.request = request;
            this.requestor = request.association().callingAeTitle();
        }

        @Override
        public void run() {
            attempt++;
            try {
                deliver();
            } catch (IOException | RuntimeException e) { // also of a bean that knows the addresses
                LOG.debug("{}: attempt {} to report on storage commitment failed", requestor, attempt, e);
                if (attempt >= attempts) {
                    giveUp("the last of " + attempts + " attempts failed with "
                            + e.getClass().getSimpleName());
                } else {
                    schedule(this, delay.toMillis() << (attempt - 1));
                }
            }
        }

        private void deliver() throws IOException {
            if (attempt == 1 && request.association().isOpen()) {
                try {
                    report(request.session());
                    return;
                } catch (IOException e) {
                    LOG.debug("{} does not take a report, trying a new association", request, e);
                }
            }
            AssociationRequestor.Builder address =
                    addresses.apply(request.association().calledAeTitle(), requestor);
            if (address == null) {
                giveUp("no address is known for it, set the property " + DestinationLookup.PROPERTY + requestor);
                return;
            }
            try (DimseSession session = openAsScp(address)) {
                report(session);
                session.release();
            }
        }

        private void report(DimseSession session) throws IOException {
            new NormalizedScu(session, timeout)
                    .eventReport(
                            UID.StorageCommitmentPushModel,
                            UID.StorageCommitmentPushModelInstance,
                            report.eventTypeId(),
                            report.toAttributes());
        }

        void giveUp(String why) {
            LOG.warn(
                    "{} was not told about storage commitment {}: {}. It may ask again",
                    requestor,
                    report.transactionUid(),
                    why);
        }
    }

    /** The side that opens the association stays the SCP (PS3.7 D.3.3.4). */
    private static DimseSession openAsScp(AssociationRequestor.Builder address) throws IOException {
        PresentationContextRq context =
                new PresentationContextRq(1, UID.StorageCommitmentPushModel, QuerySopClasses.TRANSFER_SYNTAXES);
        return address.role(UID.StorageCommitmentPushModel, false, true).build().open(List.of(context));
    }
}
