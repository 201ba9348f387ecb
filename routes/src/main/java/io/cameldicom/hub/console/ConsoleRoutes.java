package io.cameldicom.hub.console;

import io.cameldicom.hub.audit.UserAudit;
import io.cameldicom.hub.ledger.LedgerQueries;
import io.cameldicom.hub.observe.Observation;
import io.cameldicom.hub.queue.Destinations;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.util.json.JsonObject;

/** The console's page and its API, for a context with an HTTP server. */
public final class ConsoleRoutes extends RouteBuilder {

    private final ConsoleSettings settings;
    private final Supplier<JsonObject> facts;

    /** @param facts what the page says of the hub: version, AE title, ports */
    public ConsoleRoutes(ConsoleSettings settings, Supplier<JsonObject> facts) {
        this.settings = settings;
        this.facts = facts;
    }

    @Override
    public void configure() throws IOException {
        SignIn signIn = new SignIn(settings.users(), settings.proxy(), settings.local(), Clock.systemUTC());
        Api api = new Api(signIn);
        UserAudit audit = bean("audit", UserAudit.class);
        SessionApi.addTo(api, signIn, audit == null ? UserAudit.NONE : audit);
        HubApi.addTo(api, getContext(), facts);
        Destinations destinations = bean("destinations", Destinations.class);
        if (destinations != null) {
            DestinationsApi.addTo(api, destinations, new Echo(getContext()));
        }
        LedgerQueries ledger = bean("ledgerQueries", LedgerQueries.class);
        if (ledger != null) {
            LedgerApi.addTo(api, ledger);
        }
        errorHandler(noErrorHandler());
        getContext().getRegistry().bind(ConsoleHeaders.BEAN, new ConsoleHeaders());
        page("/", "console.html", "text/html; charset=utf-8");
        page("/console.css", "console.css", "text/css; charset=utf-8");
        page("/console.js", "console.js", "text/javascript; charset=utf-8");
        from(uri("/api", "GET,POST,DELETE") + "&matchOnUriPrefix=true")
                .routeId("page-api")
                .routeGroup(Observation.ROUTE_GROUP)
                .process(api);
    }

    private <T> T bean(String name, Class<T> type) {
        return getContext().getRegistry().lookupByNameAndType(name, type);
    }

    private void page(String path, String resource, String type) throws IOException {
        from(uri(path, "GET"))
                .routeId("page-" + resource)
                .routeGroup(Observation.ROUTE_GROUP)
                .process(new Page(read(resource), type));
    }

    private static String uri(String path, String methods) {
        return "platform-http:" + path + "?httpMethodRestrict=" + methods + "&headerFilterStrategy=#"
                + ConsoleHeaders.BEAN;
    }

    private static byte[] read(String resource) throws IOException {
        try (InputStream in = ConsoleRoutes.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        }
    }

    private record Page(byte[] body, String type) implements Processor {
        @Override
        public void process(Exchange exchange) {
            Message message = exchange.getMessage();
            message.removeHeaders("*");
            PageHeaders.set(message);
            message.setHeader("Cache-Control", "no-cache");
            message.setHeader(Exchange.CONTENT_TYPE, type);
            message.setBody(body);
        }
    }
}
