package io.cameldicom.hub.console;

import io.cameldicom.hub.audit.UserAudit;
import java.net.InetAddress;
import java.util.Locale;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** Signing in and out. */
final class SessionApi {

    private static final String PATH = "/api/session";

    private final SignIn signIn;
    private final UserAudit audit;

    private SessionApi(SignIn signIn, UserAudit audit) {
        this.signIn = signIn;
        this.audit = audit;
    }

    /** @param audit is told of everybody who signs in or tries to */
    static void addTo(Api api, SignIn signIn, UserAudit audit) {
        SessionApi handlers = new SessionApi(signIn, audit);
        api.add("GET", PATH, null, handlers::get);
        api.add("POST", PATH, null, handlers::open);
        api.add("DELETE", PATH, Permission.VIEW, handlers::close);
    }

    private Object get(ApiRequest request, Caller caller, String argument) {
        JsonArray permissions = new JsonArray();
        caller.permissions().forEach(permission -> permissions.add(permission.word()));
        JsonObject session = new JsonObject();
        session.put("user", caller.name());
        session.put("permissions", permissions);
        session.put("csrf", caller.csrfToken());
        session.put("signIn", signIn.way().name().toLowerCase(Locale.ROOT));
        return session;
    }

    private Object open(ApiRequest request, Caller caller, String argument) throws ApiException {
        InetAddress remote = request.remoteAddress();
        String address = remote == null ? "unknown" : remote.getHostAddress();
        String user = request.text("user");
        String token;
        try {
            token = signIn.open(user, request.text("password"), address);
            audit.signedIn(user, address, true);
        } catch (ApiException e) {
            audit.signedIn(user, address, false);
            throw e;
        }
        return new Api.Response(200, null, cookie(request, token, ""));
    }

    private Object close(ApiRequest request, Caller caller, String argument) {
        signIn.close(request.sessionToken());
        return new Api.Response(200, null, cookie(request, "", "; Max-Age=0"));
    }

    private static String cookie(ApiRequest request, String token, String more) {
        return ApiRequest.COOKIE + "=" + token + "; Path=/; HttpOnly; SameSite=Strict" + more
                + (request.isSecure() ? "; Secure" : "");
    }
}
