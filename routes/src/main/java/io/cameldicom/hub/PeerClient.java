package io.cameldicom.hub;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.component.DicomOperationException;
import io.cameldicom.component.FindResults;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.ObjectHelper;

/**
 * One peer as the commands {@code send}, {@code echo}, {@code find}, {@code print} and {@code demo} speak to it: through
 * the component's producer, the way a route would. Not thread-safe.
 */
final class PeerClient implements AutoCloseable {

    private final CamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;
    private final String uri;

    /**
     * @param peer {@code AETITLE@host:port}
     * @param callingAeTitle the name to call by
     */
    PeerClient(Peer peer, String callingAeTitle) {
        this(peer, callingAeTitle, new TlsOptions());
    }

    /** As the other one, over TLS if the options say so. */
    PeerClient(Peer peer, String callingAeTitle, TlsOptions tls) {
        String plain = "dicom:" + peer + "?callingAeTitle=RAW(" + callingAeTitle + ")";
        this.uri = tls.isOn() ? plain + "&sslContextParameters=#tls&tlsHostnameVerification=" + !tls.anyHost() : plain;
        context.getRegistry().bind("tls", tls.parameters());
        context.start();
        this.template = context.createProducerTemplate();
    }

    /**
     * Sends one object.
     *
     * @return the status, 0000 or a warning
     * @throws HubException when the object was not taken
     */
    int store(DicomObject object) throws HubException {
        return call(uri, object).getMessage().getHeader(DicomConstants.STATUS, Status.Success, Integer.class);
    }

    /** @throws HubException when the peer does not answer with success */
    void echo() throws HubException {
        call(uri + "&operation=echo", null);
    }

    /**
     * Asks for what matches, and takes the matches as they come.
     *
     * @param keys values by keyword or path
     * @param level of the query, null for the one the keys mean
     * @param limit after so many the query is cancelled
     * @return how many there were
     * @throws HubException when the peer refuses the query
     */
    int find(Map<String, String> keys, String model, String level, int limit, Consumer<Attributes> matches)
            throws HubException {
        String operation = model.equals("worklist") ? "worklist" : "find&informationModel=" + model;
        String endpoint = uri + "&operation=" + operation + (level == null ? "" : "&queryLevel=" + level);
        int[] count = {0};
        call(endpoint, keys, exchange -> {
            try (FindResults results = exchange.getMessage().getBody(FindResults.class)) {
                while (count[0] < limit && results.hasNext()) {
                    matches.accept(results.next());
                    count[0]++;
                }
            }
        });
        return count[0];
    }

    /**
     * Prints images.
     *
     * @param headers that say how, see {@link DicomConstants}
     * @param seconds to wait for the print job
     * @return the printer's answer
     * @throws HubException when it was not printed
     */
    Message print(List<DicomObject> images, Map<String, Object> headers, int seconds) throws HubException {
        return call(uri + "&operation=print&printJobTimeout=" + seconds * 1000L, images, headers)
                .getMessage();
    }

    private Exchange call(String endpoint, Object body, Processor then) throws HubException {
        try {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    from("direct:call").to(endpoint).process(then);
                }
            });
        } catch (Exception e) { // the endpoint itself is refused, for its options
            throw new HubException(StartFailure.innermost(e), e);
        }
        return call("direct:call", body);
    }

    private Exchange call(String endpoint, Object body) throws HubException {
        return call(endpoint, body, Map.of());
    }

    private Exchange call(String endpoint, Object body, Map<String, Object> headers) throws HubException {
        Exchange answer;
        try {
            answer = template.send(endpoint, exchange -> {
                exchange.getMessage().setBody(body);
                headers.forEach(exchange.getMessage()::setHeader);
            });
        } catch (RuntimeCamelException e) { // the endpoint itself is refused, for its AE title or host
            throw new HubException(StartFailure.innermost(e), e);
        }
        if (answer.getException() != null) {
            throw new HubException(reason(answer.getException()), answer.getException());
        }
        return answer;
    }

    private static String reason(Exception failure) {
        DicomOperationException failed = ObjectHelper.getException(DicomOperationException.class, failure);
        String message = (failed == null ? failure : failed).getMessage();
        int exchangeId = message.lastIndexOf(". Exchange[");
        String reason = exchangeId < 0 ? message : message.substring(0, exchangeId);
        RefusedException refused = ObjectHelper.getException(RefusedException.class, failure);
        return refused == null || refused.getErrorComment() == null
                ? reason
                : reason + ", saying: " + refused.getErrorComment();
    }

    @Override
    public void close() {
        context.stop();
    }
}
