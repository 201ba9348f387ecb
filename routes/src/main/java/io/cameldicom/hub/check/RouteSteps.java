package io.cameldicom.hub.check;

import java.util.Collection;
import java.util.List;
import org.apache.camel.Endpoint;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.FromDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.ValidateDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.support.EndpointHelper;

/** Checks the steps of one route, each for itself, so that each mistake is told with its line. */
final class RouteSteps {

    private final TrialContext context;
    private final CheckedRoute route;
    private final String template;
    private final List<RouteProblem> problems;
    private boolean sound = true;

    RouteSteps(TrialContext context, CheckedRoute route, String template, List<RouteProblem> problems) {
        this.context = context;
        this.route = route;
        this.template = template;
        this.problems = problems;
    }

    /** @return whether no step is wrong for itself, so that the whole can be tried */
    boolean check(RouteDefinition definition) {
        route.identify(definition.getRouteId());
        FromDefinition from = definition.getInput();
        Endpoint input = endpoint(from.getEndpointUri(), from.getLineNumber());
        if (input != null) {
            route.from(input, line(from.getLineNumber()));
        }
        steps(definition).forEach(this::check);
        return sound;
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static Collection<ProcessorDefinition<?>> steps(RouteDefinition definition) {
        return (Collection)
                ProcessorDefinitionHelper.filterTypeInOutputs(definition.getOutputs(), ProcessorDefinition.class);
    }

    private void check(ProcessorDefinition<?> step) {
        if (step instanceof EndpointRequiredDefinition sending && !(step instanceof ToDynamicDefinition)) {
            Endpoint endpoint = endpoint(sending.getEndpointUri(), step.getLineNumber());
            if (endpoint != null) {
                route.to(endpoint, line(step.getLineNumber()));
            }
        } else if (step instanceof ChoiceDefinition choice) {
            choice.getWhenClauses()
                    .forEach(when ->
                            predicate(when.getExpression(), afterDash(when.getLineNumber()), step.getLineNumber()));
        } else if (step instanceof FilterDefinition || step instanceof ValidateDefinition) {
            predicate(((ExpressionNode) step).getExpression(), step.getLineNumber(), 0);
        } else if (step instanceof ExpressionNode node && node.getExpression() != null) {
            expression(node.getExpression(), step.getLineNumber());
        } else if (step instanceof ProcessDefinition process && process.getRef() != null) {
            String name = context.resolvePropertyPlaceholders(process.getRef());
            if (!name.startsWith("#") && context.getRegistry().lookupByName(name) == null) {
                wrong(step.getLineNumber(), "there is no bean " + name);
            }
        }
    }

    private Endpoint endpoint(String uri, int line) {
        String resolved = uri;
        try {
            resolved = EndpointHelper.resolveEndpointUriPropertyPlaceholders(context, uri);
            return context.getEndpoint(resolved);
        } catch (Exception e) {
            wrong(line, Reason.ofEndpoint(context, resolved, e));
            return null;
        }
    }

    /** Camel counts lines from 0, which for a step's value is the line of its key, but for an item of a list its own. */
    private static int afterDash(int line) {
        return line > 0 ? line + 1 : line;
    }

    private void predicate(ExpressionDefinition expression, int line, int otherwise) {
        if (expression != null) {
            attempt(line > 0 ? line : otherwise, () -> context.createPredicate(expression)
                    .init(context));
        }
    }

    private void expression(ExpressionDefinition expression, int line) {
        attempt(line, () -> context.createExpression(expression).init(context));
    }

    private void attempt(int line, Runnable attempt) {
        try {
            attempt.run();
        } catch (RuntimeException e) {
            wrong(line, Reason.of(e));
        }
    }

    private void wrong(int line, String reason) {
        sound = false;
        String where = template == null ? "" : " (line " + line + " of template " + template + ")";
        problems.add(route.error(line(line), reason + where));
    }

    /** The lines of a template's steps are lines of another file. */
    private int line(int ofStep) {
        return template == null && ofStep > 0 ? ofStep : route.line();
    }
}
