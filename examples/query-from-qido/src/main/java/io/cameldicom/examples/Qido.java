package io.cameldicom.examples;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.json.JsonReader;
import io.cameldicom.web.QidoQuery;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** A search by HTTP in the place of a C-FIND. */
public final class Qido {

    private static final JsonFactory JSON = new JsonFactory();

    /** Makes the request of the identifier in the body. */
    public void search(Exchange exchange) {
        Message message = exchange.getMessage();
        QidoQuery query = QidoQuery.of(message.getBody(Attributes.class));
        message.removeHeaders("CamelDicom*");
        message.setHeader(Exchange.HTTP_METHOD, "GET");
        message.setHeader(Exchange.HTTP_PATH, query.path());
        message.setHeader(Exchange.HTTP_QUERY, query.parameters());
        message.setHeader("Accept", "application/dicom+json");
        message.setBody(null);
    }

    /** The data sets of the response; none if it is empty (204). */
    public List<Attributes> answers(InputStream response) throws IOException {
        List<Attributes> answers = new ArrayList<>();
        if (response != null && response.available() > 0) {
            try (JsonParser json = JSON.createParser(response)) {
                new JsonReader(json).readDatasets(answers::add);
            }
        }
        return answers;
    }
}
