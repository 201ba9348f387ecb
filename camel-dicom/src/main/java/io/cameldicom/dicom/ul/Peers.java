package io.cameldicom.dicom.ul;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses for messages: numbers only, never a name look-up that could block. */
final class Peers {

    private Peers() {}

    static String format(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        String host = ip == null ? address.getHostString() : ip.getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }
}
