package io.cameldicom.component.fhir;

import io.cameldicom.component.event.DicomEvent;
import io.cameldicom.component.event.SkippedValuesEvent;
import io.cameldicom.fhir.DicomStudy;
import io.cameldicom.fhir.FhirJson;
import io.cameldicom.fhir.ImagingStudyMapper;
import io.cameldicom.fhir.MappedStudy;
import io.cameldicom.fhir.SkippedValue;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

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
        MappedStudy mapped = mapper.map(study);
        Message message = exchange.getMessage();
        report(exchange, mapped);
        message.setBody(body(mapped));
        if (message.getBody() instanceof String) {
            message.setHeader(FhirConstants.CONTENT_TYPE, FhirJson.MEDIA_TYPE);
        }
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
