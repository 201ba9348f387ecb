package io.cameldicom.component.fhir;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.fhir.DicomStudy;
import io.cameldicom.fhir.InstanceHeader;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Predicate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.DefaultExchange;

/**
 * Collects objects to a {@link DicomStudy}: their headers, never their pixel data. An object of another patient, or that
 * cannot be mapped, is refused with a {@link io.cameldicom.fhir.StudyConflictException} or {@link
 * io.cameldicom.fhir.UnmappableException}, and harms nothing. Thread-safe.
 *
 * <p>As a completion predicate, which Camel takes it for where none is configured, it never says that a study is
 * complete: {@link StudyCompletion} knows.
 */
public final class StudyStrategy implements AggregationStrategy, Predicate {

    /** Exchange property: the header that was added last. */
    static final String ADDED = "CamelDicomFhirAdded";
    /** Exchange property: AE title that sent it. */
    static final String SOURCE = "CamelDicomFhirSource";

    @Override
    public Exchange aggregate(Exchange collected, Exchange arrived) {
        InstanceHeader instance = header(arrived);
        // never the exchange that arrived: it holds the object, which may be a file, and headers of its association
        Exchange result = collected == null ? exchange(arrived, instance) : collected;
        DicomStudy study = result.getMessage().getBody(DicomStudy.class);
        study.add(instance);
        result.setProperty(ADDED, instance);
        result.setProperty(SOURCE, arrived.getMessage().getHeader(DicomConstants.CALLING_AE_TITLE, String.class));
        return result;
    }

    private static InstanceHeader header(Exchange arrived) {
        try {
            return StudyBody.header(arrived, arrived.getMessage().getBody());
        } catch (InvalidPayloadException e) {
            throw new RuntimeCamelException(e);
        }
    }

    private static Exchange exchange(Exchange arrived, InstanceHeader instance) {
        Exchange exchange = new DefaultExchange(arrived.getContext());
        exchange.getMessage().setBody(new DicomStudy());
        exchange.getMessage().setHeader(DicomConstants.STUDY_INSTANCE_UID, instance.studyInstanceUid());
        return exchange;
    }

    @Override
    public boolean matches(Exchange exchange) {
        return false;
    }
}
