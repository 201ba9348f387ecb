package io.cameldicom.hub.console;

import java.util.Set;

/**
 * Who makes a request.
 *
 * @param name null for somebody who has not signed in
 * @param csrfToken what a request that changes something has to repeat, null without a name
 */
record Caller(String name, Set<Permission> permissions, String csrfToken) {

    static final Caller NOBODY = new Caller(null, Set.of(), null);

    boolean may(Permission permission) {
        return permissions.contains(permission);
    }
}
