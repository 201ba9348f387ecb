package io.cameldicom.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/**
 * {@code GET /q/health}: 200 while every health check is up, 503 otherwise, with the checks by name and state. The
 * reasons stay in the log: a page without sign-in says no more than a probe needs.
 */
final class HealthPage implements AutoCloseable {

    static final String PATH = "/q/health";

    private final CamelContext context;
    private final HttpServer server;
    private final ExecutorService executor;

    private HealthPage(CamelContext context, HttpServer server, ExecutorService executor) {
        this.context = context;
        this.server = server;
        this.executor = executor;
    }

    static HealthPage start(CamelContext context, String host, int port) throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (BindException e) {
            throw (IOException) new BindException("hub.http.port=" + port + ": " + e.getMessage()).initCause(e);
        }
        ExecutorService executor =
                context.getExecutorServiceManager().newSingleThreadExecutor(HealthPage.class, "HealthPage");
        HealthPage page = new HealthPage(context, server, executor);
        server.setExecutor(executor);
        server.createContext(PATH, page::answer);
        server.start();
        return page;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Collection<HealthCheck.Result> results = HealthCheckHelper.invoke(context, "full");
            boolean up = results.stream().noneMatch(result -> result.getState() == HealthCheck.State.DOWN);
            byte[] body = json(results, up).toJson().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(up ? 200 : 503, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
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

    @Override
    public void close() {
        server.stop(0);
        context.getExecutorServiceManager().shutdownNow(executor);
    }
}
