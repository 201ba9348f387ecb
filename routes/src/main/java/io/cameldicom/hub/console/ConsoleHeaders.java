package io.cameldicom.hub.console;

import org.apache.camel.support.DefaultHeaderFilterStrategy;

/** Lets answers have {@code Cache-Control}, which Camel's strategy for HTTP takes out; keeps Camel's own headers apart. */
final class ConsoleHeaders extends DefaultHeaderFilterStrategy {

    static final String BEAN = "consoleHeaders";

    ConsoleHeaders() {
        setLowerCase(true);
        setOutFilterStartsWith(CAMEL_FILTER_STARTS_WITH);
        setInFilterStartsWith(CAMEL_FILTER_STARTS_WITH);
    }
}
