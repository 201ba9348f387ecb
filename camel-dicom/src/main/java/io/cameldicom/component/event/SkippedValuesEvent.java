package io.cameldicom.component.event;

import java.util.List;
import org.apache.camel.CamelContext;

/** A FHIR resource was made without some optional elements of a data set, because their values could not be used. */
public final class SkippedValuesEvent extends DicomEvent {

    private final List<String> keywords;

    /** @param keywords of the elements, such as {@code StudyTime} */
    public SkippedValuesEvent(CamelContext context, List<String> keywords) {
        super(context);
        this.keywords = List.copyOf(keywords);
    }

    /** Keywords of the elements, each once. */
    public List<String> keywords() {
        return keywords;
    }
}
