package io.cameldicom.hub.console;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Who may use the console.
 *
 * @param users file of the users
 * @param proxy the reverse proxy that signs users in, null for none
 * @param local whether only programs of this machine can connect
 */
public record ConsoleSettings(UserFile users, ProxySignIn proxy, boolean local) {

    /**
     * As they are written in {@code application.properties}.
     *
     * @param usersFile properties file of users, there or not
     * @param proxyHeader header with the user's name, empty for none
     * @param proxyAddresses comma list of addresses the header is believed from
     * @param proxyPermissions permissions of those who are not in the file
     * @param local whether only programs of this machine can connect
     * @throws IllegalArgumentException if one cannot be used, with its name
     */
    public static ConsoleSettings of(
            Path usersFile, String proxyHeader, String proxyAddresses, String proxyPermissions, boolean local) {
        ProxySignIn proxy = proxyHeader.isEmpty()
                ? null
                : new ProxySignIn(proxyHeader, addresses(proxyAddresses), Permission.parse(proxyPermissions));
        return new ConsoleSettings(new UserFile(usersFile), proxy, local);
    }

    private static Set<InetAddress> addresses(String list) {
        Set<InetAddress> addresses = new HashSet<>();
        for (String address : list.split(",")) {
            try {
                addresses.add(InetAddress.getByName(address.strip()));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("'" + address.strip() + "' is no address", e);
            }
        }
        return addresses;
    }
}
