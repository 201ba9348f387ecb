package io.cameldicom.web;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * Writes a {@code multipart/related} body (RFC 2387) part by part: {@link #begin}, the content to {@link #content}, and so
 * on, then {@link #finish}. For one thread.
 */
public final class MultipartWriter implements Closeable {

    private final OutputStream out;
    private final String boundary;
    private boolean begun;

    /** @param out closed with this */
    public MultipartWriter(OutputStream out, String boundary) {
        this.out = out;
        this.boundary = boundary;
    }

    /** A boundary that no content has, but by a chance of 1 to 2^122. */
    public static String newBoundary() {
        return "camel-dicom-" + UUID.randomUUID();
    }

    /** What is written before the content of a part. */
    static byte[] head(String boundary, boolean first, MediaType contentType, Map<String, String> headers) {
        StringBuilder head =
                new StringBuilder(first ? "--" : "\r\n--").append(boundary).append("\r\n");
        head.append("Content-Type: ").append(contentType).append("\r\n");
        headers.forEach((name, value) ->
                head.append(name).append(": ").append(oneLine(value)).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What is written behind the last part. */
    static byte[] tail(String boundary, boolean empty) {
        return ((empty ? "--" : "\r\n--") + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String oneLine(String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a header must not have line ends");
        }
        return value;
    }

    /** The next part; the one before is complete. */
    public void begin(MediaType contentType, Map<String, String> headers) throws IOException {
        out.write(head(boundary, !begun, contentType, headers));
        begun = true;
    }

    /** Where the content of the part goes; not to be closed. */
    public OutputStream content() {
        return out;
    }

    /** The closing boundary; without it the reader knows that something is missing. */
    public void finish() throws IOException {
        out.write(tail(boundary, !begun));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
