package io.cameldicom.component.web;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Which headers cross between HTTP and the exchange of the HTTP server: of a request those that are read here, so that no
 * header, and no parameter of a query, gets a meaning by its name; of an answer all that were set, also Warning, which Camel's
 * own rule keeps back.
 */
final class HttpHeaders implements HeaderFilterStrategy {

    private static final Set<String> READ = Set.of("accept", "content-type", "content-length", "host");

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return name.toLowerCase(Locale.ROOT).startsWith("camel");
    }

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return !READ.contains(name.toLowerCase(Locale.ROOT));
    }
}
