package io.cameldicom.hub.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.RouteService;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.LifecycleStrategy;
import org.apache.camel.support.EventHelper;

/**
 * A context that can let go of a route without stopping it, so that another route may have its id while the first one
 * finishes what it has begun.
 */
public final class LiveContext extends DefaultCamelContext {

    private List<RouteDefinition> collected;

    LiveContext() {
        super(false);
        addRoutePolicyFactory((context, routeId, route) -> new ExchangeCount());
        addComponent("direct", new HandOverDirectComponent());
    }

    /** A route that the context does not know any more; it runs until it is ended. */
    final class Detached {

        private final RouteService service;

        private Detached(RouteService service) {
            this.service = service;
        }

        Route route() {
            return service.getRoute();
        }

        /** Exchanges in the route now. */
        int exchanges() {
            return ExchangeCount.of(route());
        }

        /** Stops its services, and removes the endpoints that no route uses any more. */
        void end() {
            Set<Endpoint> endpoints = service.gatherEndpoints();
            service.setRemovingRoutes(false); // its successor has its id: nothing of the id may be removed
            service.stop();
            EventHelper.notifyRouteRemoved(LiveContext.this, route());
            removeUnused(endpoints);
        }
    }

    /** Takes a route out of the context; null if there is none with this id. */
    Detached detach(String routeId) {
        getLock().lock();
        try {
            RouteService service = getRouteServices().remove(routeId);
            getRouteDefinitions()
                    .removeIf(definition -> definition.getRouteId() != null
                            && definition.getRouteId().equals(routeId));
            if (service == null) {
                return null;
            }
            Route route = service.getRoute();
            getCamelContextExtension().removeRoute(route);
            getCamelContextExtension().getRouteStartupOrder().removeIf(order -> order.getRoute() == route);
            for (LifecycleStrategy strategy : getLifecycleStrategies()) {
                strategy.onRoutesRemove(List.of(route));
            }
            return new Detached(service);
        } finally {
            getLock().unlock();
        }
    }

    private void removeUnused(Set<Endpoint> endpoints) {
        getLock().lock();
        try {
            getRouteServices().values().forEach(other -> endpoints.removeAll(other.gatherEndpoints()));
        } finally {
            getLock().unlock();
        }
        for (Endpoint endpoint : endpoints) {
            try {
                removeEndpoint(endpoint);
            } catch (Exception e) {
                throw new IllegalStateException("Cannot remove " + endpoint, e);
            }
        }
    }

    /** From now on routes that are added do not start. */
    void collect() {
        collected = new ArrayList<>();
    }

    /** The routes added since {@link #collect}. */
    List<RouteDefinition> collected() {
        List<RouteDefinition> definitions = collected;
        collected = null;
        return definitions;
    }

    @Override
    public void startRouteDefinitions(List<RouteDefinition> definitions) throws Exception {
        if (collected != null) {
            collected.addAll(definitions);
        } else {
            super.startRouteDefinitions(definitions);
        }
    }
}
