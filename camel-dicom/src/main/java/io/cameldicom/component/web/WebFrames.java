package io.cameldicom.component.web;

import io.cameldicom.component.ClosableIterator;
import io.cameldicom.web.MediaType;
import io.cameldicom.web.MultipartReader.Part;
import io.cameldicom.web.client.RetrievedParts;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.camel.RuntimeCamelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The frames of a response as they come; one is in memory at a time. For one thread. */
final class WebFrames implements ClosableIterator<WebFrame> {

    private static final Logger LOG = LoggerFactory.getLogger(WebFrames.class);

    private final RetrievedParts parts;
    private final Iterator<Integer> numbers;
    private final int maxBytes;
    private final Function<IOException, DicomWebException> failure;
    private WebFrame next;

    /** @param numbers of the frames asked for, in which order the server gives them (PS3.18 10.4.1.1.6) */
    WebFrames(
            RetrievedParts parts,
            Iterator<Integer> numbers,
            int maxBytes,
            Function<IOException, DicomWebException> failure) {
        this.parts = parts;
        this.numbers = numbers;
        this.maxBytes = maxBytes;
        this.failure = failure;
    }

    @Override
    public boolean hasNext() {
        try {
            if (next == null && numbers.hasNext()) {
                int number = numbers.next();
                Part part = parts.next();
                if (part == null) {
                    throw parts.unusable("without frame " + number + " and those after it");
                }
                MediaType type = parts.typeOf(part);
                byte[] bytes = bytes(part, maxBytes, parts);
                next = new WebFrame(number, type.essence(), type.parameter("transfer-syntax"), bytes);
            }
            return next != null;
        } catch (IOException e) {
            throw new RuntimeCamelException(failure.apply(e));
        }
    }

    /** @throws io.cameldicom.web.client.WebFailureException if there are more */
    static byte[] bytes(Part part, int maxBytes, RetrievedParts parts) throws IOException {
        byte[] bytes = part.content().readNBytes(maxBytes);
        if (bytes.length == maxBytes && part.content().read() >= 0) {
            throw parts.unusable("with more than " + maxBytes + " bytes in a part");
        }
        return bytes;
    }

    @Override
    public WebFrame next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more frames");
        }
        WebFrame frame = next;
        next = null;
        return frame;
    }

    @Override
    public void close() {
        try {
            parts.close();
        } catch (IOException e) {
            LOG.debug("a response could not be closed", e);
        }
    }
}
