package io.cameldicom.hub.observe;

import io.cameldicom.hub.queue.DestinationsHealthCheck;
import java.util.Collection;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/**
 * 200 while every health check is up, 503 otherwise, with the checks by name and state. The reasons stay in the log: a page
 * without sign-in says no more than a probe needs. Below {@code /live} those of peers are left out: a hub is not restarted
 * because an archive is down.
 */
final class HealthPage implements Processor {

    @Override
    public void process(Exchange exchange) {
        boolean live = exchange.getMessage()
                .getHeader(Exchange.HTTP_PATH, "", String.class)
                .endsWith(Observation.LIVE);
        List<HealthCheck.Result> results = HealthCheckHelper.invoke(exchange.getContext(), "full").stream()
                .filter(result -> !live
                        || !DestinationsHealthCheck.GROUP.equals(
                                result.getCheck().getGroup()))
                .toList();
        boolean up = results.stream().noneMatch(result -> result.getState() == HealthCheck.State.DOWN);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, up ? 200 : 503);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(json(results, up).toJson());
    }

    private static JsonObject json(Collection<HealthCheck.Result> results, boolean up) {
        JsonArray checks = new JsonArray();
        for (HealthCheck.Result result : results) {
            JsonObject check = new JsonObject();
            check.put("name", result.getCheck().getId());
            check.put("status", result.getState().name());
            checks.add(check);
        }
        JsonObject page = new JsonObject();
        page.put("status", up ? "UP" : "DOWN");
        page.put("checks", checks);
        return page;
    }
}
