package io.cameldicom.hub.console;

import io.cameldicom.hub.queue.DeadLetter;
import io.cameldicom.hub.queue.DestinationStatus;
import io.cameldicom.hub.queue.Destinations;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The destinations' queues, and what was given up. */
final class DestinationsApi {

    private static final Logger LOG = LoggerFactory.getLogger(DestinationsApi.class);
    private static final int DEFAULT_LETTERS = 100;
    private static final int MAX_LETTERS = 1000;
    /** Of dead letters in one request: the page asks again for the rest, and says how far it is. */
    private static final int BULK = 200;

    private final Destinations destinations;
    private final Echo echo;

    private DestinationsApi(Destinations destinations, Echo echo) {
        this.destinations = destinations;
        this.echo = echo;
    }

    static void addTo(Api api, Destinations destinations, Echo echo) {
        DestinationsApi handlers = new DestinationsApi(destinations, echo);
        api.add("GET", "/api/destinations", Permission.VIEW, handlers::list);
        api.add("POST", "/api/destinations/{}/pause", Permission.OPERATE, handlers::pause);
        api.add("POST", "/api/destinations/{}/resume", Permission.OPERATE, handlers::resume);
        api.add("POST", "/api/destinations/{}/echo", Permission.OPERATE, handlers::echo);
        api.add("GET", "/api/dead-letters", Permission.VIEW, handlers::deadLetters);
        api.add("POST", "/api/dead-letters/{}/retry", Permission.OPERATE, handlers::retry);
        api.add("POST", "/api/dead-letters/{}/discard", Permission.OPERATE, handlers::discard);
        api.add("POST", "/api/destinations/{}/retry", Permission.OPERATE, handlers::retryAll);
        api.add("POST", "/api/destinations/{}/discard", Permission.OPERATE, handlers::discardAll);
    }

    private Object list(ApiRequest request, Caller caller, String argument) throws IOException {
        JsonArray all = new JsonArray();
        for (DestinationStatus status : destinations.list()) {
            JsonObject one = new JsonObject();
            one.put("name", status.name());
            one.put("state", status.state().name().toLowerCase(Locale.ROOT).replace('_', ' '));
            one.put("depth", status.depth());
            one.put("inFlight", status.inFlight());
            one.put("oldest", text(status.oldest()));
            one.put("perMinute", status.perMinute());
            one.put("delivered", status.delivered());
            one.put("deadLettered", status.deadLettered());
            one.put("lastError", status.lastError());
            one.put("lastErrorAt", text(status.lastErrorAt()));
            one.put("nextTry", text(status.nextTry()));
            one.put("echo", echo.canAsk(status.name()));
            all.add(one);
        }
        return all;
    }

    private Object pause(ApiRequest request, Caller caller, String name) throws IOException, ApiException {
        known(name);
        destinations.pause(name);
        LOG.info("console: {} paused destination {}", caller.name(), name);
        return null;
    }

    private Object resume(ApiRequest request, Caller caller, String name) throws IOException, ApiException {
        known(name);
        destinations.resume(name);
        LOG.info("console: {} resumed destination {}", caller.name(), name);
        return null;
    }

    private Object echo(ApiRequest request, Caller caller, String name) throws IOException, ApiException {
        known(name);
        JsonObject answer = new JsonObject();
        answer.put("answer", echo.ask(name));
        return answer;
    }

    private void known(String name) throws IOException, ApiException {
        if (destinations.find(name).isEmpty()) {
            throw new ApiException(404, "There is no destination of this name.");
        }
    }

    private Object deadLetters(ApiRequest request, Caller caller, String argument) throws IOException, ApiException {
        int limit = request.number("limit", DEFAULT_LETTERS, MAX_LETTERS);
        JsonArray letters = new JsonArray();
        for (DeadLetter letter : destinations.deadLetters(request.parameter("destination"), limit)) {
            JsonObject one = new JsonObject();
            one.put("id", letter.id());
            one.put("destination", letter.destination());
            one.put("instance", letter.sopInstanceUid());
            one.put("study", letter.studyInstanceUid());
            one.put("from", letter.callingAeTitle());
            one.put("bytes", letter.bytes());
            one.put("tries", letter.tries());
            one.put("queuedAt", text(letter.queuedAt()));
            one.put("diedAt", text(letter.diedAt()));
            one.put("reason", letter.reason());
            letters.add(one);
        }
        JsonObject page = new JsonObject();
        Map<String, Long> counts = destinations.countDeadLetters();
        page.put("total", counts.values().stream().mapToLong(Long::longValue).sum());
        page.put("destinations", new JsonObject(counts));
        page.put("letters", letters);
        return page;
    }

    private Object retry(ApiRequest request, Caller caller, String id) throws IOException, ApiException {
        if (!destinations.retry(id)) {
            throw new ApiException(404, "It is no longer there, or its file is gone.");
        }
        LOG.info("console: {} retries {}", caller.name(), id);
        return null;
    }

    private Object discard(ApiRequest request, Caller caller, String id) throws IOException, ApiException {
        if (!destinations.discard(id)) {
            throw new ApiException(404, "It is no longer there.");
        }
        LOG.info("console: {} discarded {}", caller.name(), id);
        return null;
    }

    private Object retryAll(ApiRequest request, Caller caller, String name) throws IOException, ApiException {
        known(name);
        int retried = destinations.retryAll(name, BULK);
        LOG.info("console: {} retries {} that were given up for {}", caller.name(), retried, name);
        return done(retried);
    }

    private Object discardAll(ApiRequest request, Caller caller, String name) throws IOException, ApiException {
        known(name);
        int discarded = destinations.discardAll(name, BULK);
        LOG.info("console: {} discarded {} that were given up for {}", caller.name(), discarded, name);
        return done(discarded);
    }

    private static JsonObject done(int letters) {
        JsonObject answer = new JsonObject();
        answer.put("done", letters);
        answer.put("more", letters == BULK);
        return answer;
    }

    static String text(Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
