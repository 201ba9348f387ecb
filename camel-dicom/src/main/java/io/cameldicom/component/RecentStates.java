package io.cameldicom.component;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceSupport;

/** Remembers the states of the keys used last, in memory: forgets the oldest beyond 10,000, and all when it ends. Thread-safe. */
final class RecentStates extends ServiceSupport implements StateRepository<String, String> {

    private static final int MOST = 10_000;

    private final Map<String, String> states = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    @Override
    public synchronized void setState(String key, String value) {
        states.put(key, value);
    }

    @Override
    public synchronized String getState(String key) {
        return states.get(key);
    }
}
