package io.cameldicom.hub.check;

import io.cameldicom.component.DicomEndpoint;
import io.cameldicom.component.DicomOperation;
import io.cameldicom.component.DicomService;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;

/**
 * Routes that lead back to themselves, over {@code direct:}, {@code seda:}, destinations, or a peer that is this hub: an
 * object could go round for ever. A condition on the way may end it, so this is a warning.
 */
final class Cycles {

    /** From a route over one of its outputs to another route. */
    private record Step(CheckedRoute from, CheckedRoute.Output over, CheckedRoute to) {}

    private final List<CheckedRoute> routes;
    private final List<RouteProblem> problems;
    private final Set<CheckedRoute> done = new HashSet<>();
    private final Deque<Step> path = new ArrayDeque<>();

    private Cycles(List<CheckedRoute> routes, List<RouteProblem> problems) {
        this.routes = routes;
        this.problems = problems;
    }

    static void check(List<CheckedRoute> routes, List<RouteProblem> problems) {
        Cycles cycles = new Cycles(routes, problems);
        routes.forEach(route -> cycles.follow(route, new ArrayList<>(List.of(route))));
    }

    private void follow(CheckedRoute route, List<CheckedRoute> onPath) {
        if (done.contains(route)) {
            return;
        }
        for (CheckedRoute.Output output : route.outputs()) {
            for (CheckedRoute next : routes) {
                if (leads(output.endpoint(), next)) {
                    path.addLast(new Step(route, output, next));
                    if (onPath.contains(next)) {
                        tell(next);
                    } else {
                        onPath.add(next);
                        follow(next, onPath);
                        onPath.remove(next);
                    }
                    path.removeLast();
                }
            }
        }
        done.add(route);
    }

    private void tell(CheckedRoute start) {
        List<Step> cycle = new ArrayList<>(path);
        while (cycle.get(0).from() != start) {
            cycle.remove(0);
        }
        String round = Stream.concat(
                        cycle.stream()
                                .map(step -> step.from().id() + " -> "
                                        + Targets.name(step.over().endpoint())),
                        Stream.of(start.id()))
                .collect(Collectors.joining(" -> "));
        Step last = cycle.get(cycle.size() - 1);
        problems.add(RouteProblem.warning(
                last.from().file().path(), last.over().line(), "objects may go round for ever: " + round));
    }

    private static boolean leads(Endpoint output, CheckedRoute route) {
        Endpoint input = route.input();
        if (input == null) {
            return false;
        }
        if (input instanceof DicomEndpoint listener) {
            return output instanceof DicomEndpoint peer && isListener(peer, listener);
        }
        if (Targets.isInternal(output)) {
            return Targets.name(output).equals(Targets.name(input));
        }
        Set<String> names = new HashSet<>(Targets.destinations(output));
        names.retainAll(Targets.destinations(input));
        return !names.isEmpty();
    }

    private static boolean isListener(DicomEndpoint peer, DicomEndpoint listener) {
        return peer.getPort() == listener.getPort()
                && (listener.getAeTitle().equals("*") || peer.getAeTitle().equals(listener.getAeTitle()))
                && peer.getConfiguration().getOperation() == DicomOperation.store
                && listener.getConfiguration().services().contains(DicomService.store)
                && (peer.getHost().equals(listener.getHost()) || Targets.isHere(peer.getHost()));
    }
}
