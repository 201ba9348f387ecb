package io.cameldicom.hub.console;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who has signed in, by the token in the cookie. In memory: a restart signs everybody out. Thread-safe. */
final class Sessions {

    static final Duration IDLE_LIMIT = Duration.ofMinutes(30);
    static final Duration LIMIT = Duration.ofHours(12);

    private static final int MAX_SESSIONS = 1000;
    private static final int TOKEN_BYTES = 32;

    private static final class Session {
        final String user;
        final String csrfToken;
        final Instant begun;
        Instant used;

        Session(String user, String csrfToken, Instant begun) {
            this.user = user;
            this.csrfToken = csrfToken;
            this.begun = begun;
            this.used = begun;
        }
    }

    /** A session that is open. */
    record Open(String user, String csrfToken) {}

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    /** Least recently used first. */
    private final Map<String, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);

    Sessions(Clock clock) {
        this.clock = clock;
    }

    /** @return the token */
    synchronized String open(String user) {
        if (sessions.size() >= MAX_SESSIONS) {
            Iterator<String> oldest = sessions.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        String token = token();
        sessions.put(token, new Session(user, token(), clock.instant()));
        return token;
    }

    /** Null if there is no such session, any more. */
    synchronized Open find(String token) {
        Session session = token == null ? null : sessions.get(token);
        if (session == null) {
            return null;
        }
        Instant now = clock.instant();
        if (now.isAfter(session.used.plus(IDLE_LIMIT)) || now.isAfter(session.begun.plus(LIMIT))) {
            sessions.remove(token);
            return null;
        }
        session.used = now;
        return new Open(session.user, session.csrfToken);
    }

    synchronized void close(String token) {
        sessions.remove(token);
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
