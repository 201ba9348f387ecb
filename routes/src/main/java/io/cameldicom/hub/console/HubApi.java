package io.cameldicom.hub.console;

import io.cameldicom.component.DicomConsole;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.console.DevConsole;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** The hub itself: its health, its open associations. */
final class HubApi {

    private final CamelContext context;
    private final Supplier<JsonObject> facts;

    private HubApi(CamelContext context, Supplier<JsonObject> facts) {
        this.context = context;
        this.facts = facts;
    }

    /** @param facts what is known of the hub besides, such as its AE title */
    static void addTo(Api api, CamelContext context, Supplier<JsonObject> facts) {
        HubApi handlers = new HubApi(context, facts);
        api.add("GET", "/api/hub", Permission.VIEW, handlers::hub);
        api.add("GET", "/api/associations", Permission.VIEW, handlers::associations);
    }

    private Object hub(ApiRequest request, Caller caller, String argument) {
        JsonObject hub = facts.get();
        hub.put("uptimeMillis", context.getUptime().toMillis());
        Collection<HealthCheck.Result> results = HealthCheckHelper.invoke(context, "full");
        JsonArray down = new JsonArray();
        results.stream()
                .filter(result -> result.getState() == HealthCheck.State.DOWN)
                .forEach(result -> down.add(result.getCheck().getId()));
        hub.put("down", down);
        return hub;
    }

    private Object associations(ApiRequest request, Caller caller, String argument) {
        DicomConsole dicom = new DicomConsole();
        dicom.setCamelContext(context);
        return dicom.call(DevConsole.MediaType.JSON, Map.of());
    }
}
