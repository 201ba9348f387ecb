package io.cameldicom.hub.check;

import io.cameldicom.dicom.dict.NearestWords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every destination that is named has exactly one route that delivers to it. */
final class DestinationNames {

    private DestinationNames() {}

    static void check(List<CheckedRoute> routes, List<RouteProblem> problems) {
        Map<String, CheckedRoute> delivering = new HashMap<>();
        for (CheckedRoute route : routes) {
            if (route.input() != null) {
                for (String name : Targets.destinations(route.input())) {
                    CheckedRoute other = delivering.putIfAbsent(name, route);
                    if (other != null) {
                        problems.add(route.error(
                                route.inputLine(),
                                "destination " + name + " has a route already, " + other.id() + " in "
                                        + other.file().path() + ":" + other.inputLine()));
                    }
                }
            }
        }
        for (CheckedRoute route : routes) {
            for (CheckedRoute.Output output : route.outputs()) {
                for (String name : Targets.destinations(output.endpoint())) {
                    if (!delivering.containsKey(name)) {
                        problems.add(route.error(
                                output.line(),
                                "there is no destination " + name
                                        + NearestWords.hint(NearestWords.of(name, delivering.keySet()))));
                    }
                }
            }
        }
    }
}
