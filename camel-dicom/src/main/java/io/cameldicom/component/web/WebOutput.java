package io.cameldicom.component.web;

import io.cameldicom.component.ClosableIterator;
import io.cameldicom.component.OutputType;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.SynchronizationAdapter;

/** How an operation gives what it finds. */
final class WebOutput {

    private WebOutput() {}

    /**
     * Makes the elements the body, or a list of them.
     *
     * @param whenDone called at the end of an exchange that has the iterator
     * @throws DicomWebException if the first, or for a list any, cannot be had
     */
    static void set(Exchange exchange, OutputType type, ClosableIterator<?> elements, Runnable whenDone)
            throws DicomWebException {
        try {
            if (type == OutputType.iterator) {
                elements.hasNext(); // what the server refuses fails here
                exchange.getMessage().setBody(elements);
                exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                    @Override
                    public void onDone(Exchange done) {
                        whenDone.run();
                    }
                });
                return;
            }
            List<Object> all = new ArrayList<>();
            try (elements) {
                elements.forEachRemaining(all::add);
            }
            exchange.getMessage().setBody(all);
        } catch (RuntimeCamelException e) {
            elements.close();
            if (e.getCause() instanceof DicomWebException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
