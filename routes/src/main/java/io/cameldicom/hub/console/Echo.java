package io.cameldicom.hub.console;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomEndpoint;
import io.cameldicom.component.DicomOperation;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.EndpointAware;
import org.apache.camel.Exchange;
import org.apache.camel.Navigate;
import org.apache.camel.Processor;
import org.apache.camel.Route;

/** Asks the peer behind a destination whether it answers: C-ECHO to the {@code dicom:} endpoint its route sends to. */
final class Echo {

    private final CamelContext context;

    Echo(CamelContext context) {
        this.context = context;
    }

    /** Whether the route of this destination sends to a peer that can be asked. */
    boolean canAsk(String destination) {
        return peer(destination).isPresent();
    }

    /** What came of it, in a sentence. */
    String ask(String destination) throws ApiException {
        DicomEndpoint peer =
                peer(destination).orElseThrow(() -> new ApiException(400, "Its route sends to no DICOM peer."));
        long begun = System.nanoTime();
        Exchange answer = context.createFluentProducerTemplate()
                .to(peer)
                .withHeader(DicomConstants.OPERATION, DicomOperation.echo.name())
                .send();
        long millis = (System.nanoTime() - begun) / 1_000_000;
        return answer.getException() == null
                ? peer.getAeTitle() + " answered in " + millis + " ms"
                : "No answer: " + answer.getException().getMessage();
    }

    private Optional<DicomEndpoint> peer(String destination) {
        return context.getRoutes().stream()
                .filter(route -> route.getEndpoint()
                        .getEndpointUri()
                        .matches("destination:(//)?" + Pattern.quote(destination) + "(\\?.*)?"))
                .map(Route::navigate)
                .map(Echo::dicomEndpoint)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<DicomEndpoint> dicomEndpoint(Navigate<Processor> step) {
        if (step instanceof EndpointAware sender) {
            Endpoint endpoint = sender.getEndpoint();
            if (endpoint instanceof DicomEndpoint dicom) {
                return Optional.of(dicom);
            }
        }
        List<Processor> next = step.hasNext() ? step.next() : List.of();
        return next.stream()
                .filter(Navigate.class::isInstance)
                .map(Echo::navigate)
                .map(Echo::dicomEndpoint)
                .flatMap(Optional::stream)
                .findFirst();
    }

    @SuppressWarnings("unchecked")
    private static Navigate<Processor> navigate(Processor processor) {
        return (Navigate<Processor>) processor;
    }
}
