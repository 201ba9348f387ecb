package io.cameldicom.hub.live;

import io.cameldicom.hub.check.RouteCheck;
import io.cameldicom.hub.check.RouteFolder;
import io.cameldicom.hub.check.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a hub the routes of its folder, and keeps them as the folder is. Not thread-safe. */
public final class RouteFiles implements RoutesBuilder, AutoCloseable {

    /** Name of the bean {@link LiveRoutes}. */
    public static final String BEAN = "liveRoutes";

    private static final Logger LOG = LoggerFactory.getLogger(RouteFiles.class);

    private final RouteFolder folder;
    private final Properties placeholders;
    private final LiveRoutes.Patience patience;
    private LiveRoutes routes;
    private RouteWatch watch;

    /** @param placeholders the hub's settings, for {@code {{...}}} */
    public RouteFiles(RouteFolder folder, Properties placeholders, LiveRoutes.Patience patience) {
        this.folder = folder;
        this.placeholders = placeholders;
        this.patience = patience;
    }

    @Override
    public void addRoutesToCamelContext(CamelContext context) throws Exception {
        RouteCheck check = new RouteCheck(new Workbench(placeholders, context.getRegistry()));
        routes = new LiveRoutes((LiveContext) context, folder, check, patience);
        context.getRegistry().bind(BEAN, routes);
        routes.load();
    }

    @Override
    public void addTemplatedRoutesToCamelContext(CamelContext context) {
        // done by addRoutesToCamelContext, file by file
    }

    @Override
    public Set<String> updateRoutesToCamelContext(CamelContext context) {
        throw new UnsupportedOperationException("LiveRoutes updates the routes");
    }

    /**
     * To be called when the context has started.
     *
     * @param settings the hub's settings file
     */
    public void watch(LiveContext context, Path settings) throws IOException {
        watch = RouteWatch.start(context, routes, folder, settings);
    }

    /** The routes; null before they were added. */
    public LiveRoutes routes() {
        return routes;
    }

    /** Ends watching, and the routes that others have replaced. */
    @Override
    public void close() {
        if (watch != null) {
            watch.close();
            watch = null;
        }
        if (routes != null) {
            try {
                routes.close();
            } catch (InterruptedException e) {
                LOG.warn("Interrupted while replaced routes finish what they have begun");
                Thread.currentThread().interrupt();
            }
            routes = null;
        }
    }
}
