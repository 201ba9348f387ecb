package io.cameldicom.component;

import org.apache.camel.Exchange;

/** One thing a producer asks of its peer: makes the request of the exchange, and the exchange's answer of the response. */
interface ProducerOperation {

    /**
     * Thread-safe; blocks until the answer is in the exchange.
     *
     * @throws DicomOperationException if the peer refuses or cannot be reached
     */
    void process(Exchange exchange) throws Exception;

    /** The producer stops: what is under way ends. */
    default void stop() {}
}
