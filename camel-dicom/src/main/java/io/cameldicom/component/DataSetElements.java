package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;

/**
 * The data sets a route has at hand: {@code Attributes}, heads of {@code DicomObject}s, rows of a database as maps, and
 * whatever Camel converts.
 */
public final class DataSetElements implements ClosableIterator<Attributes> {

    private final BodyElements elements;
    private final Attributes identifier;
    private final Exchange exchange;

    /** @param identifier says where the columns of a row belong; null: at the top */
    public DataSetElements(Object body, Attributes identifier, Exchange exchange) {
        // a route that set no body has not answered with the question
        this.elements = BodyElements.of(body == identifier ? null : body);
        this.identifier = identifier;
        this.exchange = exchange;
    }

    @Override
    public boolean hasNext() {
        return elements.hasNext();
    }

    @Override
    public Attributes next() {
        Object element = elements.next();
        if (element instanceof Attributes attributes) {
            return attributes;
        }
        if (element instanceof DicomObject object) {
            return object.attributes();
        }
        if (element instanceof Map<?, ?> row) {
            return identifier == null ? AttributesOfMap.of(row) : AttributesOfMap.of(row, identifier);
        }
        Attributes converted =
                exchange.getContext().getTypeConverter().tryConvertTo(Attributes.class, exchange, element);
        if (converted == null) {
            throw new RuntimeCamelException("An answer to a query is made of Attributes, DicomObjects or maps, not of "
                    + (element == null ? "null" : element.getClass().getName()));
        }
        return converted;
    }

    @Override
    public void close() {
        elements.close();
    }
}
