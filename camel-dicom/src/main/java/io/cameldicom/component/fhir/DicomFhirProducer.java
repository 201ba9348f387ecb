package io.cameldicom.component.fhir;

import io.cameldicom.component.event.DicomEvent;
import io.cameldicom.component.event.SkippedValuesEvent;
import io.cameldicom.fhir.DicomStudy;
import io.cameldicom.fhir.FhirJson;
import io.cameldicom.fhir.ImagingStudyMapper;
import io.cameldicom.fhir.MappedStudy;
import io.cameldicom.fhir.SkippedValue;
import io.cameldicom.fhir.StoredStudy;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.support.DefaultProducer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ImagingStudy;

/** Puts resources in the place of the study, or of the object, in the body. */
class DicomFhirProducer extends DefaultProducer {

    private final DicomFhirEndpoint endpoint;
    private final ImagingStudyMapper mapper;

    DicomFhirProducer(DicomFhirEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.mapper = new ImagingStudyMapper(endpoint.options());
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        DicomStudy study = StudyBody.of(exchange);
        Message message = exchange.getMessage();
        Object stored = message.removeHeader(FhirConstants.STORED);
        MappedStudy mapped = mapper.map(study);
        message.removeHeader(FhirConstants.UNCHANGED);
        if (stored != null) {
            mapped = mapped.merge(stored(exchange, stored));
            message.setHeader(FhirConstants.UNCHANGED, mapped.isUnchanged());
        }
        report(exchange, mapped);
        message.setBody(body(mapped));
        if (message.getBody() instanceof String) {
            message.setHeader(FhirConstants.CONTENT_TYPE, FhirJson.MEDIA_TYPE);
        }
    }

    private static StoredStudy stored(Exchange exchange, Object stored) throws NoTypeConversionAvailableException {
        if (stored instanceof Bundle searchSet) {
            return StoredStudy.of(searchSet);
        }
        if (stored instanceof ImagingStudy resource) {
            return new StoredStudy(resource);
        }
        return StoredStudy.of(
                exchange.getContext().getTypeConverter().mandatoryConvertTo(String.class, exchange, stored));
    }

    private Object body(MappedStudy study) {
        return switch (endpoint.getOutput()) {
            case resource -> study.standaloneImagingStudy();
            case json -> FhirJson.encode(study.standaloneImagingStudy());
            case bundle -> study.transaction();
            case bundleJson -> FhirJson.encode(study.transaction());
        };
    }

    private void report(Exchange exchange, MappedStudy study) {
        List<String> keywords =
                study.skipped().stream().map(SkippedValue::keyword).distinct().toList();
        exchange.getMessage().removeHeader(FhirConstants.SKIPPED);
        if (!keywords.isEmpty()) {
            exchange.getMessage().setHeader(FhirConstants.SKIPPED, keywords);
            endpoint.countSkipped(keywords.size());
            if (DicomEvent.isWanted(exchange.getContext())) {
                new SkippedValuesEvent(exchange.getContext(), keywords).send();
            }
        }
    }
}
