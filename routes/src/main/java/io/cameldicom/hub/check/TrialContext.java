package io.cameldicom.hub.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.DefaultModelReifierFactory;
import org.apache.camel.impl.engine.RouteService;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.reifier.RouteReifier;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;

/** A context in which routes are made, but not started: what they need is looked up, nothing listens or connects. */
class TrialContext extends DefaultCamelContext {

    /** Told of each route before its processors are made, while the parameters of its template are in force. */
    interface RouteVisitor {
        /** @return whether to make the route */
        boolean visit(RouteDefinition route);
    }

    private final List<RouteDefinition> pending = new ArrayList<>();
    private RouteVisitor visitor = route -> true;

    /**
     * @param placeholders what {@code {{...}}} in route files stands for
     * @param beans what {@code #name} and {@code ref} stand for
     */
    TrialContext(Properties placeholders, BeanRepository beans) {
        super(false);
        disableJMX();
        getCamelContextExtension().setRegistry(new DefaultRegistry(new HiddenComponents(beans)));
        PropertiesComponent properties = (PropertiesComponent) getPropertiesComponent();
        properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_FALLBACK);
        properties.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_FALLBACK);
        properties.setOverrideProperties(placeholders);
        addComponent("destination", new TrialDestinations());
        build();
        setModelReifierFactory(new VisitedRoutes());
    }

    private final class VisitedRoutes extends DefaultModelReifierFactory {
        @Override
        public Route createRoute(CamelContext context, Object definition) {
            if (!visitor.visit((RouteDefinition) definition)) {
                throw new NotMade();
            }
            return new RouteReifier(context, (ProcessorDefinition<?>) definition).createRoute();
        }
    }

    /** The visitor did not want the route. */
    private static final class NotMade extends RuntimeException {
        private NotMade() {
            super(null, null, false, false);
        }
    }

    /** Reads a file's definitions. Its routes are kept for {@link #make}. */
    List<RoutesBuilder> parse(RouteFile file) throws Exception {
        return List.copyOf(PluginHelper.getRoutesLoader(this).findRoutesBuilders(List.of(file.resource())));
    }

    /** The routes added since the last call, not made yet. */
    List<RouteDefinition> takePending() {
        List<RouteDefinition> taken = List.copyOf(pending);
        pending.clear();
        return taken;
    }

    /** Makes the processors of a route. */
    void make(RouteDefinition route, RouteVisitor told) throws Exception {
        visitor = told;
        try {
            super.startRouteDefinitions(List.of(route));
        } catch (NotMade e) {
            // as its visitor wished
        } finally {
            visitor = any -> true;
        }
    }

    @Override
    public void startRouteDefinitions(List<RouteDefinition> definitions) {
        pending.addAll(definitions);
    }

    /** Whether routes that are made are started too. */
    boolean startsRoutes() {
        return false;
    }

    @Override
    public void startRouteService(RouteService service, boolean addingRoutes) throws Exception {
        if (startsRoutes()) {
            super.startRouteService(service, addingRoutes);
        }
    }
}
