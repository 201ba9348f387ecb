package io.cameldicom.component.deidentify;

import io.cameldicom.component.DicomObject;
import io.cameldicom.component.ObjectHeaders;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.deid.BurnedInRisk;
import io.cameldicom.dicom.deid.Deidentifier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the de-identified object, or data set, in the place of the body. */
class DicomDeidentifyProducer extends DefaultProducer {
    private static final Logger LOG = LoggerFactory.getLogger(DicomDeidentifyProducer.class);

    private final DicomDeidentifyEndpoint endpoint;
    private final Deidentifier deidentifier;

    DicomDeidentifyProducer(DicomDeidentifyEndpoint endpoint, Deidentifier deidentifier) {
        super(endpoint);
        this.endpoint = endpoint;
        this.deidentifier = deidentifier;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        Attributes deidentified;
        if (message.getBody() instanceof Attributes original) {
            deidentified = deidentified(original);
            message.setBody(deidentified);
        } else {
            DicomObject object = message.getMandatoryBody(DicomObject.class);
            deidentified = deidentified(object.attributes());
            message.setBody(object.withoutTrailingElements().withoutSource().withAttributes(deidentified));
        }
        ObjectHeaders.refresh(message, deidentified);
    }

    private Attributes deidentified(Attributes original) {
        checkPixels(original);
        Attributes copy = new Attributes(original);
        deidentifier.deidentify(copy);
        return copy;
    }

    private void checkPixels(Attributes original) {
        String risk = endpoint.getBurnedIn() == BurnedInPolicy.IGNORE ? null : BurnedInRisk.of(original);
        if (risk == null) {
            return;
        }
        String message = "dicom-deidentify:" + endpoint.getName() + ": the pixels may identify the patient: " + risk;
        if (endpoint.getBurnedIn() == BurnedInPolicy.REFUSE) {
            throw new IllegalArgumentException(message + "; see the option burnedIn");
        }
        LOG.warn(message);
    }
}
