package io.cameldicom.hub.check;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** In the place of an endpoint that would act: tells the rehearsal. */
final class ToldEndpoint extends DefaultEndpoint {

    private final Endpoint real;
    private final Rehearsal rehearsal;

    ToldEndpoint(Endpoint real, Rehearsal rehearsal) {
        super(real.getEndpointUri(), real.getCamelContext() == null ? null : rehearsal.getComponent("direct"));
        this.real = real;
        this.rehearsal = rehearsal;
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) {
                rehearsal.sends(real, exchange);
            }
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new DefaultConsumer(this, processor) {
            @Override
            protected void doStart() throws Exception {
                super.doStart();
                rehearsal.consumes(real, getRouteId(), getProcessor());
            }
        };
    }

    @Override
    public boolean isLenientProperties() {
        return true;
    }
}
