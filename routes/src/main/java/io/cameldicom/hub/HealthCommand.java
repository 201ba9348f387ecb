package io.cameldicom.hub;

import io.cameldicom.hub.observe.Observation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Asks the hub of this machine whether it is well: for containers and other watchers. */
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description = {
            "Asks the hub that runs with these settings on this machine whether it is well: its health page,",
            "or a C-ECHO where hub.http.port is 0. Exit code 0 if so, 1 if not."
        })
final class HealthCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int OK = 200;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws HubException {
        Quiet.logging();
        HubSettings settings = HubSettings.load();
        String answer = settings.httpPort() == 0 ? echo(settings) : page(settings);
        spec.commandLine().getOut().println(answer);
        return 0;
    }

    private static String echo(HubSettings settings) throws HubException {
        Peer hub = new Peer(settings.aeTitle(), reachable(settings.dicomHost()), settings.dicomPort());
        try (PeerClient client = new PeerClient(hub, settings.aeTitle())) {
            client.echo();
        }
        return hub + " answers";
    }

    private static String page(HubSettings settings) throws HubException {
        URI page = URI.create("http://" + reachable(settings.httpHost()) + ":" + settings.httpPort()
                + Observation.HEALTH_PATH + Observation.LIVE);
        HttpRequest request = HttpRequest.newBuilder(page).timeout(LIMIT).build();
        try {
            HttpResponse<String> response = HttpClient.newBuilder()
                    .connectTimeout(LIMIT)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != OK) {
                throw new HubException(page + " answers " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new HubException(page + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HubException("Interrupted", e);
        }
    }

    /** Where a server that listens everywhere can be called. */
    private static String reachable(String host) {
        if (host.equals("0.0.0.0")) {
            return "127.0.0.1";
        }
        if (host.equals("::") || host.equals("[::]")) {
            return "[::1]";
        }
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
