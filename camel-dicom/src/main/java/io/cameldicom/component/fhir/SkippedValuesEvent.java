package io.cameldicom.component.fhir;

import java.util.EventObject;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;

/**
 * An ImagingStudy was made without some optional elements, because their values could not be used. For an event notifier
 * that counts them; the endpoint counts them, too, see its JMX attribute {@code SkippedValues}.
 */
public final class SkippedValuesEvent extends EventObject implements CamelEvent {

    private final transient Exchange exchange;
    private final List<String> keywords;
    private long timestamp;

    SkippedValuesEvent(Exchange exchange, List<String> keywords) {
        super(exchange);
        this.exchange = exchange;
        this.keywords = List.copyOf(keywords);
    }

    @Override
    public Type getType() {
        return Type.Custom;
    }

    public Exchange getExchange() {
        return exchange;
    }

    /** Keywords of the elements, such as {@code StudyTime}. */
    public List<String> getKeywords() {
        return keywords;
    }

    @Override
    public long getTimestamp() {
        return timestamp;
    }

    @Override
    public void setTimestamp(long timestamp) {
        this.timestamp = timestamp;
    }

    @Override
    public String toString() {
        return "dicom-fhir: skipped " + String.join(", ", keywords);
    }
}
