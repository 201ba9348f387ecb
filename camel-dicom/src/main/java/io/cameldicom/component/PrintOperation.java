package io.cameldicom.component;

import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.dimse.StatusTable;
import io.cameldicom.dicom.service.RefusedException;
import io.cameldicom.print.PrintJob;
import io.cameldicom.print.layout.Overrides;
import io.cameldicom.print.layout.PrintRequest;
import io.cameldicom.print.scu.JobStatus;
import io.cameldicom.print.scu.PrintEvents;
import io.cameldicom.print.scu.PrintException;
import io.cameldicom.print.scu.PrintOptions;
import io.cameldicom.print.scu.PrintReport;
import io.cameldicom.print.scu.PrintScu;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints the body (PS3.4 Annex H): a {@link PrintJob}, also as the object it was converted to, as it is, or images laid out on films. The body stays, so that it can
 * be printed once more. Each job has an association of its own. Thread-safe.
 */
final class PrintOperation implements ProducerOperation {

    private static final Logger LOG = LoggerFactory.getLogger(PrintOperation.class);

    private final DicomEndpoint endpoint;
    private final DicomConfiguration configuration;
    private final PeerCall call;
    private final PrintJobs jobs;
    private final PrintOptions options;
    private final Set<DimseSession> busy = ConcurrentHashMap.newKeySet();

    PrintOperation(DicomEndpoint endpoint) {
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.call = new PeerCall(endpoint);
        this.jobs = new PrintJobs(configuration.spool(endpoint.getComponent().spoolDirectories()));
        this.options = PrintOptions.DEFAULT
                .withUnit(configuration.getPrintUnit())
                .withCheckPrinter(configuration.isCheckPrinter())
                .withDropUnsupported(configuration.isDropUnsupported())
                .withResponseTimeout(Duration.ofMillis(configuration.getResponseTimeout()))
                .withJobTimeout(Duration.ofMillis(configuration.getPrintJobTimeout()));
    }

    @Override
    public void process(Exchange exchange) throws DicomOperationException, InterruptedException {
        PrintRequest request = request(exchange);
        PrintJob given = PrintConverter.jobIn(exchange);
        if (given != null) {
            print(exchange, Overrides.of(given, request.session(), request.film()));
            return;
        }
        try (PrintJob laidOut = layOut(exchange, request)) {
            print(exchange, laidOut);
        }
    }

    private PrintRequest request(Exchange exchange) throws DicomOperationException {
        try {
            return PrintRequests.of(configuration, exchange.getMessage());
        } catch (IllegalArgumentException e) {
            throw call.unusable(exchange, "cannot be printed so: " + e.getMessage());
        }
    }

    private PrintJob layOut(Exchange exchange, PrintRequest request) throws DicomOperationException {
        try {
            return jobs.of(exchange, exchange.getMessage().getBody(), request);
        } catch (IllegalArgumentException e) {
            throw call.unusable(exchange, e.getMessage());
        } catch (IOException e) {
            throw new DicomOperationException(
                    exchange, endpoint.address().toString(), "an image cannot be printed: " + e.getMessage(), false, e);
        }
    }

    private void print(Exchange exchange, PrintJob job) throws DicomOperationException, InterruptedException {
        PrintEvents events = new PrintEvents();
        try (DimseSession session =
                endpoint.requestor(call.callingAeTitle(exchange)).build().open(PrintScu.contexts(job), events)) {
            busy.add(session);
            try {
                answer(exchange.getMessage(), new PrintScu(session, events, options).print(job));
                release(session);
            } finally {
                busy.remove(session);
            }
        } catch (PrintException e) {
            throw failure(exchange, e);
        } catch (IOException e) {
            throw call.failure(exchange, "Printing failed", e);
        }
    }

    /** What was printed is printed: to fail now would have it printed again. */
    private static void release(DimseSession session) {
        try {
            session.release();
        } catch (IOException e) {
            LOG.debug("{} was not released in order", session.association().id(), e);
        }
    }

    private DicomPrintException failure(Exchange exchange, PrintException e) {
        RefusedException refused = ObjectHelper.getException(RefusedException.class, e);
        int status = refused != null && refused.getStatus() > 0 ? refused.getStatus() : Status.ProcessingFailure;
        return new DicomPrintException(
                exchange,
                endpoint.address().toString(),
                e.getMessage() + (e.isRetryable() ? " [a retry may help]" : " [a retry does not help]"),
                e.isRetryable(),
                status,
                e.filmsPrinted(),
                e.getCause());
    }

    private static void answer(Message message, PrintReport report) {
        PeerCall.answer(message, report.status(), null);
        message.setHeader(DicomConstants.PRINTED_FILMS, report.filmsPrinted());
        header(message, DicomConstants.PRINTER_STATUS, report.printer());
        header(message, DicomConstants.PRINT_JOB_STATUS, last(report.jobs()));
        List<String> words = new ArrayList<>();
        if (report.printer() != null && report.printer().isWarning()) {
            words.add("printer " + report.printer());
        }
        report.warnings().forEach(status -> words.add(StatusTable.PRINT.describe(status)));
        words.addAll(report.notes());
        header(message, DicomConstants.PRINT_WARNINGS, words.isEmpty() ? null : String.join("; ", words));
    }

    /** The job that is farthest behind says how far all are. */
    private static JobStatus last(List<JobStatus> jobs) {
        return jobs.stream().filter(job -> !job.isDone()).findFirst().orElse(jobs.isEmpty() ? null : jobs.get(0));
    }

    private static void header(Message message, String name, Object value) {
        if (value == null) {
            message.removeHeader(name);
        } else {
            message.setHeader(name, value.toString());
        }
    }

    @Override
    public void stop() {
        busy.forEach(DimseSession::close);
    }
}
