package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.service.NormalizedResponse;
import io.cameldicom.dicom.service.NormalizedScu;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * One DIMSE-N request (PS3.7 10.1), an association for each: SOP class, instance and type are headers, the data set is the
 * body. Thread-safe.
 */
final class NormalizedOperation implements ProducerOperation {

    private final DicomOperation operation;
    private final NormalizedCall call;

    /** @param operation one of those that begin with n */
    NormalizedOperation(DicomOperation operation, DicomEndpoint endpoint) {
        this.operation = operation;
        this.call = new NormalizedCall(endpoint);
    }

    @Override
    public void process(Exchange exchange) throws DicomOperationException {
        String sopClassUid = call.requireHeader(exchange, DicomConstants.SOP_CLASS_UID);
        String sopInstanceUid = operation == DicomOperation.nCreate
                ? exchange.getMessage().getHeader(DicomConstants.SOP_INSTANCE_UID, String.class)
                : call.requireHeader(exchange, DicomConstants.SOP_INSTANCE_UID);
        Attributes attributes = call.attributes(exchange);
        int typeId = typeId(exchange);
        int[] tags = attributeIdentifiers(exchange.getMessage());
        call.send(
                exchange,
                sopClassUid,
                operation == DicomOperation.nEventReport,
                scu -> send(scu, sopClassUid, sopInstanceUid, typeId, attributes, tags));
    }

    private NormalizedResponse send(
            NormalizedScu scu, String sopClass, String instance, int typeId, Attributes attributes, int[] tags)
            throws IOException {
        return switch (operation) {
            case nCreate -> scu.create(sopClass, instance, attributes);
            case nSet -> scu.set(sopClass, instance, attributes);
            case nGet -> scu.get(sopClass, instance, tags);
            case nAction -> scu.action(sopClass, instance, typeId, attributes);
            case nDelete -> scu.delete(sopClass, instance);
            case nEventReport -> scu.eventReport(sopClass, instance, typeId, attributes);
            default -> throw new IllegalStateException(operation + " is no DIMSE-N operation");
        };
    }

    private int typeId(Exchange exchange) throws DicomOperationException {
        return switch (operation) {
            case nAction -> Integer.parseInt(call.requireHeader(exchange, DicomConstants.ACTION_TYPE_ID));
            case nEventReport -> Integer.parseInt(call.requireHeader(exchange, DicomConstants.EVENT_TYPE_ID));
            default -> 0;
        };
    }

    /** A comma list of keywords or tags. */
    private static int[] attributeIdentifiers(Message message) {
        String list = message.getHeader(DicomConstants.ATTRIBUTE_IDENTIFIERS, "", String.class);
        return OptionValues.list(list).stream().mapToInt(Tag::parse).toArray();
    }
}
