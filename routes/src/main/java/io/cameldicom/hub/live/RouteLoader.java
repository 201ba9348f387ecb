package io.cameldicom.hub.live;

import io.cameldicom.hub.check.RouteFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.ErrorHandlerFactory;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;

/** Adds the definitions of route files to the context, and knows which route came from which file. */
final class RouteLoader {

    private final LiveContext context;
    private final ErrorHandlerFactory errorHandler;

    RouteLoader(LiveContext context) {
        this.context = context;
        this.errorHandler = context.getCamelContextExtension().getErrorHandlerFactory();
    }

    /** Adds the routes of files; a context that is started starts them at once, unless it collects. */
    Map<RouteFile, List<RouteDefinition>> add(Collection<RouteFile> files) throws Exception {
        Map<RouteFile, Collection<RoutesBuilder>> builders = new LinkedHashMap<>();
        for (RouteFile file : files) {
            builders.put(file, PluginHelper.getRoutesLoader(context).findRoutesBuilders(List.of(file.resource())));
        }
        for (Collection<RoutesBuilder> ofFile : builders.values()) {
            for (RoutesBuilder builder : ofFile) {
                if (builder instanceof RouteConfigurationsBuilder configurations) {
                    configurations.addRouteConfigurationsToCamelContext(context);
                }
            }
        }
        Map<RouteFile, List<RouteDefinition>> added = new LinkedHashMap<>();
        for (Map.Entry<RouteFile, Collection<RoutesBuilder>> entry : builders.entrySet()) {
            for (RoutesBuilder builder : entry.getValue()) {
                List<RouteDefinition> before = List.copyOf(context.getRouteDefinitions());
                builder.addRoutesToCamelContext(context);
                remember(added, entry.getKey(), before);
            }
        }
        for (Map.Entry<RouteFile, Collection<RoutesBuilder>> entry : builders.entrySet()) {
            for (RoutesBuilder builder : entry.getValue()) {
                List<RouteDefinition> before = List.copyOf(context.getRouteDefinitions());
                builder.addTemplatedRoutesToCamelContext(context);
                remember(added, entry.getKey(), before);
            }
        }
        return added;
    }

    private void remember(Map<RouteFile, List<RouteDefinition>> added, RouteFile file, List<RouteDefinition> before) {
        List<RouteDefinition> now = new ArrayList<>(context.getRouteDefinitions());
        now.removeIf(definition -> before.stream().anyMatch(other -> other == definition));
        added.computeIfAbsent(file, any -> new ArrayList<>()).addAll(now);
    }

    /** As {@link #add} in a context that is started; what others send to starts before what receives. */
    Map<RouteFile, List<RouteDefinition>> addAndStart(Collection<RouteFile> files) throws Exception {
        List<RouteDefinition> definitions;
        Map<RouteFile, List<RouteDefinition>> added;
        context.collect();
        try {
            added = add(files);
        } finally {
            definitions = new ArrayList<>(context.collected());
        }
        definitions.sort(Comparator.comparingInt(RouteLoader::rank));
        for (RouteDefinition definition : definitions) {
            context.startRouteDefinitions(List.of(definition));
        }
        return added;
    }

    private static int rank(RouteDefinition route) {
        String uri = route.getInput().getEndpointUri();
        if (uri.startsWith("direct:")) {
            return 0;
        }
        return uri.startsWith("dicom:") || uri.startsWith("dicom-web:") || uri.startsWith("platform-http:") ? 2 : 1;
    }

    /** Forgets what route files have in common, before all of them are added again. */
    void forgetCommonParts() throws Exception {
        context.getCamelContextExtension().setErrorHandlerFactory(errorHandler);
        context.removeRouteTemplates("*");
        for (RouteConfigurationDefinition definition : List.copyOf(context.getRouteConfigurationDefinitions())) {
            context.removeRouteConfiguration(definition);
        }
    }
}
