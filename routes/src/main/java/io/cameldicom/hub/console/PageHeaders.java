package io.cameldicom.hub.console;

import org.apache.camel.Message;

/** What every answer of the console says to browsers: scripts of its own only, in no frame, sniff no types. */
final class PageHeaders {

    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private PageHeaders() {}

    static void set(Message message) {
        message.setHeader("Content-Security-Policy", CONTENT_POLICY);
        message.setHeader("X-Content-Type-Options", "nosniff");
        message.setHeader("Referrer-Policy", "no-referrer");
    }
}
