package io.cameldicom.component.query;

import io.cameldicom.component.DataSetElements;
import io.cameldicom.component.DicomConstants;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.query.Matching;
import io.cameldicom.dicom.query.MatchingOptions;
import java.util.List;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/** Puts an iterator over the answers in the place of the body; nothing is read before somebody asks for the first. */
class DicomQueryProducer extends DefaultProducer {

    private final QueryAction action;
    private final MatchingOptions options;

    DicomQueryProducer(DicomQueryEndpoint endpoint) {
        super(endpoint);
        this.action = endpoint.getAction();
        this.options = endpoint.options();
    }

    @Override
    public void process(Exchange exchange) throws CamelExchangeException {
        Attributes identifier = exchange.getProperty(DicomConstants.IDENTIFIER, Attributes.class);
        if (identifier == null) {
            throw new CamelExchangeException(
                    "No query to answer: the exchange property " + DicomConstants.IDENTIFIER
                            + ", which a dicom: consumer sets, has no identifier",
                    exchange);
        }
        Message message = exchange.getMessage();
        Matching matching = Matching.of(identifier, negotiated(message));
        if (!matching.unsupportedKeys().isEmpty()) {
            message.setHeader(DicomConstants.STATUS, Status.PendingWarning);
        }
        DataSetElements entities = new DataSetElements(message.getBody(), identifier, exchange);
        message.setBody(new Answers(
                entities,
                action == QueryAction.filter ? matching::answers : entity -> List.of(matching.answer(entity))));
    }

    private MatchingOptions negotiated(Message message) {
        String names = message.getHeader(DicomConstants.QUERY_OPTIONS, "", String.class);
        List<String> negotiated = List.of(names.split(","));
        return options.withFuzzyNames(options.fuzzyNames() || negotiated.contains("fuzzyNames"))
                .withCombinedDateTime(negotiated.contains("combinedDateTime"))
                .withEmptyValues(negotiated.contains("emptyValues"))
                .withMultipleValues(negotiated.contains("multipleValues"));
    }
}
