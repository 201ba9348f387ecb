package io.cameldicom.component.web;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** A user agent: asks the server what its operation says. Blocks the calling thread. */
public class DicomWebProducer extends DefaultProducer {

    DicomWebProducer(DicomWebEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        throw new UnsupportedOperationException();
    }
}
