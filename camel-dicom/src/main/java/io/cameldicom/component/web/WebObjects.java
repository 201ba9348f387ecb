package io.cameldicom.component.web;

import io.cameldicom.component.DicomObject;
import io.cameldicom.component.ObjectSpool;
import io.cameldicom.component.PassingObjects;
import io.cameldicom.web.MediaType;
import io.cameldicom.web.MultipartReader.Part;
import io.cameldicom.web.WadoTarget;
import io.cameldicom.web.client.RetrievedParts;
import io.cameldicom.web.client.WebClient;
import io.cameldicom.web.client.WebFailureException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects of a WADO-RS retrieval as they arrive: the body after {@code operation=wado}. The server sends as fast as they
 * are taken. A response that breaks off is asked for again, and what the route has had is not given twice. Closing asks for no
 * more; so does the end of the exchange. For one thread at a time.
 */
public final class WebObjects implements PassingObjects {

    private static final Logger LOG = LoggerFactory.getLogger(WebObjects.class);

    /** Asks for the instances of a target. */
    interface Source {
        RetrievedParts open(WadoTarget target) throws IOException, InterruptedException;
    }

    private final Exchange exchange;
    private final Iterator<WadoTarget> targets;
    private final Source source;
    private final WebClient client;
    private final ObjectSpool spool;
    private final Function<IOException, DicomWebException> failure;

    private final Set<String> had = new HashSet<>();
    private WadoTarget target;
    private RetrievedParts parts;
    private int retries;
    private DicomObject next;
    private DicomObject last;
    private boolean releaseEach;
    private boolean closed;

    WebObjects(
            Exchange exchange,
            List<WadoTarget> targets,
            Source source,
            WebClient client,
            ObjectSpool spool,
            Function<IOException, DicomWebException> failure) {
        this.exchange = exchange;
        this.targets = targets.iterator();
        this.source = source;
        this.client = client;
        this.spool = spool;
        this.failure = failure;
    }

    /** @throws RuntimeCamelException with a {@link DicomWebException} if the server fails or gives but a part (206) */
    @Override
    public boolean hasNext() {
        letGoOfLast();
        try {
            while (next == null && !closed && (target != null || targets.hasNext())) {
                if (target == null) {
                    target = targets.next();
                    retries = 0;
                }
                advance();
            }
            return next != null;
        } catch (IOException e) {
            close();
            throw new RuntimeCamelException(failure.apply(e));
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new RuntimeCamelException(
                    failure.apply(new InterruptedIOException("interrupted while waiting for an object")));
        }
    }

    private void advance() throws IOException, InterruptedException {
        if (parts == null) {
            parts = source.open(target);
        }
        try {
            Part part = parts.next();
            if (part != null) {
                take(part);
                return;
            }
            if (parts.isPartial()) {
                throw parts.unusable("(partial content): there is more, which the server does not give");
            }
            closeParts();
            target = null;
        } catch (WebFailureException e) {
            closeParts();
            if (!e.isRetryable() || !client.pauses(retries++, null)) {
                throw e;
            }
        }
    }

    private void take(Part part) throws IOException {
        MediaType type = parts.typeOf(part);
        if (!type.isSame(MediaType.DICOM)) {
            throw parts.unusable("with " + type.essence() + " among what should be application/dicom");
        }
        DicomObject object = spool.read(part.content());
        if (object.sopInstanceUid() != null && !had.add(object.sopInstanceUid())) {
            object.discard();
        } else {
            next = object;
        }
    }

    @Override
    public DicomObject next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more objects");
        }
        DicomObject object = next;
        next = null;
        if (releaseEach) {
            last = object;
        } else {
            object.handOverTo(exchange);
        }
        return object;
    }

    @Override
    public void releaseEach() {
        releaseEach = true;
    }

    @Override
    public void close() {
        closed = true;
        letGoOfLast();
        if (next != null) {
            next.discard();
            next = null;
        }
        closeParts();
    }

    private void letGoOfLast() {
        if (last != null) {
            last.discard();
            last = null;
        }
    }

    private void closeParts() {
        if (parts != null) {
            try {
                parts.close();
            } catch (IOException e) {
                LOG.debug("a response could not be closed", e);
            }
            parts = null;
        }
    }
}
