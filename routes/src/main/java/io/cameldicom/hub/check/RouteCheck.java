package io.cameldicom.hub.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;

/**
 * Tells what is wrong with route files, without running them: what is no YAML or no route, unknown components, options,
 * keywords, beans, settings and destinations, two routes with one id or one listener, and routes that lead back to
 * themselves. Thread-safe.
 */
public final class RouteCheck {

    private final Workbench workbench;

    public RouteCheck(Workbench workbench) {
        this.workbench = workbench;
    }

    /**
     * Checks the files of a hub, which are to run together.
     *
     * @return in the order of files and lines; empty if all is well
     */
    public List<RouteProblem> check(Collection<RouteFile> files) {
        List<RouteProblem> problems = new ArrayList<>();
        try (TrialContext context = new TrialContext(workbench.placeholders(), workbench.beans())) {
            context.start();
            List<CheckedRoute> routes = new Trial(context, problems).run(files);
            RouteNames.check(routes, problems);
            Listeners.check(routes, problems);
            DestinationNames.check(routes, problems);
            Cycles.check(routes, problems);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return problems.stream().distinct().sorted().toList();
    }

    /** One run over all files in one context. */
    private static final class Trial {

        private final TrialContext context;
        private final List<RouteProblem> problems;
        private final List<CheckedRoute> routes = new ArrayList<>();

        Trial(TrialContext context, List<RouteProblem> problems) {
            this.context = context;
            this.problems = problems;
        }

        List<CheckedRoute> run(Collection<RouteFile> files) {
            Map<RouteFile, List<RoutesBuilder>> parsed = new LinkedHashMap<>();
            for (RouteFile file : files) {
                if (file.problem() != null) {
                    problems.add(file.problem());
                } else {
                    attempt(file, 0, () -> parsed.put(file, context.parse(file)));
                }
            }
            parsed.forEach((file, builders) -> attempt(file, 0, () -> {
                for (RoutesBuilder builder : builders) {
                    if (builder instanceof RouteConfigurationsBuilder configurations) {
                        configurations.addRouteConfigurationsToCamelContext(context);
                    }
                }
            }));
            Map<RouteFile, List<RoutesBuilder>> readable = new LinkedHashMap<>(parsed);
            parsed.forEach((file, builders) -> attempt(file, 0, () -> {
                readable.remove(file);
                for (RoutesBuilder builder : builders) {
                    builder.addRoutesToCamelContext(context);
                }
                readable.put(file, builders);
                int index = 0;
                for (RouteDefinition route : context.takePending()) {
                    int line = route.getInput() == null ? 0 : firstLine(file, index++);
                    make(new CheckedRoute(file, line), route, null);
                }
            }));
            readable.forEach(this::templated);
            return routes;
        }

        private static int firstLine(RouteFile file, int index) {
            List<RouteFile.Item> own = file.items().stream()
                    .filter(item -> item.kind().equals("route") || item.kind().equals("from"))
                    .toList();
            return index < own.size() ? own.get(index).line() : 0;
        }

        private void templated(RouteFile file, List<RoutesBuilder> builders) {
            Map<String, Integer> seen = new HashMap<>();
            for (RoutesBuilder builder : builders) {
                for (TemplatedRouteDefinition templated :
                        ((RouteBuilder) builder).getTemplatedRouteCollection().getTemplatedRoutes()) {
                    int line = file.item("templatedRoute", seen.merge("templatedRoute", 1, Integer::sum) - 1)
                            .map(RouteFile.Item::line)
                            .orElse(0);
                    attempt(file, line, () -> {
                        TemplateParameters.check(context, templated, file, line, problems);
                        context.addRouteFromTemplatedRoute(templated);
                        for (RouteDefinition route : context.takePending()) {
                            make(new CheckedRoute(file, line), route, templated.getRouteTemplateRef());
                        }
                    });
                    context.takePending();
                }
            }
        }

        /** @param template whose lines the route's steps have; null without */
        private void make(CheckedRoute route, RouteDefinition definition, String template) {
            RouteSteps steps = new RouteSteps(context, route, template, problems);
            attempt(
                    route.file(),
                    route.line(),
                    () -> context.make(definition, made -> {
                        routes.add(route);
                        return steps.check(made);
                    }));
        }

        private void attempt(RouteFile file, int line, Attempt attempt) {
            try {
                attempt.run();
            } catch (Exception e) {
                problems.add(RouteProblem.error(file.path(), line > 0 ? line : Reason.line(e), Reason.of(e)));
            }
        }
    }

    private interface Attempt {
        void run() throws Exception;
    }
}
