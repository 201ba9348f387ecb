package io.cameldicom.component.print;

import io.cameldicom.component.PrintConverter;
import io.cameldicom.print.PrintJob;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/** Puts what it makes of a print job in the place of the job in the body. */
abstract class PrintStep extends DefaultProducer {
    final DicomPrintEndpoint endpoint;

    PrintStep(DicomPrintEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public final void process(Exchange exchange) throws Exception {
        PrintJob job = PrintConverter.jobIn(exchange);
        if (job == null) {
            throw new IllegalArgumentException("dicom-print:" + endpoint.getOperation()
                    + ": the body must be a PrintJob, as a consumer with service=print gives it");
        }
        process(exchange, job);
    }

    abstract void process(Exchange exchange, PrintJob job) throws Exception;

    final double resolution(Message message) {
        return DicomPrintEndpoint.checked(
                message.getHeader(PrintConstants.RESOLUTION, endpoint.getResolution(), Double.class));
    }
}
