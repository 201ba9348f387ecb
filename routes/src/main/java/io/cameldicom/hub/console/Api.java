package io.cameldicom.hub.console;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the handler of a request, after it has seen to it that the caller may: the permission, and for all that changes
 * something the token that only the console's own page knows.
 */
final class Api implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    /** @param permission null where nobody has to have signed in */
    private record Entry(String method, Pattern path, Permission permission, ApiHandler handler) {}

    private final SignIn signIn;
    private final List<Entry> entries = new ArrayList<>();

    Api(SignIn signIn) {
        this.signIn = signIn;
    }

    /** @param path such as {@code /api/destinations/{}/pause}; one part of it may be open */
    Api add(String method, String path, Permission permission, ApiHandler handler) {
        Pattern pattern = Pattern.compile(Pattern.quote(path).replace("{}", "\\E([^/]+)\\Q"));
        entries.add(new Entry(method, pattern, permission, handler));
        return this;
    }

    @Override
    public void process(Exchange exchange) {
        ApiRequest request = new ApiRequest(exchange);
        Response response;
        try {
            response = Response.of(200, answer(request));
        } catch (ApiException e) {
            response = Response.failure(e.status(), e.getMessage());
        } catch (Exception e) {
            LOG.error("console: {} {} failed", request.method(), request.path(), e);
            response = Response.failure(500, "The hub could not answer; its log says why.");
        }
        response.putInto(exchange.getMessage());
    }

    private Object answer(ApiRequest request) throws Exception {
        boolean pathKnown = false;
        for (Entry entry : entries) {
            Matcher matcher = entry.path().matcher(request.path());
            if (matcher.matches()) {
                pathKnown = true;
                if (entry.method().equals(request.method())) {
                    String argument = matcher.groupCount() == 0 ? null : decoded(matcher.group(1));
                    return entry.handler().handle(request, permitted(request, entry), argument);
                }
            }
        }
        throw pathKnown
                ? new ApiException(405, "Not by this method.")
                : new ApiException(404, "There is no such page.");
    }

    private Caller permitted(ApiRequest request, Entry entry) throws ApiException {
        if (signIn.way() == SignIn.Way.LOCAL && !request.isForThisMachine()) {
            throw new ApiException(
                    421, "Without users the console is for this machine: open it as localhost or 127.0.0.1.");
        }
        Caller caller = signIn.caller(request);
        if (entry.permission() == null) {
            return caller;
        }
        if (!caller.may(entry.permission())) {
            throw caller.permissions().isEmpty()
                    ? new ApiException(401, "Sign in first.")
                    : new ApiException(
                            403,
                            "Not allowed: it needs the permission "
                                    + entry.permission().word() + ".");
        }
        if (!entry.method().equals("GET") && !SignIn.isOwn(request, caller)) {
            throw new ApiException(403, "The request did not come from the console's own page.");
        }
        return caller;
    }

    private static String decoded(String part) throws ApiException {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ApiException(400, "The path is not well encoded.");
        }
    }

    /** @param cookie null for none */
    record Response(int status, Object body, String cookie) {

        static Response of(int status, Object body) {
            return body instanceof Response whole ? whole : new Response(status, body, null);
        }

        static Response failure(int status, String sentence) {
            JsonObject body = new JsonObject();
            body.put("error", sentence);
            return new Response(status, body, null);
        }

        void putInto(Message message) {
            message.removeHeaders("*");
            PageHeaders.set(message);
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, body == null && status == 200 ? 204 : status);
            message.setHeader("Cache-Control", "no-store");
            if (cookie != null) {
                message.setHeader("Set-Cookie", cookie);
            }
            if (body == null) {
                message.setBody(null);
            } else {
                message.setHeader(Exchange.CONTENT_TYPE, "application/json");
                message.setBody(Jsoner.serialize(body));
            }
        }
    }
}
