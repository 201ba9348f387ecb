package io.cameldicom.component.fhir;

import io.cameldicom.fhir.UnusableObjectException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.util.ObjectHelper;

/**
 * Says in the header {@link FhirConstants#REFUSAL} why an object did not become part of its study: the first step after a
 * {@code doCatch} or {@code onException} of {@link UnusableObjectException}, which Camel's aggregator wraps in an exception
 * of its own.
 */
public final class RefusalReason implements Processor {

    @Override
    public void process(Exchange exchange) {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        for (Throwable cause : ObjectHelper.createExceptionIterable(caught)) {
            if (cause instanceof UnusableObjectException refused) {
                exchange.getMessage().setHeader(FhirConstants.REFUSAL, refused.code());
                return;
            }
        }
        throw new IllegalStateException("no object was refused", caught);
    }
}
