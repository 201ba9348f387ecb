package io.cameldicom.web.client;

import io.cameldicom.web.MediaType;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;

/** A response whose body is still coming. For one thread. */
final class WebResponse implements Closeable {

    private final WebRequest request;
    private final HttpResponse<InputStream> response;

    WebResponse(WebRequest request, HttpResponse<InputStream> response) {
        this.request = request;
        this.response = response;
    }

    int status() {
        return response.statusCode();
    }

    InputStream body() {
        return response.body();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    List<String> headers(String name) {
        return response.headers().allValues(name);
    }

    /** @throws WebFailureException if the response has none, or what it has is none */
    MediaType contentType() throws WebFailureException {
        String header = header("Content-Type");
        if (header == null) {
            throw unusable("without a Content-Type");
        }
        try {
            return MediaType.parse(header);
        } catch (IllegalArgumentException e) {
            throw unusable("with a Content-Type that is " + e.getMessage());
        }
    }

    /** @param how such as {@code with the media type text/html} */
    WebFailureException unusable(String how) {
        return WebFailureException.ofContent(
                request + " was answered " + status() + " " + how + ". Is the URL that of a DICOMweb service?",
                status(),
                false,
                null);
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
