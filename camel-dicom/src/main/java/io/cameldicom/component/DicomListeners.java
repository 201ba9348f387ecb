package io.cameldicom.component;

import io.cameldicom.dicom.service.ApplicationEntity;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;

/** The listening ports of a component: opened with the first consumer, closed with the last. Thread-safe. */
final class DicomListeners {

    private final Map<String, DicomListener> open = new HashMap<>();

    /**
     * Makes an application entity answer on a port.
     *
     * @param route id of its route, for messages
     */
    synchronized DicomListener join(
            CamelContext context,
            DicomAddress address,
            ApplicationEntity entity,
            String route,
            DicomListener.Settings settings)
            throws IOException {
        DicomListener listener = open.get(key(address));
        if (listener == null) {
            listener = DicomListener.bind(context, address, settings);
            open.put(key(address), listener);
        }
        try {
            listener.add(entity, route, address, settings);
        } finally {
            closeIfUnused(address, listener);
        }
        return listener;
    }

    synchronized void leave(DicomAddress address, ApplicationEntity entity) {
        DicomListener listener = open.get(key(address));
        if (listener != null) {
            listener.remove(entity);
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
