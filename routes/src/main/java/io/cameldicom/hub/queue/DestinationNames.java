package io.cameldicom.hub.queue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of destinations: they are names of folders and of queues too. */
final class DestinationNames {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,31}");

    private DestinationNames() {}

    /** @throws IllegalArgumentException if it is none */
    static String check(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name
                    + "' is no name of a destination: expected 1 to 32 letters, digits, - and _, the first a letter or"
                    + " digit");
        }
        return name;
    }

    /** Of {@code PACS,TELERAD}; each once. */
    static List<String> parse(String list) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : list.split(",", -1)) {
            names.add(check(name.trim()));
        }
        return List.copyOf(names);
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }
}
