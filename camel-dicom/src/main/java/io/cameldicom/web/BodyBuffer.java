package io.cameldicom.web;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A window on a multipart body, and the search for its boundary in it. */
final class BodyBuffer {

    private static final int SIZE = 64 * 1024;
    /** Behind a boundary: its line end, or the hyphens that make it the last. */
    private static final int LOOK_AHEAD = 2;

    private final InputStream in;
    /** The line end before a boundary is part of it (RFC 2046 5.1.1); the carriage return may be missing. */
    private final byte[] delimiter;
    /** How far a window may move on when its last byte is this one (Horspool). */
    private final int[] shifts = new int[256];

    private byte[] buffer = new byte[SIZE];
    private int start;
    private int end;
    private boolean sourceEnded;
    private long position;

    BodyBuffer(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
        Arrays.fill(shifts, delimiter.length);
        for (int i = 0; i < delimiter.length - 1; i++) {
            shifts[delimiter[i] & 0xFF] = delimiter.length - 1 - i;
        }
        buffer[end++] = '\n'; // a boundary may be the first line of all
        position = -1;
    }

    /** Bytes of the body consumed. */
    long position() {
        return position;
    }

    boolean sourceEnded() {
        return sourceEnded;
    }

    /** The byte so many ahead, read if need be; -1 beyond the end. */
    int peek(int ahead) throws IOException {
        while (start + ahead >= end) {
            if (!fill()) {
                return -1;
            }
        }
        return buffer[start + ahead] & 0xFF;
    }

    void consume(int count) {
        start += count;
        position += count;
    }

    void copyTo(byte[] target, int offset, int count) {
        System.arraycopy(buffer, start, target, offset, count);
        consume(count);
    }

    String text(int length) {
        return new String(buffer, start, length, StandardCharsets.ISO_8859_1);
    }

    /** Reads more; false at the end of the source. */
    boolean fill() throws IOException {
        if (sourceEnded) {
            return false;
        }
        if (start > 0 && end > buffer.length / 2) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2); // what peeks is bounded
        }
        int count;
        try {
            count = in.read(buffer, end, buffer.length - end);
        } catch (EOFException e) {
            count = -1; // chunked bodies that stop in the middle: told by the boundary that is missing
        }
        sourceEnded = count < 0;
        end += Math.max(0, count);
        return !sourceEnded;
    }

    /** How many bytes before the next delimiter, its line end not counted; -1 if none is in the buffer as a whole. */
    int beforeDelimiter() {
        int from = start;
        while (true) {
            int found = indexOf(from);
            if (found < 0 || !sourceEnded && found + delimiter.length + LOOK_AHEAD > end) {
                return -1;
            }
            if (endsBoundary(found + delimiter.length)) {
                return found - start - (found > start && buffer[found - 1] == '\r' ? 1 : 0);
            }
            from = found + 1;
        }
    }

    /** Whether the boundary without a line end before it is next. */
    boolean startsWithBoundary() throws IOException {
        for (int i = 1; i < delimiter.length; i++) {
            if (peek(i - 1) != delimiter[i]) {
                return false;
            }
        }
        peek(delimiter.length);
        return endsBoundary(start + delimiter.length - 1);
    }

    /** How many bytes are certainly not of a delimiter, as long as there is none in the buffer. */
    int beforeAnyDelimiter() {
        return Math.max(0, end - start - delimiter.length - LOOK_AHEAD - 1);
    }

    /** From where a delimiter begins to behind its boundary. */
    void consumeDelimiter() throws IOException {
        if (peek(0) == '\r') {
            consume(1);
        }
        if (peek(0) == '\n') {
            consume(1);
        }
        consume(delimiter.length - 1);
    }

    /** A line that only begins like a boundary is content. */
    private boolean endsBoundary(int behind) {
        if (behind >= end) {
            return false;
        }
        byte next = buffer[behind];
        return next == '\r'
                || next == '\n'
                || next == ' '
                || next == '\t'
                || next == '-' && behind + 1 < end && buffer[behind + 1] == '-';
    }

    private int indexOf(int from) {
        int last = delimiter.length - 1;
        int at = from;
        while (at + last < end) {
            byte tail = buffer[at + last];
            if (tail == delimiter[last] && Arrays.equals(buffer, at, at + last, delimiter, 0, last)) {
                return at;
            }
            at += shifts[tail & 0xFF];
        }
        return -1;
    }
}
