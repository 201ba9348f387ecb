package io.cameldicom.component;

import io.cameldicom.dicom.ul.Association;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
        if (listener != null && listener.isToBeReplaced(settings)) {
            listener.stopListening();
            listener = null;
        }
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

    /** The member takes no new associations; the port is given free with the last that does. */
    synchronized void withdraw(DicomAddress address, DicomListener listener, DicomListener.Member member) {
        listener.withdraw(member);
        if (listener.isAbandoned() && open.remove(key(address), listener)) {
            listener.stopListening();
        }
    }

    synchronized void leave(DicomAddress address, DicomListener listener, DicomListener.Member member) {
        listener.remove(member);
        closeIfUnused(address, listener);
    }

    synchronized Set<String> callingAeTitles() {
        return open.values().stream()
                .flatMap(listener -> listener.associations().stream())
                .map(Association::callingAeTitle)
                .collect(Collectors.toSet());
    }

    private void closeIfUnused(DicomAddress address, DicomListener listener) {
        if (listener.isEmpty()) {
            open.remove(key(address), listener);
            listener.close();
        }
    }

    private static String key(DicomAddress address) {
        return address.host() + ":" + address.port();
    }
}
