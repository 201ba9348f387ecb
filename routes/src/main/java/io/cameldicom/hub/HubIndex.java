package io.cameldicom.hub;

import io.cameldicom.hub.index.StoreIndex;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.camel.main.Main;

/** The index of the store where the settings have a use for it, or none. */
final class HubIndex implements AutoCloseable {

    private final StoreIndex index;

    private HubIndex(StoreIndex index) {
        this.index = index;
    }

    static HubIndex open(HubSettings settings) throws HubException {
        if (!settings.answersQueries()) {
            return new HubIndex(null);
        }
        Path folder = settings.data().resolve("index");
        try {
            return new HubIndex(StoreIndex.open(settings.store(), folder));
        } catch (IOException e) {
            throw new HubException("Cannot use the index in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Makes it known to routes. */
    void bind(Main main) {
        if (index != null) {
            main.bind("index", index);
        }
    }

    void filed(Path file) {
        if (index != null) {
            index.filed(file);
        }
    }

    /** After the routes have stopped: what they filed last is in it. */
    @Override
    public void close() {
        if (index != null) {
            index.close();
        }
    }
}
