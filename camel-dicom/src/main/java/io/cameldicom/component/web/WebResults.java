package io.cameldicom.component.web;

import io.cameldicom.component.ClosableIterator;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.web.client.SearchResults;
import java.io.IOException;
import java.util.function.Function;
import org.apache.camel.RuntimeCamelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data sets of a search or of metadata as the server gives them: the body after {@code operation=qido} and {@code
 * operation=metadata}. Closing asks for no more; so does the end of the exchange. For one thread at a time.
 */
public final class WebResults implements ClosableIterator<Attributes> {

    private static final Logger LOG = LoggerFactory.getLogger(WebResults.class);

    private final SearchResults results;
    private final Function<IOException, DicomWebException> failure;
    private boolean cutOff;

    WebResults(SearchResults results, Function<IOException, DicomWebException> failure) {
        this.results = results;
        this.failure = failure;
    }

    /**
     * @throws RuntimeCamelException with a {@link DicomWebException} if the server fails
     * @throws IllegalStateException if the exchange was done before all results were taken
     */
    @Override
    public boolean hasNext() {
        if (cutOff) {
            throw new IllegalStateException(
                    "The exchange of the search is done: take its results within the route, or set"
                            + " outputType=list");
        }
        try {
            return results.hasNext();
        } catch (IOException e) {
            throw new RuntimeCamelException(failure.apply(e));
        }
    }

    @Override
    public Attributes next() {
        try {
            return results.next();
        } catch (IOException e) {
            throw new RuntimeCamelException(failure.apply(e));
        }
    }

    @Override
    public void close() {
        try {
            results.close();
        } catch (IOException e) {
            LOG.debug("a response could not be closed", e);
        }
    }

    /** As {@link #close}, when somebody may still ask for more. */
    void cutOff() {
        cutOff = true;
        close();
    }
}
