package io.cameldicom.hub.check;

import io.cameldicom.component.DicomEndpoint;
import io.cameldicom.component.DicomService;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Endpoint;

/** Routes that get in each other's way where they listen: for DICOM, and on {@code direct:} names. */
final class Listeners {

    private Listeners() {}

    static void check(List<CheckedRoute> routes, List<RouteProblem> problems) {
        for (int i = 0; i < routes.size(); i++) {
            for (CheckedRoute earlier : routes.subList(0, i)) {
                check(routes.get(i), earlier, problems);
            }
        }
    }

    private static void check(CheckedRoute route, CheckedRoute earlier, List<RouteProblem> problems) {
        Endpoint input = route.input();
        Endpoint other = earlier.input();
        if (input instanceof DicomEndpoint mine && other instanceof DicomEndpoint theirs) {
            String reason = clash(mine, theirs);
            if (reason != null) {
                problems.add(route.error(
                        route.inputLine(),
                        reason + ", as route " + earlier.id() + " does in "
                                + earlier.file().path() + ":" + earlier.inputLine()));
            }
        } else if (input != null
                && other != null
                && Targets.isDirect(input)
                && Targets.name(input).equals(Targets.name(other))
                && Targets.isDirect(other)) {
            problems.add(route.error(
                    route.inputLine(),
                    Targets.name(input) + " has a route already, " + earlier.id() + " in "
                            + earlier.file().path() + ":" + earlier.inputLine()));
        }
    }

    private static String clash(DicomEndpoint mine, DicomEndpoint theirs) {
        if (mine.getPort() != theirs.getPort() || mine.getPort() == 0) {
            return null;
        }
        if (!mine.getHost().equals(theirs.getHost())) {
            return Targets.isAnyAddress(mine.getHost()) || Targets.isAnyAddress(theirs.getHost())
                    ? "listens on port " + mine.getPort() + " at " + mine.getHost() + " and not at " + theirs.getHost()
                    : null;
        }
        Set<DicomService> both = EnumSet.copyOf(mine.getConfiguration().services());
        both.retainAll(theirs.getConfiguration().services());
        return mine.getAeTitle().equals(theirs.getAeTitle()) && !both.isEmpty()
                ? "answers to AE title " + mine.getAeTitle() + " on port " + mine.getPort() + " with "
                        + both.iterator().next()
                : null;
    }
}
