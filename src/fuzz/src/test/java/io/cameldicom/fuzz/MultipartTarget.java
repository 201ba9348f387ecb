package io.cameldicom.fuzz;

import io.cameldicom.web.MediaType;
import io.cameldicom.web.MultipartBody;
import io.cameldicom.web.MultipartException;
import io.cameldicom.web.MultipartLimits;
import io.cameldicom.web.MultipartReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A multipart body, as HTTP clients send and servers answer. It says the same however it arrives, and its parts are the
 * same after they were written and read again. The first byte says which boundary its Content-Type has.
 */
public final class MultipartTarget {

    /** The second one begins as an empty line with a boundary ends. */
    static final List<String> BOUNDARIES = List.of("b", "--b", "camel-dicom-7d1e");

    private static final MultipartLimits LIMITS = new MultipartLimits(50, 8, 1024, 2048);
    private static final MediaType WHAT_HAS_NONE = MediaType.OCTET_STREAM;

    private MultipartTarget() {}

    private record Part(MediaType type, byte[] content) implements MultipartBody.Part {
        @Override
        public long length() {
            return content.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(content);
        }

        boolean isSame(Part other) {
            return type.equals(other.type) && Arrays.equals(content, other.content);
        }
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        String boundary = BOUNDARIES.get((input[0] & 0xFF) % BOUNDARIES.size());
        byte[] body = Arrays.copyOfRange(input, 1, input.length);
        List<Part> parts = readOrNull(new ByteArrayInputStream(body), boundary);
        List<Part> inPieces = readOrNull(new Dripping(body), boundary);
        requireSame(parts, inPieces, "otherwise when it comes in pieces");
        if (parts != null) {
            MultipartBody again = MultipartBody.of(MediaType.DICOM, List.copyOf(parts));
            requireSame(parts, read(again.open(), again.boundary()), "not the same after writing");
        }
    }

    private static void requireSame(List<Part> parts, List<Part> others, String otherwise) {
        boolean same = parts == null || others == null ? parts == others : parts.size() == others.size();
        for (int i = 0; same && parts != null && i < parts.size(); i++) {
            same = parts.get(i).isSame(others.get(i));
        }
        if (!same) {
            throw new AssertionError(otherwise);
        }
    }

    private static List<Part> readOrNull(InputStream body, String boundary) throws IOException {
        try {
            return read(body, boundary);
        } catch (MultipartException e) {
            return null;
        }
    }

    private static List<Part> read(InputStream body, String boundary) throws IOException {
        List<Part> parts = new ArrayList<>();
        try (MultipartReader reader = new MultipartReader(body, boundary, LIMITS)) {
            for (MultipartReader.Part part = reader.next(); part != null; part = reader.next()) {
                MediaType type = part.contentType();
                parts.add(new Part(
                        type == null ? WHAT_HAS_NONE : type, part.content().readAllBytes()));
            }
        }
        return parts;
    }

    /** A byte at a time, as slow lines have it. */
    private static final class Dripping extends ByteArrayInputStream {
        Dripping(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 1));
        }
    }
}
