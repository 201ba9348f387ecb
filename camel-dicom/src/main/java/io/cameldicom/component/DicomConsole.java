package io.cameldicom.component;

import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.ul.Association;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.camel.Route;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** Developer console: listening AE titles, peers, and the associations open with them. */
@DevConsole(name = "dicom", displayName = "DICOM", description = "DICOM associations")
public class DicomConsole extends AbstractDevConsole {

    public DicomConsole() {
        super("camel", "dicom", "DICOM", "DICOM associations");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        for (DicomConsumer consumer : consumers()) {
            text.append(String.format(
                    "SCP %s on port %d (route %s): %d taken, %d refused, %d bytes%n",
                    endpoint(consumer).getAeTitle(),
                    consumer.getPort(),
                    consumer.getRouteId(),
                    consumer.getObjectsTaken(),
                    consumer.getObjectsRefused(),
                    consumer.getBytesReceived()));
            consumer.openAssociations().forEach(association -> append(text, association));
        }
        for (DicomEndpoint peer : peers()) {
            text.append(String.format("SCU of %s%n", peer.address()));
            associations(peer).forEach(association -> append(text, association));
        }
        return text.toString();
    }

    @Override
    protected JsonObject doCallJson(Map<String, Object> options) {
        JsonArray scps = new JsonArray();
        for (DicomConsumer consumer : consumers()) {
            JsonObject scp = new JsonObject();
            scp.put("aeTitle", endpoint(consumer).getAeTitle());
            scp.put("port", consumer.getPort());
            scp.put("routeId", consumer.getRouteId());
            scp.put("objectsTaken", consumer.getObjectsTaken());
            scp.put("objectsRefused", consumer.getObjectsRefused());
            scp.put("bytesReceived", consumer.getBytesReceived());
            scp.put("associations", json(consumer.openAssociations()));
            scps.add(scp);
        }
        JsonArray scus = new JsonArray();
        for (DicomEndpoint peer : peers()) {
            JsonObject scu = new JsonObject();
            scu.put("peer", peer.address().toString());
            scu.put("associations", json(associations(peer)));
            scus.add(scu);
        }
        JsonObject root = new JsonObject();
        root.put("scps", scps);
        root.put("scus", scus);
        return root;
    }

    private static void append(StringBuilder text, Association association) {
        text.append(String.format(
                "    %s with %s, %d presentation contexts%n",
                association.id(),
                association.remoteAddress(),
                association.acceptedContexts().size()));
    }

    private static JsonArray json(Collection<Association> associations) {
        JsonArray all = new JsonArray();
        for (Association association : associations) {
            JsonObject one = new JsonObject();
            one.put("id", association.id());
            one.put("callingAeTitle", association.callingAeTitle());
            one.put("calledAeTitle", association.calledAeTitle());
            one.put("remoteAddress", association.remoteAddress().toString());
            one.put("presentationContexts", association.acceptedContexts().size());
            all.add(one);
        }
        return all;
    }

    private List<DicomConsumer> consumers() {
        return getCamelContext().getRoutes().stream()
                .map(Route::getConsumer)
                .filter(DicomConsumer.class::isInstance)
                .map(DicomConsumer.class::cast)
                .toList();
    }

    private List<DicomEndpoint> peers() {
        return getCamelContext().getEndpoints().stream()
                .filter(DicomEndpoint.class::isInstance)
                .map(DicomEndpoint.class::cast)
                .filter(endpoint -> endpoint.healthCheck() != null)
                .toList();
    }

    private static List<Association> associations(DicomEndpoint peer) {
        return peer.openSessions().stream().map(DimseSession::association).toList();
    }

    private static DicomEndpoint endpoint(DicomConsumer consumer) {
        return (DicomEndpoint) consumer.getEndpoint();
    }
}
