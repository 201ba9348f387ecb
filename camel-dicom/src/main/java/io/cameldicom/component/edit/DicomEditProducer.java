package io.cameldicom.component.edit;

import io.cameldicom.component.DicomObject;
import io.cameldicom.component.ObjectHeaders;
import io.cameldicom.dicom.data.Attributes;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/** Puts the edited object, or data set, in the place of the body. One that no step changes stays as it is, byte for byte. */
class DicomEditProducer extends DefaultProducer {
    private final EditScript script;
    /** Null when previous values are not to be kept. */
    private final OriginalAttributes record;

    DicomEditProducer(DicomEditEndpoint endpoint, EditScript script, OriginalAttributes record) {
        super(endpoint);
        this.script = script;
        this.record = record;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        if (message.getBody() instanceof Attributes original) {
            message.setBody(edited(original, exchange));
        } else {
            DicomObject object = message.getMandatoryBody(DicomObject.class);
            Attributes original = object.attributes();
            Attributes edited = edited(original, exchange);
            message.setBody(edited == original ? object : object.withAttributes(edited));
        }
    }

    private Attributes edited(Attributes original, Exchange exchange) {
        Attributes edited = new Attributes(original);
        Edit edit = script.apply(edited, exchange);
        if (!edit.isChange()) {
            return original;
        }
        if (record != null) {
            record.record(edited, original, edit.recordable());
        }
        ObjectHeaders.refresh(exchange.getMessage(), edited);
        return edited;
    }
}
