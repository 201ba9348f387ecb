package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.UidGenerator;
import org.apache.camel.Exchange;

/**
 * Says how a procedure step goes (PS3.4 Annex F): an N-CREATE if the body has the Scheduled Step Attributes Sequence, which
 * only that may have, else an N-SET. Thread-safe.
 */
final class MppsOperation implements ProducerOperation {

    private final NormalizedCall call;

    MppsOperation(DicomEndpoint endpoint) {
        this.call = new NormalizedCall(endpoint);
    }

    @Override
    public void process(Exchange exchange) throws DicomOperationException {
        Attributes step = call.attributes(exchange);
        if (step == null) {
            throw call.unusable(exchange, "the body must be the attributes of the procedure step");
        }
        if (step.contains(Tag.ScheduledStepAttributesSequence)) {
            String uid = NormalizedCall.instanceOf(exchange, UID.ModalityPerformedProcedureStep);
            String created = uid != null ? uid : UidGenerator.next();
            exchange.getMessage().setHeader(DicomConstants.SOP_CLASS_UID, UID.ModalityPerformedProcedureStep);
            exchange.getMessage().setHeader(DicomConstants.SOP_INSTANCE_UID, created);
            call.send(
                    exchange,
                    UID.ModalityPerformedProcedureStep,
                    false,
                    scu -> scu.create(UID.ModalityPerformedProcedureStep, created, step));
        } else {
            String uid = call.requireHeader(exchange, DicomConstants.SOP_INSTANCE_UID);
            call.send(
                    exchange,
                    UID.ModalityPerformedProcedureStep,
                    false,
                    scu -> scu.set(UID.ModalityPerformedProcedureStep, uid, step));
        }
    }
}
