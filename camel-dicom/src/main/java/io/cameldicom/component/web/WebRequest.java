package io.cameldicom.component.web;

import io.cameldicom.web.Accept;
import io.cameldicom.web.MediaType;
import io.cameldicom.web.QueryParameters;
import io.cameldicom.web.WebRequestException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** A request as platform-http gives it, whatever server is below. For the thread that answers it. */
final class WebRequest {

    private static final int MAX_PARAMETERS = 256;
    private static final String VERTX_REMOTE_ADDRESS = "CamelVertxPlatformHttpRemoteAddress";

    private final Message message;
    private final Object body;
    private final String root;
    private final WebServiceConfiguration configuration;
    private final boolean vertx;

    /**
     * @param root the consumer's path
     * @param vertx whether the server is Camel's Vert.x engine
     */
    WebRequest(Exchange exchange, String root, WebServiceConfiguration configuration, boolean vertx) {
        this.message = exchange.getMessage();
        this.body = message.getBody();
        this.root = root;
        this.configuration = configuration;
        this.vertx = vertx;
    }

    String method() {
        return String.valueOf(message.getHeader(Exchange.HTTP_METHOD));
    }

    /** The path below the service, as it was sent. */
    String path() throws WebRequestException {
        String path = message.getHeader(Exchange.HTTP_PATH, "", String.class);
        if (path.startsWith(root)) {
            path = path.substring(root.length());
            if (!path.isEmpty() && !path.startsWith("/")) { // the server matches by prefix
                throw new WebRequestException(WebRequestException.NOT_FOUND, "There is no such DICOMweb resource");
            }
        }
        return path;
    }

    /** As it was sent; null for none. */
    String query() {
        String raw = message.getHeader(Exchange.HTTP_RAW_QUERY, String.class);
        return raw != null ? raw : message.getHeader(Exchange.HTTP_QUERY, String.class);
    }

    List<QueryParameters.Parameter> parameters() throws WebRequestException {
        return QueryParameters.parse(query(), MAX_PARAMETERS);
    }

    /** @throws WebRequestException 415 if there is none, or it is no media type */
    MediaType contentType() throws WebRequestException {
        String type = header(Exchange.CONTENT_TYPE);
        try {
            if (type != null) {
                return MediaType.parse(type);
            }
        } catch (IllegalArgumentException e) {
            throw new WebRequestException(
                    WebRequestException.UNSUPPORTED_MEDIA_TYPE, "The Content-Type is none: " + e.getMessage(), e);
        }
        throw new WebRequestException(WebRequestException.UNSUPPORTED_MEDIA_TYPE, "The request has no Content-Type");
    }

    /** The header Accept, or what the query has in its place (PS3.18 8.3.3.1). */
    Accept accept() throws WebRequestException {
        String inQuery = QueryParameters.first(parameters(), "accept");
        try {
            return Accept.parse(inQuery != null && !inQuery.isBlank() ? inQuery : joined("Accept"));
        } catch (IllegalArgumentException e) {
            throw new WebRequestException(
                    WebRequestException.BAD_REQUEST, "Accept cannot be read: " + e.getMessage(), e);
        }
    }

    /** In bytes as announced; -1 where it is not. */
    long contentLength() {
        try {
            String length = header("Content-Length");
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** The body as it comes. */
    InputStream body() {
        InputStream stream;
        if (vertx && VertxBody.isRequest(body)) {
            stream = VertxBody.open(body, Duration.ofMillis(configuration.getBodyTimeout()));
        } else {
            stream = message.getBody(InputStream.class);
        }
        return new RequestBody(
                stream == null ? InputStream.nullInputStream() : stream, configuration.maxRequestBytes());
    }

    /** Does not wait for a body that nobody reads. */
    void dropBody() {
        if (vertx && VertxBody.isRequest(body)) {
            VertxBody.drop(body);
        }
    }

    /** Breaks an answer off that cannot be finished. Where the server has no way to, it ends the body without its last chunk. */
    void abort() {
        if (vertx && VertxBody.isRequest(body)) {
            VertxBody.abort(body);
        }
    }

    /** Calls the task where the server tells that the client is gone before it has the whole answer. */
    void whenGone(Runnable task) {
        if (vertx && VertxBody.isRequest(body)) {
            VertxBody.whenGone(body, task);
        }
    }

    /** Where the service is for its clients, without a slash at its end. */
    String baseUrl() {
        String configured = configuration.getBaseUrl();
        if (configured != null && !configured.isBlank()) {
            return configured.replaceAll("/+$", "");
        }
        String url = message.getHeader(Exchange.HTTP_URL, "", String.class);
        try {
            URI uri = URI.create(url.replaceAll("[?#].*$", ""));
            return uri.getScheme() + "://" + uri.getRawAuthority() + root;
        } catch (IllegalArgumentException e) {
            return root;
        }
    }

    /** The address of the peer; null where the server does not say. */
    String remoteAddress() {
        Object remote = message.getHeader(VERTX_REMOTE_ADDRESS);
        return vertx && remote != null ? VertxBody.address(remote) : null;
    }

    /** The first value: a parameter of the query with the name of a header would be added behind it. */
    private String header(String name) {
        Object value = message.getHeader(name);
        if (value instanceof List<?> several) {
            return several.isEmpty() ? null : String.valueOf(several.get(0));
        }
        return value == null ? null : value.toString();
    }

    private String joined(String name) {
        Object value = message.getHeader(name);
        if (value instanceof List<?> several) {
            return String.join(", ", several.stream().map(String::valueOf).toList());
        }
        return value == null ? null : value.toString();
    }
}
