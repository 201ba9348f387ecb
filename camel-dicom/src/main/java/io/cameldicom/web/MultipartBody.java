package io.cameldicom.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * A {@code multipart/related} body of parts that can be opened again and again, so that a request can be repeated. Immutable;
 * of one media type, that of its parts.
 *
 * @param boundary of the Content-Type
 * @param type of each part
 * @param parts in their order
 */
public record MultipartBody(String boundary, MediaType type, List<Part> parts) {

    /** Content of known length. */
    public interface Part {
        /** In bytes. */
        long length();

        /** The media type of this part; its parameters may differ from those of others. */
        MediaType type();

        /** From the start, to be closed by the caller. */
        InputStream open() throws IOException;
    }

    public MultipartBody {
        parts = List.copyOf(parts);
    }

    public static MultipartBody of(MediaType type, List<Part> parts) {
        return new MultipartBody(MultipartWriter.newBoundary(), type, parts);
    }

    /** The Content-Type of the whole. */
    public MediaType contentType() {
        return type.inRelated().with("boundary", boundary);
    }

    /** In bytes. */
    public long length() {
        long length = MultipartWriter.tail(boundary, parts.isEmpty()).length;
        for (int i = 0; i < parts.size(); i++) {
            length += head(i).length + parts.get(i).length();
        }
        return length;
    }

    /** The whole from its start; one part at a time is open. */
    public InputStream open() {
        return new Stream();
    }

    private byte[] head(int index) {
        return MultipartWriter.head(boundary, index == 0, parts.get(index).type(), Map.of());
    }

    private final class Stream extends InputStream {

        /** Heads are at even steps, contents at odd ones, the tail is last. */
        private int step = -1;

        private InputStream current = InputStream.nullInputStream();

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int count = current.read(target, offset, length);
            while (count < 0 && step < 2 * parts.size()) {
                current.close();
                step++;
                current = at(step);
                count = current.read(target, offset, length);
            }
            return count;
        }

        private InputStream at(int step) throws IOException {
            int index = step / 2;
            if (index == parts.size()) {
                return new ByteArrayInputStream(MultipartWriter.tail(boundary, parts.isEmpty()));
            }
            return step % 2 == 0
                    ? new ByteArrayInputStream(head(index))
                    : parts.get(index).open();
        }

        @Override
        public void close() throws IOException {
            current.close();
        }
    }
}
