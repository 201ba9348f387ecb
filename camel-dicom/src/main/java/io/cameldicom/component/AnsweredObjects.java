package io.cameldicom.component;

import io.cameldicom.dicom.service.RetrieveResult;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;

/**
 * The objects a route answers a retrieval with: {@code DicomObject}s, files, or whatever Camel makes such of. For one thread
 * at a time.
 */
public final class AnsweredObjects implements ClosableIterator<Object> {

    private final BodyElements elements;
    private final Exchange exchange;

    /** @param body what the route answered; the objects a peer is asked for are let go one by one as the next is taken */
    public AnsweredObjects(Object body, Exchange exchange) {
        if (body instanceof RetrieveResult) {
            throw new RuntimeCamelException(
                    "The route has the objects sent elsewhere (operation=move): to be answered here"
                            + " they must come to it, as with operation=get");
        }
        if (body instanceof RetrievedObjects fromPeer) {
            fromPeer.releaseEach();
        }
        this.elements = BodyElements.of(body);
        this.exchange = exchange;
    }

    /** How many there are; -1 where nobody knows. */
    public int size() {
        return elements.size();
    }

    @Override
    public boolean hasNext() {
        return elements.hasNext();
    }

    /** What the route gave, which {@link #object} makes an object of. */
    @Override
    public Object next() {
        return elements.next();
    }

    /** @throws RuntimeCamelException if the element is no object and cannot be made one */
    public DicomObject object(Object element) {
        if (element instanceof DicomObject ready) {
            return ready;
        }
        DicomObject object =
                exchange.getContext().getTypeConverter().tryConvertTo(DicomObject.class, exchange, element);
        if (object == null) {
            throw new RuntimeCamelException("An answer to a retrieval is made of DicomObjects or files, not of "
                    + (element == null ? "null" : element.getClass().getName()));
        }
        return object;
    }

    @Override
    public void close() {
        elements.close();
    }
}
