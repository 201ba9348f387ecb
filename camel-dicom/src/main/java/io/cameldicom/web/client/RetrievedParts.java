package io.cameldicom.web.client;

import io.cameldicom.web.MediaType;
import io.cameldicom.web.MultipartException;
import io.cameldicom.web.MultipartLimits;
import io.cameldicom.web.MultipartReader;
import io.cameldicom.web.MultipartReader.Part;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** What a retrieval gives, part by part as it comes; a body that is not multipart is one part. For one thread. */
public final class RetrievedParts implements Closeable {

    private final WebResponse response;
    private final MultipartReader reader;
    private final MediaType type;
    private boolean singleTaken;

    RetrievedParts(WebResponse response) throws IOException {
        this.response = response;
        try {
            boolean empty = response.status() == 204;
            this.type = empty ? null : response.contentType();
            this.reader = empty || !type.isSame(MediaType.MULTIPART_RELATED)
                    ? null
                    : new MultipartReader(response.body(), type.parameter("boundary"), MultipartLimits.DEFAULT);
            this.singleTaken = empty;
        } catch (MultipartException e) {
            response.close();
            throw response.unusable("with a body that cannot be read: " + e.getMessage());
        } catch (IOException e) {
            response.close();
            throw e;
        }
    }

    /** Whether the server said that there is more than it gives (206). */
    public boolean isPartial() {
        return Wado.isPartial(response.status());
    }

    /** Status of the response. */
    public int status() {
        return response.status();
    }

    /**
     * The next part; what was not read of the one before is skipped.
     *
     * @return null after the last
     * @throws WebFailureException if the body is malformed or breaks off; its content throws the same
     */
    public Part next() throws IOException {
        Part part = take();
        return part == null ? null : new Part(part.headers(), new Content(part.content()));
    }

    private Part take() throws IOException {
        try {
            if (reader != null) {
                return reader.next();
            }
        } catch (IOException e) {
            throw broken(e);
        }
        if (singleTaken) {
            return null;
        }
        singleTaken = true;
        return new Part(Map.of("content-type", type.toString()), response.body());
    }

    /** The media type of a part; what the part does not say, the whole does. */
    public MediaType typeOf(Part part) throws IOException {
        MediaType own = part.contentType();
        MediaType related = type.related();
        return own != null ? own : related != null ? related : MediaType.OCTET_STREAM;
    }

    private WebFailureException broken(IOException cause) {
        return cause instanceof WebFailureException already
                ? already
                : WebFailureException.ofContent(
                        "The response broke off or cannot be read: " + cause.getMessage(), status(), true, cause);
    }

    /** A part that is not what was asked for. */
    public WebFailureException unusable(String how) {
        return response.unusable(how);
    }

    @Override
    public void close() throws IOException {
        response.close();
    }

    /** Tells a response that fails from whatever else may fail with who reads it. */
    private final class Content extends FilterInputStream {

        Content(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return in.read(target, offset, length);
            } catch (IOException e) {
                throw broken(e);
            }
        }
    }
}
