package io.cameldicom.hub.observe;

import java.util.Collection;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/**
 * 200 while every health check is up, 503 otherwise, with the checks by name and state. The reasons stay in the log: a page
 * without sign-in says no more than a probe needs.
 */
final class HealthPage implements Processor {

    @Override
    public void process(Exchange exchange) {
        Collection<HealthCheck.Result> results = HealthCheckHelper.invoke(exchange.getContext(), "full");
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
