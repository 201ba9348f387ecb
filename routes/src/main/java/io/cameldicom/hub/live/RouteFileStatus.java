package io.cameldicom.hub.live;

import io.cameldicom.hub.check.RouteProblem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A route file of a running hub at one moment.
 *
 * @param file absolute
 * @param routes ids of the routes that run from it, in their last good form
 * @param since when they began to, or when the file was refused
 * @param problems why what is in the file now does not run; empty if it does
 */
public record RouteFileStatus(Path file, List<String> routes, Instant since, List<RouteProblem> problems) {

    public RouteFileStatus {
        routes = List.copyOf(routes);
        problems = List.copyOf(problems);
    }

    /** Whether what is in the file is not what runs. */
    public boolean isRefused() {
        return !problems.isEmpty();
    }
}
