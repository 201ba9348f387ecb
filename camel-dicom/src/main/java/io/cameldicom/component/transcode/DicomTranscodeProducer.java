package io.cameldicom.component.transcode;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Converts the body. */
class DicomTranscodeProducer extends DefaultProducer {
    private final MessageTranscoder transcoder;

    DicomTranscodeProducer(DicomTranscodeEndpoint endpoint, MessageTranscoder transcoder) {
        super(endpoint);
        this.transcoder = transcoder;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        transcoder.transcode(exchange.getMessage());
    }
}
