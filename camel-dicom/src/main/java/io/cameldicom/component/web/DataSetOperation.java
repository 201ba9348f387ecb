package io.cameldicom.component.web;

import io.cameldicom.component.Cancellation;
import io.cameldicom.component.DicomConstants;
import io.cameldicom.web.client.SearchResults;
import java.io.IOException;
import org.apache.camel.Exchange;

/** Data sets of the server: by a search (PS3.18 10.6), or as metadata of what is named (PS3.18 10.4.1.1.2). */
final class DataSetOperation implements WebProducerOperation {

    /** Asks for them. */
    interface Source {
        SearchResults open(Exchange exchange) throws IOException, InterruptedException, DicomWebException;
    }

    private final DicomWebConfiguration options;
    private final WebCall call;
    private final Source source;

    DataSetOperation(DicomWebConfiguration options, WebCall call, Source source) {
        this.options = options;
        this.call = call;
        this.source = source;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        SearchResults found;
        try {
            found = source.open(exchange);
        } catch (IOException e) {
            throw call.failure(exchange, e);
        }
        WebResults results = new WebResults(found, e -> call.failure(exchange, e));
        Cancellation cancellation = exchange.getProperty(DicomConstants.CANCELLATION, Cancellation.class);
        if (cancellation != null) {
            cancellation.onCancel(results::close);
        }
        exchange.getMessage().setHeader(WebConstants.HTTP_STATUS, found.status());
        WebOutput.set(exchange, options.getOutputType(), results, results::cutOff);
    }
}
