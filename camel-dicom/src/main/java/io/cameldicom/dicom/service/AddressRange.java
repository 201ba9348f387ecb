package io.cameldicom.dicom.service;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Addresses that share a prefix, in CIDR notation: {@code 10.1.0.0/16}, {@code fd00::/8}, or one address. */
record AddressRange(byte[] network, int prefixBits) {
    /** A literal only: a host name would be asked of the name server, and may change its address. */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    static AddressRange parse(String text) {
        String[] parts = text.strip().split("/", -1);
        try {
            if (parts.length > 2 || !LITERAL.matcher(parts[0]).matches()) {
                throw invalid(text);
            }
            byte[] network = InetAddress.getByName(parts[0]).getAddress();
            int bits = parts.length == 1 ? 8 * network.length : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > 8 * network.length) {
                throw invalid(text);
            }
            return new AddressRange(network, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw invalid(text);
        }
    }

    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit += 8) {
            int mask = 0xFF00 >> Math.min(8, prefixBits - bit);
            if (((bytes[bit / 8] ^ network[bit / 8]) & mask & 0xFF) != 0) {
                return false;
            }
        }
        return true;
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is no address range: write 192.168.1.7, 192.168.0.0/16 or fd00::/8");
    }
}
