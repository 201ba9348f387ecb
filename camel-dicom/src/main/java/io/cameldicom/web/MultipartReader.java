package io.cameldicom.web;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads a {@code multipart/related} body (RFC 2046 5.1, RFC 2387) part by part as it arrives; a part is never held as a
 * whole. Takes line feeds without carriage returns, which some peers send. Content-Length of a part is not needed and not
 * believed. For one thread.
 */
public final class MultipartReader implements Closeable {

    /**
     * RFC 2046 5.1.1: no space at the end, and 1 to 70 characters; but Orthanc, as a client of STOW-RS, sends two UUIDs and a
     * hyphen, which are 73.
     */
    private static final Pattern BOUNDARY = Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,199}[0-9A-Za-z'()+_,./:=?-]");

    private final InputStream in;
    private final MultipartLimits limits;
    private final BodyBuffer buffer;
    private int parts;
    private Content current;
    private boolean finished;

    /**
     * @param in closed with this
     * @param boundary of the Content-Type, without quotes
     * @throws MultipartException if the boundary is missing or none
     */
    public MultipartReader(InputStream in, String boundary, MultipartLimits limits) throws MultipartException {
        if (boundary == null) {
            throw new MultipartException("The Content-Type of a multipart body has no boundary");
        }
        if (!BOUNDARY.matcher(boundary).matches()) {
            throw new MultipartException(
                    "The boundary is none of RFC 2046: 1 to 200 letters, digits and certain marks");
        }
        this.in = in;
        this.limits = limits;
        this.buffer = new BodyBuffer(in, boundary);
    }

    /**
     * One part; its content is to be read before the next part is asked for.
     *
     * @param headers by name in lower case; unmodifiable
     * @param content ends where the part ends; {@link MultipartException} where the whole body ends before
     */
    public record Part(Map<String, String> headers, InputStream content) {

        /**
         * @return null if the part has none
         * @throws MultipartException if it is no media type
         */
        public MediaType contentType() throws MultipartException {
            String text = headers.get("content-type");
            try {
                return text == null ? null : MediaType.parse(text);
            } catch (IllegalArgumentException e) {
                throw new MultipartException("The Content-Type of a part is " + e.getMessage());
            }
        }
    }

    /**
     * The next part; what was not read of the one before is skipped.
     *
     * @return null after the last; what follows the closing boundary is not read
     * @throws MultipartException if the body is malformed, cut short or beyond a limit
     */
    public Part next() throws IOException {
        if (finished) {
            return null;
        }
        if (current == null) {
            skipPreamble();
        } else {
            current.skipRest();
        }
        if (finished) {
            return null;
        }
        if (++parts > limits.maxParts()) {
            throw failure("more than " + limits.maxParts() + " parts");
        }
        Map<String, String> headers = headers();
        current = new Content();
        return new Part(headers, current);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void skipPreamble() throws IOException {
        while (true) {
            int before = buffer.beforeDelimiter();
            if (before >= 0) {
                buffer.consume(before);
                passBoundary();
                return;
            }
            buffer.consume(buffer.beforeAnyDelimiter());
            if (buffer.position() > limits.maxPreamble()) {
                throw failure("no boundary within the first " + limits.maxPreamble() + " bytes");
            }
            if (buffer.sourceEnded()) {
                throw failure("the boundary of the Content-Type is nowhere in the body");
            }
            buffer.fill();
        }
    }

    private void passBoundary() throws IOException {
        buffer.consumeDelimiter();
        if (buffer.peek(0) == '-' && buffer.peek(1) == '-') {
            finished = true;
            return;
        }
        int padding = 0;
        while (buffer.peek(0) == ' ' || buffer.peek(0) == '\t') {
            buffer.consume(1);
            if (++padding > limits.maxHeaderBytes()) {
                throw failure("the line of a boundary does not end");
            }
        }
        if (buffer.peek(0) == '\r') {
            buffer.consume(1);
        }
        if (buffer.peek(0) != '\n') {
            throw failure("there is more in the line of a boundary");
        }
        buffer.consume(1);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        int room = limits.maxHeaderBytes();
        String name = null;
        for (String line = line(room); !line.isEmpty(); line = line(room)) {
            room -= line.length();
            if (name != null && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
                headers.merge(name, line.strip(), (first, folded) -> first + " " + folded);
                continue;
            }
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw failure("a header of a part has no name");
            }
            name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            headers.putIfAbsent(name, line.substring(colon + 1).strip());
            if (headers.size() > limits.maxHeaders()) {
                throw failure("a part has more than " + limits.maxHeaders() + " headers");
            }
        }
        return Collections.unmodifiableMap(headers);
    }

    private String line(int room) throws IOException {
        int length = 0;
        for (int next = buffer.peek(0); next != '\n'; next = buffer.peek(length)) {
            if (next < 0) {
                throw failure("it ends within the headers of a part");
            }
            if (++length > room) {
                throw failure("the headers of a part are longer than " + limits.maxHeaderBytes() + " bytes");
            }
        }
        String line = buffer.text(length);
        buffer.consume(length + 1);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private MultipartException failure(String why) {
        return new MultipartException(
                "Not a multipart body as it should be, at byte " + buffer.position() + ": " + why);
    }

    /** The content of the part at hand. */
    private final class Content extends InputStream {

        /** Bytes at the start of the buffer found to be content. */
        private int ready;

        private boolean begun;
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (this != current) {
                throw new IOException("The part was left for the next one");
            }
            if (length == 0) {
                return 0;
            }
            if (!advance()) {
                return -1;
            }
            int count = Math.min(ready, length);
            buffer.copyTo(target, offset, count);
            ready -= count;
            return count;
        }

        @Override
        public int available() {
            return this == current ? ready : 0;
        }

        private void skipRest() throws IOException {
            while (advance()) {
                buffer.consume(ready);
                ready = 0;
            }
        }

        /** Looks for content until some is ready; false at the end of the part. */
        private boolean advance() throws IOException {
            if (!begun) {
                begun = true;
                endIfEmpty();
            }
            while (ready == 0 && !ended) {
                int before = buffer.beforeDelimiter();
                if (before == 0) {
                    end();
                } else if (before > 0) {
                    ready = before;
                } else {
                    ready = buffer.beforeAnyDelimiter();
                    if (ready == 0 && buffer.sourceEnded()) {
                        throw failure("it ends without its closing boundary");
                    }
                    if (ready == 0) {
                        buffer.fill();
                    }
                }
            }
            return ready > 0;
        }

        /** The blank line behind the headers may be all there is before the next boundary. */
        private void endIfEmpty() throws IOException {
            if (buffer.startsWithBoundary()) {
                end();
            }
        }

        private void end() throws IOException {
            ended = true;
            passBoundary();
        }
    }
}
