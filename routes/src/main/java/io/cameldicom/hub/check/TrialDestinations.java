package io.cameldicom.hub.check;

import java.util.Map;
import java.util.Set;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;

/** {@code destination:} endpoints without queues. */
final class TrialDestinations extends DefaultComponent {

    /** What the endpoints of a running hub take; a test compares. */
    static final Set<String> OPTIONS =
            Set.of("concurrency", "order", "retryDelay", "retryDelayMax", "maxAge", "refusals", "hours", "priority");

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        parameters.keySet().removeAll(OPTIONS);
        return new TrialDestination(uri, this);
    }

    private static final class TrialDestination extends DefaultEndpoint {

        TrialDestination(String uri, TrialDestinations component) {
            super(uri, component);
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException("nothing is sent in a trial");
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("nothing is delivered in a trial");
        }
    }
}
