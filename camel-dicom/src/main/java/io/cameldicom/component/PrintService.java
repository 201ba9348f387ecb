package io.cameldicom.component;

import io.cameldicom.dicom.service.NormalizedReply;
import io.cameldicom.dicom.service.NormalizedRequest;
import io.cameldicom.dicom.service.ServiceClassProvider;
import io.cameldicom.dicom.ul.Association;
import io.cameldicom.print.PrintJob;
import io.cameldicom.print.scp.PrintProgress;
import io.cameldicom.print.scp.PrintScp;
import io.cameldicom.print.scp.PrinterState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.support.service.ServiceSupport;

/**
 * A printer (PS3.4 Annex H) whose print jobs are exchanges: one for each N-ACTION, body {@link PrintJob}. Thread-safe.
 */
final class PrintService extends ServiceSupport implements ConsumerService {

    private final DicomConsumer consumer;
    private final DicomEndpoint endpoint;
    private final NormalizedExchange exchanges;
    private PrintScp scp;
    private AcknowledgedPrintJobs acknowledged;

    PrintService(DicomConsumer consumer, DicomEndpoint endpoint) {
        this.consumer = consumer;
        this.endpoint = endpoint;
        this.exchanges = new NormalizedExchange(consumer);
    }

    @Override
    public List<ServiceClassProvider> providers() {
        return List.of(scp.provider());
    }

    @Override
    public void associationClosed(Association association) {
        scp.closed(association, null);
    }

    @Override
    protected void doStart() throws Exception {
        DicomConfiguration configuration = endpoint.getConfiguration();
        configuration.requireSpoolDirectory();
        SpoolDirectory directory = configuration
                .spool(endpoint.getComponent().spoolDirectories())
                .directory(); // a folder that cannot be used stops the route here
        PrinterState state =
                configuration.getPrinterState() == null ? new PrinterState() : configuration.getPrinterState();
        scp = new PrintScp(
                configuration.printer(endpoint.getAeTitle()),
                state,
                directory::newPath,
                this::print,
                configuration.getPrinterEvents(),
                Duration.ofMillis(configuration.getResponseTimeout()));
        if (configuration.getAckMode() == AckMode.spooled) {
            acknowledged = new AcknowledgedPrintJobs(consumer, endpoint, directory);
            acknowledged.start(scp);
        }
    }

    @Override
    protected void doStop() {
        scp.close();
        if (acknowledged != null) {
            acknowledged.stop();
        }
    }

    private NormalizedReply print(PrintJob job, PrintProgress progress, NormalizedRequest request) throws IOException {
        if (acknowledged != null) {
            return acknowledged.take(job, progress, request);
        }
        progress.printing();
        Exchange exchange = exchanges.process(request, printing -> {
            PrintHeaders.fill(printing, job);
            PrintHeaders.describe(printing.getIn(), request);
        });
        NormalizedReply reply = exchanges.reply(request, exchange);
        progress.done();
        return new NormalizedReply(reply.status(), null, reply.errorComment());
    }
}
