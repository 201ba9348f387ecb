package io.cameldicom.component.web;

import io.cameldicom.web.MediaType;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer to a request. Immutable.
 *
 * @param contentType null where there is no body
 * @param body bytes, or an {@link InputStream} that is closed when it was sent or nobody takes it any more; null for none
 */
record WebReply(int status, MediaType contentType, Object body, Map<String, String> headers) {

    private static final MediaType TEXT = MediaType.of("text", "plain").with("charset", "utf-8");

    static WebReply of(int status, MediaType contentType, byte[] body) {
        return new WebReply(status, contentType, body, Map.of());
    }

    static WebReply of(int status, MediaType contentType, InputStream body) {
        return new WebReply(status, contentType, body, Map.of());
    }

    static WebReply empty(int status) {
        return new WebReply(status, null, null, Map.of());
    }

    /** A failure in words. */
    static WebReply failure(int status, String message) {
        return of(status, TEXT, (message + "\n").getBytes(StandardCharsets.UTF_8));
    }

    WebReply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new WebReply(status, contentType, body, more);
    }

    /** With a warning (RFC 7234 5.5, as PS3.18 8.3.4.4 has it). */
    WebReply warning(String text) {
        return with("Warning", "299 camel-dicom: \"" + text + "\"");
    }
}
