package io.cameldicom.hub.console;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a user of the console may. */
public enum Permission {
    /** See destinations, associations, studies by UID, errors. */
    VIEW,
    /** Pause and resume destinations, retry and discard what was given up. */
    OPERATE,
    /** See patients' names and ids. */
    PATIENTS;

    /**
     * The permissions of a comma list such as {@code operate,patients}; whoever may anything may view.
     *
     * @throws IllegalArgumentException if a word is none of them
     */
    static Set<Permission> parse(String list) {
        Set<Permission> permissions = EnumSet.of(VIEW);
        for (String word : list.split(",")) {
            permissions.add(of(word.strip()));
        }
        return permissions;
    }

    private static Permission of(String word) {
        return Arrays.stream(values())
                .filter(permission -> permission.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is none of "
                        + Arrays.stream(values()).map(Permission::word).collect(Collectors.joining(", "))));
    }

    /** As it is written in the file of users. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
