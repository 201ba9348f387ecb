package io.cameldicom.component.web;

import io.cameldicom.component.AnsweredObjects;
import io.cameldicom.component.DicomObject;
import io.cameldicom.component.DicomOperation;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.query.QueryLevel;
import io.cameldicom.web.WebRequestException;
import io.cameldicom.web.WebResource;
import java.io.Closeable;
import java.io.IOException;
import java.util.Locale;
import org.apache.camel.Exchange;

/**
 * The objects a route answers a retrieval with, while they are sent: the exchange, like that of a C-GET, lasts as long. For
 * one thread at a time.
 */
final class Retrieval implements Closeable {

    private final WebExchanges exchanges;
    private final Exchange exchange;
    private final AnsweredObjects objects;
    private boolean closed;

    private Retrieval(WebExchanges exchanges, Exchange exchange, AnsweredObjects objects) {
        this.exchanges = exchanges;
        this.exchange = exchange;
        this.objects = objects;
    }

    /**
     * Asks the route.
     *
     * @throws WebRequestException 404 if there is no object, or what the route's failure means
     */
    static Retrieval of(WebExchanges exchanges, WebRequest request, WebResource resource) throws WebRequestException {
        Attributes identifier = identifier(resource);
        Exchange exchange = exchanges.query(request, DicomOperation.get, identifier, "");
        Retrieval retrieval = null;
        try {
            Object body = exchanges.answer(exchange, identifier);
            retrieval = new Retrieval(exchanges, exchange, new AnsweredObjects(body, exchange));
            if (!retrieval.objects.hasNext()) {
                throw new WebRequestException(
                        WebRequestException.NOT_FOUND,
                        "There is no such " + resource.level().name().toLowerCase(Locale.ROOT));
            }
            return retrieval;
        } catch (WebRequestException e) {
            close(retrieval, exchanges, exchange);
            throw e;
        } catch (RuntimeException e) {
            exchange.setException(e);
            close(retrieval, exchanges, exchange);
            throw WebExchanges.failure(e);
        }
    }

    private static void close(Retrieval retrieval, WebExchanges exchanges, Exchange exchange) {
        if (retrieval != null) {
            retrieval.close();
        } else {
            exchanges.done(exchange);
        }
    }

    private static Attributes identifier(WebResource resource) {
        Attributes identifier = new Attributes();
        identifier.setString(Tag.QueryRetrieveLevel, VR.CS, resource.level().name());
        identifier.setString(Tag.StudyInstanceUID, VR.UI, resource.studyUid());
        if (resource.level() != QueryLevel.STUDY) {
            identifier.setString(Tag.SeriesInstanceUID, VR.UI, resource.seriesUid());
        }
        if (resource.level() == QueryLevel.IMAGE) {
            identifier.setString(Tag.SOPInstanceUID, VR.UI, resource.instanceUid());
        }
        return identifier;
    }

    /** How many objects there are; -1 where nobody knows. */
    int size() {
        return objects.size();
    }

    /** @throws IOException if the route's source of objects fails */
    boolean hasNext() throws IOException {
        try {
            return objects.hasNext();
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    /** What the route gave. */
    Object next() throws IOException {
        try {
            return objects.next();
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    /** The object that {@link #next} gave. */
    DicomObject object(Object element) throws IOException {
        try {
            return objects.object(element);
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    private IOException failed(RuntimeException e) {
        exchange.setException(e);
        return new IOException("The objects of a retrieval ended with a failure", e);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try {
                objects.close();
            } finally {
                exchanges.done(exchange);
            }
        }
    }
}
