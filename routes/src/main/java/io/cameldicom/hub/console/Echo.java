package io.cameldicom.hub.console;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomEndpoint;
import io.cameldicom.component.DicomOperation;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.EndpointAware;
import org.apache.camel.Exchange;
import org.apache.camel.Navigate;
import org.apache.camel.Processor;

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
                .flatMap(route -> route.navigate().next().stream())
                .map(Echo::dicomEndpoint)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<DicomEndpoint> dicomEndpoint(Processor step) {
        if (step instanceof EndpointAware sender && sender.getEndpoint() instanceof DicomEndpoint dicom) {
            return Optional.of(dicom);
        }
        if (step instanceof Navigate<?> navigate && navigate.hasNext()) {
            return navigate.next().stream()
                    .map(Processor.class::cast)
                    .map(Echo::dicomEndpoint)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return Optional.empty();
    }
}
