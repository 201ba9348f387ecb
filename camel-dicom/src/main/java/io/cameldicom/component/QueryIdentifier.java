package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.query.InformationModel;
import io.cameldicom.dicom.query.QueryLevel;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * What a producer asks for: the keys in the body, completed by headers and options, and the SOP class to ask in.
 *
 * @param keys the identifier; the body itself where nothing had to be added
 */
record QueryIdentifier(String sopClassUid, Attributes keys) {

    /**
     * @param fallback the model where no header names one
     * @param sopClassOf the operation's SOP class of a model, null where it has none
     * @throws DicomOperationException if the body is no identifier
     */
    static QueryIdentifier of(
            Exchange exchange,
            DicomConfiguration options,
            PeerCall call,
            InformationModel fallback,
            Function<InformationModel, String> sopClassOf)
            throws DicomOperationException {
        Message message = exchange.getMessage();
        InformationModel model = model(message, fallback, sopClassOf);
        String sopClass = sopClassOf.apply(model);
        if (sopClass == null) {
            throw call.unusable(exchange, "there is no such operation in the information model " + model);
        }
        Attributes body = body(exchange, call);
        boolean levels = !model.levels().isEmpty();
        String level = message.getHeader(DicomConstants.QUERY_LEVEL, options.getQueryLevel(), String.class);
        boolean levelMissing = levels && !body.containsValue(Tag.QueryRetrieveLevel);
        if (!levelMissing && options.getReturnKeys() == null) {
            return new QueryIdentifier(sopClass, body);
        }
        Attributes keys = new Attributes(body);
        if (levelMissing) {
            keys.setString(Tag.QueryRetrieveLevel, VR.CS, level != null ? level : levelOf(keys, model));
        }
        ReturnKeys.addTo(keys, options.getReturnKeys());
        return new QueryIdentifier(sopClass, keys);
    }

    /** A header that came from a consumer says in which model the peer asked. */
    private static InformationModel model(
            Message message, InformationModel fallback, Function<InformationModel, String> sopClassOf) {
        String sopClass = message.getHeader(DicomConstants.SOP_CLASS_UID, String.class);
        InformationModel model = sopClass == null ? null : InformationModel.ofSopClass(sopClass);
        return model == null || sopClassOf.apply(model) == null ? fallback : model;
    }

    private static Attributes body(Exchange exchange, PeerCall call) throws DicomOperationException {
        Object body = exchange.getMessage().getBody();
        if (body == null) {
            return new Attributes();
        }
        Attributes keys = exchange.getContext().getTypeConverter().tryConvertTo(Attributes.class, exchange, body);
        if (keys == null) {
            throw call.unusable(
                    exchange,
                    "the body is no identifier: it must be Attributes or a map of keywords and values, not "
                            + body.getClass().getName());
        }
        return keys;
    }

    /** The lowest level of which there is a unique key; what is asked for is then one entity of it, or its siblings. */
    private static String levelOf(Attributes keys, InformationModel model) {
        QueryLevel found = null;
        for (QueryLevel level : model.levels()) {
            if (keys.contains(level.uniqueKey())) {
                found = level;
            }
        }
        boolean patientIsKeyOfStudy = found == QueryLevel.PATIENT && !keys.containsValue(Tag.PatientID);
        if (found == null || patientIsKeyOfStudy) {
            found = model.levels().contains(QueryLevel.STUDY)
                    ? QueryLevel.STUDY
                    : model.levels().get(0);
        }
        return found.name();
    }
}
