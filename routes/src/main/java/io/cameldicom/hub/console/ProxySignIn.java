package io.cameldicom.hub.console;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A reverse proxy that has signed the user in and says the name in a header. It is believed only if it calls from one of its
 * addresses: anybody can write a header.
 */
final class ProxySignIn {

    private static final String HMAC = "HmacSHA256";

    private final String header;
    private final Set<InetAddress> addresses;
    private final Set<Permission> defaults;
    private final SecretKeySpec secret;

    /** @param defaults permissions of users who are not in the file of users */
    ProxySignIn(String header, Set<InetAddress> addresses, Set<Permission> defaults) {
        this.header = header;
        this.addresses = Set.copyOf(addresses);
        this.defaults = Set.copyOf(defaults);
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.secret = new SecretKeySpec(random, HMAC);
    }

    /** Who makes the request, as the proxy says; nobody if it is not from the proxy or has no name. */
    Caller caller(ApiRequest request, UserFile users) {
        String name = request.header(header);
        if (name == null || name.isBlank() || !addresses.contains(request.remoteAddress())) {
            return Caller.NOBODY;
        }
        UserFile.User known = users.find(name);
        return new Caller(name, known == null ? defaults : known.permissions(), csrfToken(name));
    }

    private String csrfToken(String name) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + HMAC, e);
        }
    }
}
