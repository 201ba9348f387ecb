package io.cameldicom.hub.console;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/** A request to the console's API. */
final class ApiRequest {

    static final String COOKIE = "hub_session";

    private static final Pattern THIS_MACHINE =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    private final Message message;
    private JsonObject body;

    ApiRequest(Exchange exchange) {
        this.message = exchange.getMessage();
    }

    String method() {
        return message.getHeader(Exchange.HTTP_METHOD, String.class);
    }

    /** Such as {@code /api/destinations}. */
    String path() {
        return message.getHeader(Exchange.HTTP_PATH, String.class);
    }

    /** Null without. */
    String header(String name) {
        return message.getHeader(name, String.class);
    }

    /** A query parameter; null without, or if it is empty. */
    String parameter(String name) {
        String value = message.getHeader(name, String.class);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** @throws ApiException if it is no time as ISO 8601 has them */
    Instant time(String name) throws ApiException {
        String text = parameter(name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new ApiException(400, name + " must be a time such as 2026-01-31T12:00:00Z");
        }
    }

    /** @throws ApiException if it is no number, or out of range */
    int number(String name, int preset, int max) throws ApiException {
        String text = parameter(name);
        if (text == null) {
            return preset;
        }
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) > max) {
            throw new ApiException(400, name + " must be a number up to " + max);
        }
        return Integer.parseInt(text);
    }

    /** A text of the JSON object in the body. */
    String text(String name) throws ApiException {
        if (body == null) {
            body = body();
        }
        if (body.get(name) instanceof String text) {
            return text;
        }
        throw new ApiException(400, name + " is missing");
    }

    private JsonObject body() throws ApiException {
        String type = message.getHeader(Exchange.CONTENT_TYPE, String.class);
        String text = message.getBody(String.class);
        try {
            if (type != null
                    && type.startsWith("application/json")
                    && text != null
                    && Jsoner.deserialize(text) instanceof JsonObject object) {
                return object;
            }
        } catch (DeserializationException e) {
            throw new ApiException(400, "The body is no JSON: " + e.getMessage());
        }
        throw new ApiException(400, "The body must be a JSON object.");
    }

    String sessionToken() {
        String cookies = header("Cookie");
        for (String cookie : cookies == null ? new String[0] : cookies.split(";")) {
            String[] nameAndValue = cookie.strip().split("=", 2);
            if (nameAndValue.length == 2 && nameAndValue[0].equals(COOKIE)) {
                return nameAndValue[1];
            }
        }
        return null;
    }

    /**
     * Whether the browser knows the hub as this machine. A page from elsewhere that had its own name resolved to this
     * machine's address (DNS rebinding) is the hub's page to the browser, but its name is in the request.
     */
    boolean isForThisMachine() {
        String url = message.getHeader(Exchange.HTTP_URL, String.class);
        try {
            String host = url == null ? null : new URI(url).getHost();
            return host != null && THIS_MACHINE.matcher(host).matches();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Whether the user's browser speaks TLS, as the reverse proxy says. */
    boolean isSecure() {
        return "https".equals(header("X-Forwarded-Proto"));
    }

    /** Null if it is not known. */
    InetAddress remoteAddress() {
        SocketAddress address = message.getHeader(VertxPlatformHttpConstants.REMOTE_ADDRESS, SocketAddress.class);
        try {
            return address == null || address.hostAddress() == null
                    ? null
                    : InetAddress.getByName(address.hostAddress());
        } catch (UnknownHostException e) {
            return null; // an address in numbers is never looked up
        }
    }
}
