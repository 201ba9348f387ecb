package io.cameldicom.hub.queue;

import java.nio.file.Path;

/**
 * Which broker holds the queues.
 *
 * @param url {@code tcp://...} of an Apache Artemis broker; empty for the one within the hub
 * @param user for an external broker, empty without
 * @param password for an external broker
 * @param folder of the broker within the hub
 * @param sync whether the broker within the hub answers only after its journal is synced to disk
 */
public record BrokerSettings(String url, String user, String password, Path folder, boolean sync) {

    /** Whether the broker is another process. */
    public boolean isExternal() {
        return !url.isEmpty();
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return isExternal() ? url : folder.toString();
    }
}
