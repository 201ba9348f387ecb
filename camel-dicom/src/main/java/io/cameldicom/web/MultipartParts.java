package io.cameldicom.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Map;

/** A multipart body whose parts are made while it is read; where the source of a part fails, the body ends without its end. */
public final class MultipartParts implements ChainedStream.Parts {

    /**
     * One part.
     *
     * @param headers besides Content-Type
     */
    public record Part(MediaType type, Map<String, String> headers, InputStream content) {}

    /** Where parts come from. */
    public interface Source {
        /** Null after the last part. */
        Part next() throws IOException;

        /** Called once, whether all parts were asked for or not. */
        default void close() throws IOException {}
    }

    private final String boundary;
    private final Source source;
    private boolean begun;
    private boolean ended;

    /** @param boundary see {@link MultipartWriter#newBoundary} */
    public MultipartParts(String boundary, Source source) {
        this.boundary = boundary;
        this.source = source;
    }

    @Override
    public InputStream next() throws IOException {
        if (ended) {
            return null;
        }
        Part part = source.next();
        if (part == null) {
            ended = true;
            return new ByteArrayInputStream(MultipartWriter.tail(boundary, !begun));
        }
        byte[] head = MultipartWriter.head(boundary, !begun, part.type(), part.headers());
        begun = true;
        return new SequenceInputStream(new ByteArrayInputStream(head), part.content());
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
