package io.cameldicom.component;

import io.cameldicom.dicom.service.ApplicationEntity;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** The path of an endpoint URI: {@code aeTitle@host:port}. */
record DicomAddress(String aeTitle, String host, int port) {

    /** There is no port that could be meant. */
    static final int NO_PORT = -1;

    /**
     * @param defaultPort where the path has none, or {@link #NO_PORT}
     * @throws IllegalArgumentException saying which part is missing or wrong
     */
    static DicomAddress parse(String path, int defaultPort) {
        String text = path.startsWith("//") ? path.substring(2) : path;
        int at = text.lastIndexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("dicom:" + path + " has no AE title, write dicom:aeTitle@host:port."
                    + " A consumer that answers to every called AE title is dicom:*@host:port");
        }
        int colon = text.lastIndexOf(':');
        boolean noPort = colon < at || text.indexOf(']', colon) > 0;
        if (noPort && defaultPort == NO_PORT) {
            throw new IllegalArgumentException(
                    "dicom:" + path + " has no port, write dicom:aeTitle@host:port. DICOM's ports are 104 and 11112.");
        }
        String aeTitle = text.substring(0, at);
        // Camel encodes the spaces an AE title may contain; '+' is a character of AE titles and stays one.
        aeTitle = URLDecoder.decode(aeTitle.replace("+", "%2B"), StandardCharsets.UTF_8);
        String host = text.substring(at + 1, noPort ? text.length() : colon);
        if (host.isEmpty()) {
            throw new IllegalArgumentException("dicom:" + path + " has no host, write dicom:aeTitle@host:port."
                    + " A consumer on all interfaces has the host 0.0.0.0");
        }
        int port = noPort ? defaultPort : port(text.substring(colon + 1), path);
        return new DicomAddress(AeTitles.check("aeTitle", aeTitle), host, port);
    }

    private static int port(String text, String path) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below, together with numbers out of range
        }
        throw new IllegalArgumentException("dicom:" + path + ": the port must be a number from 1 to 65535, or 0 for a"
                + " consumer on any free port");
    }

    boolean anyAeTitle() {
        return aeTitle.equals(ApplicationEntity.ANY);
    }

    @Override
    public String toString() {
        return aeTitle + "@" + host + ":" + port;
    }
}
