package io.cameldicom.hub.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two routes with one id: Camel would let the later one take the place of the earlier. */
final class RouteNames {

    private RouteNames() {}

    static void check(List<CheckedRoute> routes, List<RouteProblem> problems) {
        Map<String, CheckedRoute> byId = new HashMap<>();
        for (CheckedRoute route : routes) {
            CheckedRoute other = byId.putIfAbsent(route.id(), route);
            if (other != null) {
                problems.add(route.error(
                        route.line(),
                        "route " + route.id() + " is there already, in "
                                + other.file().path() + ":" + other.line()));
            }
        }
    }
}
