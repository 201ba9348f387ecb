package io.cameldicom.component.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on a free port that answers as the test says, one answer a request, the last one again and again. */
final class ScriptedServer implements AutoCloseable {

    /** What came. */
    record Request(String method, String uri, Map<String, List<String>> headers, byte[] body) {
        String header(String name) {
            List<String> values = headers.get(name);
            return values == null ? null : values.get(0);
        }
    }

    /** One step of the script. */
    interface Answer {
        void to(HttpExchange http, Request request) throws IOException;
    }

    final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Answer last;

    ScriptedServer(Answer... answers) {
        script.addAll(List.of(answers));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange http) throws IOException {
        Request request = new Request(
                http.getRequestMethod(),
                http.getRequestURI().toString(),
                http.getRequestHeaders(),
                http.getRequestBody().readAllBytes());
        requests.add(request);
        Answer next = script.poll();
        last = next == null ? last : next;
        last.to(http, request);
        http.close();
    }

    static Answer status(int status, String... headers) {
        return (http, request) -> {
            for (int i = 0; i < headers.length; i += 2) {
                http.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            http.sendResponseHeaders(status, -1);
        };
    }

    static Answer body(int status, String type, byte[] body, String... headers) {
        return (http, request) -> {
            http.getResponseHeaders().add("Content-Type", type);
            for (int i = 0; i < headers.length; i += 2) {
                http.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            http.sendResponseHeaders(status, body.length);
            http.getResponseBody().write(body);
        };
    }

    static Answer json(int status, String body, String... headers) {
        return body(status, "application/dicom+json", body.getBytes(StandardCharsets.UTF_8), headers);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A producer for {@code /dicom-web} on this server, which does not wait long between retries. */
    String uri(String options) {
        return "dicom-web:" + url() + "/dicom-web?"
                + (options.contains("retryDelay")
                        ? options
                        : "retryDelay=1" + (options.isEmpty() ? "" : "&" + options));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
