package io.cameldicom.hub.check;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.util.StringHelper;

/** What endpoints mean, read from their URIs. */
public final class Targets {

    private static final String DESTINATION = "destination";

    private Targets() {}

    static boolean isDirect(Endpoint endpoint) {
        return scheme(endpoint).equals("direct");
    }

    /** Whether a route may pass objects to another one by this name within the hub. */
    static boolean isInternal(Endpoint endpoint) {
        return Set.of("direct", "seda").contains(scheme(endpoint));
    }

    static String scheme(Endpoint endpoint) {
        return StringHelper.before(endpoint.getEndpointBaseUri(), ":", endpoint.getEndpointBaseUri());
    }

    /** {@code direct:rules}: the URI without options, as it is written. */
    static String name(Endpoint endpoint) {
        return endpoint.getEndpointBaseUri().replaceFirst("://", ":");
    }

    /** The names in {@code destination:A,B}; empty for other endpoints. */
    public static List<String> destinations(Endpoint endpoint) {
        if (!scheme(endpoint).equals(DESTINATION)) {
            return List.of();
        }
        return Arrays.stream(name(endpoint).substring(DESTINATION.length() + 1).split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** An endpoint for people: without options, which may hold secrets. */
    public static String shown(Endpoint endpoint) {
        return name(endpoint);
    }

    static boolean isAnyAddress(String host) {
        return host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
    }

    /** Whether a host is this machine, as far as can be told without asking a name server. */
    static boolean isHere(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        if (!host.matches("[0-9.]+|\\[?[0-9A-Fa-f:.]+]?")) {
            return false;
        }
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
    }
}
