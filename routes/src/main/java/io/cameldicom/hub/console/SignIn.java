package io.cameldicom.hub.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may do what: by password and session, by reverse proxy, or without either on this machine. Thread-safe. */
final class SignIn {

    /** How users sign in. */
    enum Way {
        PASSWORD,
        PROXY,
        /** No users are configured, and the port is this machine's own: everybody may view. */
        LOCAL,
        /** No users are configured, and the port is open to others: nobody may anything. */
        CLOSED
    }

    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
    private static final PasswordHash NOBODYS = PasswordHash.of("nobody has this one".toCharArray());
    /** Hashing takes a good part of a second of a core: guessers must not get all of them. */
    private static final int CONCURRENT = 2;

    private final UserFile users;
    private final ProxySignIn proxy;
    private final boolean local;
    private final Sessions sessions;
    private final FailedAttempts failures;
    private final Semaphore hashing = new Semaphore(CONCURRENT);

    /**
     * @param proxy null if no reverse proxy signs users in
     * @param local whether only programs of this machine can connect
     */
    SignIn(UserFile users, ProxySignIn proxy, boolean local, Clock clock) {
        this.users = users;
        this.proxy = proxy;
        this.local = local;
        this.sessions = new Sessions(clock);
        this.failures = new FailedAttempts(clock);
    }

    Way way() {
        if (proxy != null) {
            return Way.PROXY;
        }
        if (!users.isEmpty()) {
            return Way.PASSWORD;
        }
        return local ? Way.LOCAL : Way.CLOSED;
    }

    Caller caller(ApiRequest request) {
        return switch (way()) {
            case PROXY -> proxy.caller(request, users);
            case PASSWORD -> bySession(request);
            case LOCAL -> new Caller(null, Set.of(Permission.VIEW), null);
            case CLOSED -> Caller.NOBODY;
        };
    }

    private Caller bySession(ApiRequest request) {
        Sessions.Open session = sessions.find(request.sessionToken());
        UserFile.User user = session == null ? null : users.find(session.user());
        return user == null ? Caller.NOBODY : new Caller(session.user(), user.permissions(), session.csrfToken());
    }

    /**
     * @return the token of the session
     * @throws ApiException if name and password are not a user's, or were tried too often
     */
    String open(String name, String password, String remote) throws ApiException {
        if (way() != Way.PASSWORD) {
            throw new ApiException(400, "There is no password to sign in with.");
        }
        String attempt = name + "@" + remote;
        if (failures.isLocked(attempt) || !hashing.tryAcquire()) {
            throw new ApiException(429, "Too many attempts. Wait a little and try again.");
        }
        boolean matches;
        try {
            UserFile.User user = users.find(name);
            boolean known = user != null && user.password() != null;
            // as long for names that are nobody's, so that the time does not tell
            matches = (known ? user.password() : NOBODYS).matches(password.toCharArray()) && known;
        } finally {
            hashing.release();
        }
        if (!matches) {
            failures.failed(attempt);
            LOG.warn("console: sign-in of {} from {} failed", printable(name), remote);
            throw new ApiException(401, "Name and password do not match.");
        }
        failures.succeeded(attempt);
        LOG.info("console: {} signed in from {}", name, remote);
        return sessions.open(name);
    }

    void close(String token) {
        if (token != null) {
            sessions.close(token);
        }
    }

    /** Whether a request that changes something was made by the console's own page (CSRF). */
    static boolean isOwn(ApiRequest request, Caller caller) {
        String token = request.header("X-CSRF-Token");
        return token != null
                && caller.csrfToken() != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8),
                        caller.csrfToken().getBytes(StandardCharsets.UTF_8));
    }

    private static String printable(String name) {
        String shortened = name.length() > 40 ? name.substring(0, 40) + "..." : name;
        return shortened.replaceAll("[^\\p{Alnum}@._ -]", "?");
    }
}
