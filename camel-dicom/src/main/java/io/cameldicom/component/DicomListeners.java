package io.cameldicom.component;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;

/** The listening ports of a component: opened with the first consumer, closed with the last. Thread-safe. */
final class DicomListeners {

    private final Map<String, DicomListener> open = new HashMap<>();

    /**
     * Makes a consumer answer on a port.
     *
     * @throws IllegalArgumentException if it cannot share the port with those that are there
     */
    synchronized DicomListener join(
            CamelContext context, DicomAddress address, DicomListener.Member member, DicomListener.Settings settings)
            throws IOException {
        DicomListener listener = open.get(key(address));
        if (listener == null) {
            listener = DicomListener.bind(context, address, settings);
            open.put(key(address), listener);
        }
        try {
            listener.add(member, address, settings);
        } finally {
            closeIfUnused(address, listener);
        }
        return listener;
    }

    synchronized void leave(DicomAddress address, DicomListener.Member member) {
        DicomListener listener = open.get(key(address));
        if (listener != null) {
            listener.remove(member);
            closeIfUnused(address, listener);
        }
    }

    private void closeIfUnused(DicomAddress address, DicomListener listener) {
        if (listener.isEmpty()) {
            open.remove(key(address));
            listener.close();
        }
    }

    private static String key(DicomAddress address) {
        return address.host() + ":" + address.port();
    }
}
