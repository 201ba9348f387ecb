package io.cameldicom.component.fhir;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.fhir.DicomStudy;
import io.cameldicom.fhir.InstanceHeader;
import java.util.Iterator;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;

/** A study out of the body of a message: aggregated, one object, or several of the same study. */
final class StudyBody {

    private StudyBody() {}

    /** @throws io.cameldicom.fhir.UnmappableException if an object has not the UIDs it takes */
    static DicomStudy of(Exchange exchange) throws InvalidPayloadException {
        Object body = exchange.getMessage().getBody();
        if (body instanceof DicomStudy study) {
            return study;
        }
        DicomStudy study = new DicomStudy();
        Iterator<?> objects = body instanceof Iterable<?> several && !(body instanceof java.nio.file.Path)
                ? several.iterator()
                : body instanceof Iterator<?> iterator ? iterator : null;
        if (objects == null) {
            study.add(header(exchange, body));
            return study;
        }
        while (objects.hasNext()) {
            study.add(header(exchange, objects.next()));
        }
        return study;
    }

    /** The header of one object; its pixel data is not read. */
    static InstanceHeader header(Exchange exchange, Object object) throws InvalidPayloadException {
        if (object instanceof Attributes attributes) {
            return InstanceHeader.of(attributes);
        }
        DicomObject converted = object instanceof DicomObject dicom
                ? dicom
                : exchange.getContext().getTypeConverter().tryConvertTo(DicomObject.class, exchange, object);
        if (converted == null) {
            throw new InvalidPayloadException(exchange, DicomObject.class);
        }
        return InstanceHeader.of(converted.attributes(), converted.sopClassUid(), converted.sopInstanceUid());
    }
}
