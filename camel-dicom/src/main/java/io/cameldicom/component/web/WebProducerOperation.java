package io.cameldicom.component.web;

import org.apache.camel.Exchange;

/** One operation of a producer. Thread-safe. */
interface WebProducerOperation {

    /** @throws DicomWebException if the server refuses or fails, or the exchange has not what is needed */
    void process(Exchange exchange) throws Exception;
}
