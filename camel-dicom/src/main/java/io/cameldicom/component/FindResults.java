package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.service.Matches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import org.apache.camel.RuntimeCamelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The matches of a query as the peer finds them: the body after {@code operation=find}. Closing cancels the query unless all
 * have come; so does the end of the exchange. For one thread at a time.
 */
public final class FindResults implements ClosableIterator<Attributes> {

    private static final Logger LOG = LoggerFactory.getLogger(FindResults.class);

    private final Matches matches;
    private final Function<IOException, DicomOperationException> failure;
    private final Runnable whenEnded;
    private boolean ended;
    private boolean cutOff;

    /** @param whenEnded called once, when the association is free again */
    FindResults(Matches matches, Function<IOException, DicomOperationException> failure, Runnable whenEnded) {
        this.matches = matches;
        this.failure = failure;
        this.whenEnded = whenEnded;
    }

    /**
     * @throws RuntimeCamelException with a {@link DicomOperationException} if the peer ended the query with a failure or is
     *     lost
     * @throws IllegalStateException if the exchange was done before all matches were taken
     */
    @Override
    public boolean hasNext() {
        if (cutOff) {
            throw new IllegalStateException("The exchange of the query is done, and the rest of its matches cancelled:"
                    + " take them within the route, or set outputType=list");
        }
        try {
            boolean next = matches.hasNext();
            if (!next) {
                end();
            }
            return next;
        } catch (UncheckedIOException e) {
            end();
            throw new RuntimeCamelException(failure.apply(e.getCause()));
        }
    }

    @Override
    public Attributes next() {
        return matches.next();
    }

    /** The final status when there is no next match any more: 0000, B001 or FE00; -1 before. */
    public int status() {
        return matches.status();
    }

    /** Whether the peer said so far that it does not support optional keys (FF01). */
    public boolean optionalKeysNotSupported() {
        return matches.optionalKeysNotSupported();
    }

    /** Asks the peer to stop; what is under way can still be taken. For any thread. */
    public void cancel() {
        try {
            matches.cancel();
        } catch (IOException e) {
            LOG.debug("a query could not be cancelled", e);
        }
    }

    @Override
    public void close() {
        if (!ended) {
            matches.close();
            end();
        }
    }

    /** As {@link #close}, when somebody may still ask for more. */
    void cutOff() {
        if (!ended) {
            cutOff = true;
            close();
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
            whenEnded.run();
        }
    }
}
