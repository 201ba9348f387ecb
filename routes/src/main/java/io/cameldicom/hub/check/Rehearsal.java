package io.cameldicom.hub.check;

import io.cameldicom.component.DicomEndpoint;
import io.cameldicom.component.DicomObject;
import io.cameldicom.component.DicomService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.model.language.ExpressionDefinition;

/**
 * Runs an object through the routes of a hub with nothing at their ends: conditions, edits and conversions are real,
 * everything else that would be sent to, taken from or called is told instead. Not thread-safe.
 */
public final class Rehearsal extends TrialContext {

    /** Who is told, in the order in which things would happen. */
    public interface Audience {
        /** A condition was asked. */
        void condition(String routeId, String text, boolean holds);

        /** Something would be sent here. */
        void sent(String routeId, Endpoint to, DicomObject object);

        /** A route begins with the object. */
        void begins(String routeId, Endpoint from);

        /** The route did not get through. */
        void fails(String routeId, Throwable failure);

        /** The destination would not send the object, and the ledger would say this. */
        void outcome(String routeId, String outcome);
    }

    /** What has no effect but on the message. */
    private static final Set<String> REAL =
            Set.of("direct", "dicom-edit", "dicom-deidentify", "dicom-transcode", "dicom-query", "dicom-image");

    private final Map<String, Processor> destinations = new HashMap<>();
    private final Map<String, String> destinationRoutes = new HashMap<>();
    private final Map<DicomEndpoint, Processor> listeners = new LinkedHashMap<>();
    private final Map<DicomEndpoint, String> listenerRoutes = new HashMap<>();
    private Audience audience;

    public Rehearsal(Workbench workbench) {
        super(workbench.placeholders(), workbench.beans());
        getCamelContextExtension()
                .registerEndpointCallback((uri, endpoint) ->
                        REAL.contains(Targets.scheme(endpoint)) ? endpoint : new ToldEndpoint(endpoint, this));
    }

    /**
     * Prepares the routes of files, which are known to be sound.
     *
     * @throws Exception if they are not
     */
    public void load(Iterable<RouteFile> files) throws Exception {
        start();
        List<RouteDefinition> routes = new ArrayList<>();
        List<org.apache.camel.RoutesBuilder> builders = new ArrayList<>();
        for (RouteFile file : files) {
            builders.addAll(parse(file));
        }
        for (org.apache.camel.RoutesBuilder builder : builders) {
            if (builder instanceof org.apache.camel.RouteConfigurationsBuilder configurations) {
                configurations.addRouteConfigurationsToCamelContext(this);
            }
        }
        for (org.apache.camel.RoutesBuilder builder : builders) {
            builder.addRoutesToCamelContext(this);
        }
        for (org.apache.camel.RoutesBuilder builder : builders) {
            builder.addTemplatedRoutesToCamelContext(this);
        }
        routes.addAll(takePending());
        for (RouteDefinition route : routes) {
            make(route, made -> {
                listenTo(made);
                return true;
            });
        }
    }

    @Override
    boolean startsRoutes() {
        return true;
    }

    private void listenTo(RouteDefinition route) {
        for (ProcessorDefinition<?> step : steps(route)) {
            if (step instanceof FilterDefinition filter) {
                told(route, (ExpressionNode) filter);
            } else if (step instanceof ChoiceDefinition choice) {
                for (WhenDefinition when : choice.getWhenClauses()) {
                    when.setExpression(told(route, when.getExpression()));
                }
            }
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static Iterable<ProcessorDefinition<?>> steps(RouteDefinition route) {
        return (Iterable) ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class);
    }

    private void told(RouteDefinition route, ExpressionNode node) {
        node.setExpression(told(route, node.getExpression()));
    }

    private ExpressionDefinition told(RouteDefinition route, ExpressionDefinition expression) {
        Predicate asked = createPredicate(expression);
        asked.init(this);
        String text = resolvePropertyPlaceholders(expression.getExpression());
        return new ExpressionDefinition((Predicate) exchange -> {
            boolean holds = asked.matches(exchange);
            audience.condition(route.getRouteId(), text, holds);
            return holds;
        });
    }

    /** The listeners that take objects, by the ids of their routes. */
    public Map<String, DicomEndpoint> listeners() {
        Map<String, DicomEndpoint> byRoute = new LinkedHashMap<>();
        listeners.keySet().forEach(listener -> byRoute.put(listenerRoutes.get(listener), listener));
        return byRoute;
    }

    /** Gives the object to a listener's route. */
    public void run(DicomEndpoint listener, DicomObject object, Consumer<Exchange> headers, Audience told) {
        audience = told;
        process(listenerRoutes.get(listener), listener, listeners.get(listener), object, headers);
    }

    private Exchange process(
            String routeId, Endpoint from, Processor route, DicomObject object, Consumer<Exchange> headers) {
        audience.begins(routeId, from);
        Exchange exchange = from.createExchange();
        exchange.getMessage().setBody(object);
        headers.accept(exchange);
        try {
            route.process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        if (exchange.getException() != null) {
            audience.fails(routeId, exchange.getException());
        }
        return exchange;
    }

    // called by the endpoints

    void consumes(Endpoint from, String routeId, Processor route) {
        if (from instanceof DicomEndpoint listener
                && listener.getConfiguration().services().contains(DicomService.store)) {
            listeners.put(listener, route);
            listenerRoutes.put(listener, routeId);
        }
        Targets.destinations(from).forEach(name -> {
            destinations.put(name, route);
            destinationRoutes.put(name, routeId);
        });
    }

    void sends(Endpoint to, Exchange exchange) {
        DicomObject object = exchange.getMessage().getBody(DicomObject.class);
        audience.sent(exchange.getFromRouteId(), to, object);
        for (String name : Targets.destinations(to)) {
            Processor route = destinations.get(name);
            if (route != null && object != null) {
                String id = destinationRoutes.get(name);
                Exchange delivered = process(id, to, route, object, copy -> copy.getMessage()
                        .setHeaders(new HashMap<>(exchange.getMessage().getHeaders())));
                String outcome = delivered.getProperty("CamelDicomDestinationOutcome", String.class);
                if (outcome != null) {
                    audience.outcome(id, outcome);
                }
            }
        }
    }
}
