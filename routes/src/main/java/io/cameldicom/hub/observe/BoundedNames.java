package io.cameldicom.hub.observe;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets so many names through and calls the rest "other": who can say any name cannot make any number of series. */
final class BoundedNames {

    static final String OTHER = "other";

    private final int max;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    BoundedNames(int max) {
        this.max = max;
    }

    /** A few more than the limit may get through where several threads meet it at once. */
    String of(String name) {
        if (known.contains(name)) {
            return name;
        }
        return known.size() < max && known.add(name) ? name : OTHER;
    }
}
