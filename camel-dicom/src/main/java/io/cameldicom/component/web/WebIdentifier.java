package io.cameldicom.component.web;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.web.QidoQuery;
import io.cameldicom.web.WadoTarget;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;

/** What an exchange asks a server for. */
final class WebIdentifier {

    private WebIdentifier() {}

    /** The search for the identifier in the body; without one, for everything at the level the header or option says. */
    static QidoQuery query(Exchange exchange, DicomWebConfiguration options, WebCall call) throws DicomWebException {
        Object body = exchange.getMessage().getBody();
        Attributes identifier = body == null
                ? new Attributes()
                : exchange.getContext().getTypeConverter().tryConvertTo(Attributes.class, exchange, body);
        if (identifier == null) {
            throw call.unusable(
                    exchange,
                    "the body is no identifier: it must be Attributes or a map of keywords and values, not "
                            + body.getClass().getName());
        }
        try {
            return QidoQuery.of(withLevel(identifier, exchange.getMessage(), options));
        } catch (IllegalArgumentException e) {
            throw call.unusable(exchange, e.getMessage());
        }
    }

    /** What the identifier in the body names, or else the headers with UIDs. */
    static List<WadoTarget> targets(Exchange exchange, DicomWebConfiguration options, WebCall call)
            throws DicomWebException {
        Message message = exchange.getMessage();
        Object body = message.getBody();
        try {
            if (body instanceof Attributes || body instanceof Map<?, ?>) {
                Attributes identifier = message.getMandatoryBody(Attributes.class);
                return WadoTarget.of(withLevel(identifier, message, options));
            }
            return List.of(new WadoTarget(
                    message.getHeader(DicomConstants.STUDY_INSTANCE_UID, String.class),
                    message.getHeader(DicomConstants.SERIES_INSTANCE_UID, String.class),
                    body instanceof DicomObject
                            ? null
                            : message.getHeader(DicomConstants.SOP_INSTANCE_UID, String.class)));
        } catch (IllegalArgumentException | InvalidPayloadException e) {
            throw call.unusable(exchange, "nothing to retrieve is named: " + e.getMessage());
        }
    }

    /** One study, series or instance. */
    static WadoTarget target(Exchange exchange, DicomWebConfiguration options, WebCall call) throws DicomWebException {
        List<WadoTarget> targets = targets(exchange, options, call);
        if (targets.size() != 1) {
            throw call.unusable(exchange, "one study, series or instance is to be named, not a list of UIDs");
        }
        return targets.get(0);
    }

    /** One instance, for operations on its pixels. */
    static WadoTarget instance(Exchange exchange, DicomWebConfiguration options, WebCall call)
            throws DicomWebException {
        WadoTarget target = target(exchange, options, call);
        if (target.instance() == null) {
            throw call.unusable(exchange, "one instance is to be named, by its study, series and SOP Instance UIDs");
        }
        return target;
    }

    private static Attributes withLevel(Attributes identifier, Message message, DicomWebConfiguration options) {
        if (identifier.containsValue(Tag.QueryRetrieveLevel)) {
            return identifier;
        }
        String level = message.getHeader(DicomConstants.QUERY_LEVEL, options.getQueryLevel(), String.class);
        Attributes complete = new Attributes(identifier);
        complete.setString(Tag.QueryRetrieveLevel, VR.CS, level != null ? level : levelOf(identifier));
        return complete;
    }

    private static String levelOf(Attributes identifier) {
        if (identifier.contains(Tag.SOPInstanceUID)) {
            return "IMAGE";
        }
        return identifier.contains(Tag.SeriesInstanceUID) ? "SERIES" : "STUDY";
    }
}
