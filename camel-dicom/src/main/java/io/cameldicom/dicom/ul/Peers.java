package io.cameldicom.dicom.ul;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Peers in messages. */
final class Peers {

    private Peers() {}

    /** Numbers only, never a name look-up that could block. */
    static String format(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        String host = ip == null ? address.getHostString() : ip.getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    /** What happened to a connection; channels often throw without a message. */
    static String describe(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
