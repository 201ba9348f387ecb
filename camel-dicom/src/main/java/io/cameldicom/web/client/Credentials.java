package io.cameldicom.web.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/** What a request says of who sends it. Thread-safe. */
@FunctionalInterface
public interface Credentials {

    /** None at all. */
    Credentials NONE = renew -> null;

    /** What delivers a token. */
    @FunctionalInterface
    interface TokenSource {
        /** The token without spaces around it. */
        String token() throws IOException;
    }

    /**
     * The value of the header Authorization; null for none.
     *
     * @param renew whether the server has refused what was said last, so that something kept must not be used again
     * @throws IOException if there are no credentials to be had
     */
    String authorization(boolean renew) throws IOException, InterruptedException;

    /** User name and password (RFC 7617), sent with the first request already. */
    static Credentials basic(String username, String password) {
        if (username.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a user name must not have a colon (RFC 7617)");
        }
        String both = username + ":" + Objects.requireNonNullElse(password, "");
        String header = "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        return renew -> header;
    }

    /** A bearer token (RFC 6750), asked for before each request. */
    static Credentials bearer(TokenSource source) {
        return renew -> "Bearer " + source.token();
    }
}
