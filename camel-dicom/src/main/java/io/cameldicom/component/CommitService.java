package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.NormalizedHandler;
import io.cameldicom.dicom.service.NormalizedReply;
import io.cameldicom.dicom.service.NormalizedRequest;
import io.cameldicom.dicom.service.ServiceClassProvider;
import io.cameldicom.dicom.service.StorageCommitmentReport;
import io.cameldicom.dicom.service.StorageCommitmentRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The storage commitment push model (PS3.4 Annex J) as exchanges: the route says what is kept, its answer goes to the
 * requestor in an N-EVENT-REPORT afterwards. Reports that come in are given to the producer that waits for them, others
 * to the route. Thread-safe.
 */
final class CommitService extends ServiceSupport implements ConsumerService, NormalizedHandler {

    private static final int REPORTING_THREADS = 4;

    private final DicomConsumer consumer;
    private final DicomEndpoint endpoint;
    private final NormalizedExchange exchanges;
    private final CommitReports reports;
    private ScheduledExecutorService executor;
    private volatile CommitReporter reporter;

    CommitService(DicomConsumer consumer, DicomEndpoint endpoint) {
        this.consumer = consumer;
        this.endpoint = endpoint;
        this.exchanges = new NormalizedExchange(consumer);
        this.reports = new CommitReports(
                endpoint.getComponent().pendingCommitments(),
                request -> exchanges.reply(request, exchanges.process(request, DicomOperation.nEventReport)));
    }

    /** As the SCP it takes requests, as the SCU the reports on requests of this component's producers. */
    @Override
    public List<ServiceClassProvider> providers() {
        return List.of(
                NormalizedExchange.provider(this, UID.StorageCommitmentPushModel, Dimse.N_ACTION_RQ),
                CommitReports.provider(this));
    }

    @Override
    protected void doStart() throws IOException {
        DicomConfiguration configuration = endpoint.getConfiguration();
        String directory = configuration.getCommitReportDirectory();
        CommitOutbox outbox = directory == null ? null : CommitOutbox.open(Path.of(directory), configuration.isFsync());
        executor = endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newScheduledThreadPool(consumer, "DicomCommitReports", REPORTING_THREADS);
        DestinationLookup destinations =
                new DestinationLookup(endpoint.getCamelContext(), configuration.getMoveDestinations());
        reporter = new CommitReporter(
                executor,
                (calledAeTitle, requestor) -> destinations
                        .find(requestor)
                        .map(destination -> destination.requestor(calledAeTitle))
                        .orElse(null),
                Duration.ofMillis(configuration.getResponseTimeout()),
                new CommitRetries(
                        configuration.getCommitReportAttempts(),
                        Duration.ofMillis(configuration.getCommitReportDelay())),
                outbox);
        try {
            reporter.resume();
        } catch (IOException e) {
            doStop();
            throw e;
        }
    }

    @Override
    protected void doStop() throws IOException {
        endpoint.getCamelContext().getExecutorServiceManager().shutdownNow(executor);
        if (reporter != null) {
            reporter.close();
            reporter = null;
        }
    }

    @Override
    public NormalizedReply action(NormalizedRequest request) throws IOException {
        CommitReports.requireInstance(request);
        if (request.actionTypeId() != StorageCommitmentRequest.ACTION_TYPE_ID) {
            throw new DicomServiceException(Status.NoSuchActionType, "Only action type 1 is known");
        }
        StorageCommitmentRequest wanted = read(request);
        Exchange exchange = exchanges.process(request, DicomOperation.commit);
        StorageCommitmentReport report = verdict(wanted, request, exchange);
        NormalizedReply reply = exchanges.reply(request, exchange);
        reporter.take(
                new AddressedReport(
                        request.association().calledAeTitle(),
                        request.association().callingAeTitle(),
                        report),
                request);
        return new NormalizedReply(reply.status(), null, reply.errorComment());
    }

    @Override
    public NormalizedReply eventReport(NormalizedRequest request) throws IOException {
        return reports.eventReport(request);
    }

    private static StorageCommitmentRequest read(NormalizedRequest request) throws IOException {
        try {
            return StorageCommitmentRequest.of(request.attributes());
        } catch (IllegalArgumentException e) {
            throw new DicomServiceException(Status.InvalidArgumentValue, e.getMessage());
        }
    }

    /** A route that says nothing has not promised anything: then nothing must be reported as kept. */
    private static StorageCommitmentReport verdict(
            StorageCommitmentRequest wanted, NormalizedRequest request, Exchange exchange) throws IOException {
        Object body = exchange.getMessage().getBody();
        if (body instanceof StorageCommitmentReport report) {
            return report;
        }
        if (body instanceof Boolean all) {
            return StorageCommitmentReport.of(wanted, instance -> all);
        }
        if (body instanceof Attributes attributes && attributes != request.attributes()) {
            return StorageCommitmentReport.of(attributes);
        }
        throw new DicomServiceException(Status.ProcessingFailure, "The route did not say which instances are kept");
    }
}
