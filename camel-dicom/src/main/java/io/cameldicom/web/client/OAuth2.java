package io.cameldicom.web.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cameldicom.web.RetryableStatus;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A bearer token of the grant client credentials (RFC 6749 4.4), fetched when it is first needed and again before it
 * expires. Thread-safe; one request for a token at a time.
 */
public final class OAuth2 implements Credentials {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_BYTES = 256 * 1024;
    /** Where the server does not say how long a token is good for. */
    private static final long DEFAULT_SECONDS = 300;
    /** A token is not used in its last seconds, the request takes time. */
    private static final long MARGIN_SECONDS = 20;

    private final HttpClient http;
    private final URI tokenEndpoint;
    private final String clientId;
    private final String clientSecret;
    private final String scope;
    private final Duration timeout;

    private String token;
    private long expires;

    /**
     * @param scope null for the server's default
     * @param timeout for the answer of the token endpoint
     */
    public OAuth2(
            HttpClient http, URI tokenEndpoint, String clientId, String clientSecret, String scope, Duration timeout) {
        this.http = http;
        this.tokenEndpoint = tokenEndpoint;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.scope = scope;
        this.timeout = timeout;
    }

    @Override
    public synchronized String authorization(boolean renew) throws IOException, InterruptedException {
        if (token == null || renew || System.nanoTime() - expires >= 0) {
            fetch();
        }
        return "Bearer " + token;
    }

    private void fetch() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(tokenEndpoint)
                .timeout(timeout)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(form()))
                .build();
        HttpResponse<InputStream> response;
        try {
            response = http.send(request, info -> new StreamingBody(timeout));
        } catch (IOException e) {
            throw new WebFailureException(
                    "The token endpoint " + where() + " was not answered: " + e.getMessage(),
                    WebFailureException.NO_RESPONSE,
                    true,
                    null,
                    null,
                    e);
        }
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(MOST_BYTES);
            if (response.statusCode() != 200) {
                throw new WebFailureException(
                        "The token endpoint " + where() + " answered " + response.statusCode()
                                + StatusWords.of(response.statusCode()) + ": check client id, secret and scope",
                        response.statusCode(),
                        RetryableStatus.test(response.statusCode()),
                        null,
                        new String(bytes, StandardCharsets.UTF_8),
                        null);
            }
            take(bytes);
        }
    }

    private void take(byte[] bytes) throws IOException {
        String found = null;
        long seconds = DEFAULT_SECONDS;
        try (JsonParser json = JSON.createParser(bytes)) {
            boolean object = json.nextToken() == JsonToken.START_OBJECT;
            while (object && json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("access_token")) {
                    found = json.getText();
                } else if (name.equals("expires_in")) {
                    seconds = json.getValueAsLong(DEFAULT_SECONDS);
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            found = null; // said below; the parser's message would quote the answer
        }
        if (found == null || found.isBlank()) {
            throw WebFailureException.ofContent(
                    "The token endpoint " + where() + " answered without an access_token", 200, false, null);
        }
        token = found;
        expires = System.nanoTime() + TimeUnit.SECONDS.toNanos(Math.max(1, seconds - MARGIN_SECONDS));
    }

    private String form() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "client_credentials");
        fields.put("client_id", clientId);
        fields.put("client_secret", clientSecret);
        if (scope != null) {
            fields.put("scope", scope);
        }
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String where() {
        return tokenEndpoint.getScheme() + "://" + tokenEndpoint.getAuthority();
    }
}
