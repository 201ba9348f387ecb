package io.cameldicom.it;

import io.cameldicom.component.MoveDestinations;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel context within the test, for routes that no hub has. */
final class CamelRoutes implements AutoCloseable {
    private final CamelContext context = new DefaultCamelContext();
    private final Map<String, String> destinations = new ConcurrentHashMap<>();

    CamelRoutes(RoutesBuilder routes) throws Exception {
        context.getRegistry().bind("destinations", (MoveDestinations) destinations::get);
        context.getShutdownStrategy().setTimeout(10);
        context.addRoutes(routes);
        context.start();
    }

    /** An AE title that may be named as the destination of a C-MOVE. */
    void destination(String aeTitle, int port) {
        destinations.put(aeTitle, aeTitle + "@127.0.0.1:" + port);
    }

    /** Sends a body to an endpoint; fails when the exchange does. */
    Exchange send(String uri, Object body) {
        Exchange done = attempt(uri, body);
        if (done.getException() != null) {
            throw new AssertionError(uri + " failed", done.getException());
        }
        return done;
    }

    /** Sends a body to an endpoint. */
    Exchange attempt(String uri, Object body) {
        return context.createFluentProducerTemplate().to(uri).withBody(body).send();
    }

    @Override
    public void close() {
        context.stop();
    }
}
