package io.cameldicom.component.print;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomConverter;
import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.print.PrintJob;
import io.cameldicom.print.capture.Captures;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;

/** A list of objects that can be stored, one of each film or image. */
class CaptureProducer extends PrintStep {

    CaptureProducer(DicomPrintEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    void process(Exchange exchange, PrintJob job) throws Exception {
        Attributes reference = exchange.getProperty(PrintConstants.REFERENCE, Attributes.class);
        Captures captures = new Captures(job, reference, endpoint.givenAttributes(), LocalDateTime.now());
        List<Attributes> made =
                switch (endpoint.getContent()) {
                    case films -> captures.films(endpoint.style(), resolution(exchange.getMessage()));
                    case images -> captures.images();
                };
        List<DicomObject> objects = new ArrayList<>();
        for (Attributes capture : made) {
            objects.add(DicomConverter.toDicomObject(capture, exchange));
        }
        exchange.getMessage().setBody(objects);
        // that of the job's consumer would have the next producer print the objects instead of storing them
        exchange.getMessage().removeHeader(DicomConstants.OPERATION);
    }
}
